import type { RecordType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { seesAll } from '../../gate.ts';
import { rescored } from '../leads/score.ts';
import { recordTable, type StoredRow } from '../records/table.ts';
import type { References } from './references.ts';
import type { Writing } from './writing.ts';

const idPrefixes: Readonly<Record<Exclude<RecordType, 'leads'>, string>> = {
  companies: 'com',
  contacts: 'con',
  deals: 'deal',
  activities: 'act',
  orders: 'ord',
  products: 'prd',
};

/** Inserts a record under a new id; a lead with its score. */
export async function insertRow(writing: Writing, columns: StoredRow, at: string): Promise<StoredRow> {
  const { db, kernel, object } = writing;
  const { table } = recordTable(db, object);
  const stamps = { created_at: at, updated_at: at };
  if (object === 'leads') {
    return db.insert(table, { ...columns, ...(await scored(writing, columns, columns)), ...stamps });
  }
  return db.insert(table, { ...columns, ...stamps, [idFields[object]]: kernel.newId(idPrefixes[object]) });
}

/** The columns of a lead that its score is made from. */
const scoring = ['email', 'phone_e164', 'company_name', 'title', 'source', 'status'];

/** The score of a lead whose columns change; nothing for other records. */
export async function scored(
  { db, kernel, object }: Writing,
  row: StoredRow,
  changes: StoredRow,
): Promise<StoredRow> {
  if (object !== 'leads' || !scoring.some((column) => column in changes)) return {};
  const text = (column: string) => (typeof row[column] === 'string' ? row[column] : null);
  const lead = {
    email: text('email'),
    phone_e164: text('phone_e164'),
    company_name: text('company_name'),
    company_norm: text('company_norm'),
    title: text('title'),
    source: text('source'),
    status: text('status') ?? 'new',
  };
  const id = row['lead_id'];
  const known = typeof id === 'number' ? await db.get(db.tables.leads, id) : undefined;
  const score_breakdown = known?.score_breakdown ?? null;
  return { ...(await rescored(db, known?.lead_id, { ...lead, score_breakdown }, kernel.now())) };
}

/** What somebody creates is theirs, unless they see all records and are no user of the CRM. */
export function ownership(
  { scope, object, db }: Writing,
  values: StoredRow,
  references: References,
): StoredRow {
  if (values['owner_id'] !== undefined || recordTable(db, object).columns['owner_id'] === undefined)
    return {};
  const isBound = !seesAll(scope, object);
  return isBound || references.isUser(scope.caller.id) ? { owner_id: scope.caller.id } : {};
}
