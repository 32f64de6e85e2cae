import { versionConflict } from '@patchbay/schemas';
import type { BatchRow, CallScope, RecordType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { requiredFields } from '../../../records/read-values.ts';
import { seesAll } from '../../gate.ts';
import { type Deduplicated, renewKeys } from '../duplicates/keys.ts';
import { comparableRow } from '../duplicates/rows.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import { rescored } from '../leads/score.ts';
import { noteMove } from '../pipelines/stages.ts';
import { recordTable, type StoredRow } from '../records/table.ts';
import { cellsRefused } from './cells.ts';
import { derivedColumns } from './derived.ts';
import type { BatchMatches } from './matches.ts';
import type { References } from './references.ts';

/** What writing one record takes. */
export interface Writing {
  readonly db: CrmWriteDb;
  readonly kernel: Kernel;
  readonly scope: CallScope;
  readonly object: RecordType;
}

type Outcome = Omit<BatchRow, 'index'>;

const idPrefixes: Readonly<Record<Exclude<RecordType, 'leads'>, string>> = {
  companies: 'com',
  contacts: 'con',
  deals: 'deal',
  activities: 'act',
  orders: 'ord',
  products: 'prd',
};

const deduplicated: readonly RecordType[] = [
  'leads',
  'companies',
  'contacts',
] satisfies readonly Deduplicated[];

function isDeduplicated(object: RecordType): object is Deduplicated {
  return deduplicated.includes(object);
}

/** Writes a new record with all that follows from it. */
export async function createRow(
  writing: Writing,
  values: StoredRow,
  references: References,
  matches: BatchMatches,
): Promise<Outcome> {
  const { db, kernel, object } = writing;
  const at = kernel.timestamp();
  const stage = object === 'deals' ? (references.stageOf(values) ?? references.firstStage) : undefined;
  const columns = derived(writing, { values, existing: undefined, stage, at });
  const missing = requiredFields[object].filter((field) => columns[field] === undefined);
  if (missing.length > 0) throw cellsRefused(missing.map((field) => ({ field, reason: 'is missing' })));
  if (object === 'deals' && stage === undefined) {
    throw cellsRefused([{ field: 'stage', reason: 'is missing: there is no pipeline yet' }]);
  }
  const lookalike = matches.lookalike(values);
  const row = await insertRow(writing, { ...ownership(writing, values, references), ...columns }, at);
  const id = String(row[idFields[object]]);
  if (isDeduplicated(object)) {
    // links are made of many rows at once, when somebody asks for them
    await renewKeys(db, object, id, await comparableRow(db, object, row));
  }
  await noteStage(writing, undefined, row, at);
  matches.learn(row);
  const message = lookalike === undefined ? undefined : `may be a duplicate of ${lookalike}`;
  return { status: 'created', id, ...(message !== undefined && { message }) };
}

async function insertRow(writing: Writing, columns: StoredRow, at: string): Promise<StoredRow> {
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

async function scored(
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
function ownership({ scope, object, db }: Writing, values: StoredRow, references: References): StoredRow {
  if (values['owner_id'] !== undefined || recordTable(db, object).columns['owner_id'] === undefined)
    return {};
  const isBound = !seesAll(scope, object);
  return isBound || references.isUser(scope.caller.id) ? { owner_id: scope.caller.id } : {};
}

/** Changes what differs from the row as it is; nothing else, and nothing at all when nothing does. */
export async function updateRow(
  writing: Writing,
  existing: StoredRow,
  { values, expected_version }: { readonly values: StoredRow; readonly expected_version: number | undefined },
  references: References,
  matches: BatchMatches,
): Promise<Outcome> {
  const { db, kernel, object } = writing;
  const at = kernel.timestamp();
  const id = existing[idFields[object]];
  const key = typeof id === 'number' ? id : String(id);
  const stage = stageChange(references, values, existing);
  const columns = derived(writing, { values, existing, stage, at });
  const changes = Object.fromEntries(
    Object.entries(columns).filter(([column, value]) => existing[column] !== value),
  );
  if (expected_version !== undefined && existing['version'] !== expected_version)
    throw versionConflict(Number(existing['version']), expected_version);
  if (Object.keys(changes).length === 0) return { status: 'unchanged', id: String(id) };
  const { table } = recordTable(db, object);
  const score = await scored(writing, { ...existing, ...changes }, changes);
  const row: StoredRow = await db.updateOne(
    table,
    key,
    { ...changes, ...score, updated_at: at },
    { expected_version },
  );
  if (isDeduplicated(object)) await renewKeys(db, object, key, await comparableRow(db, object, row));
  await noteStage(writing, existing, row, at);
  matches.learn(row);
  return { status: 'updated', id: String(id) };
}

function stageChange(references: References, values: StoredRow, existing: StoredRow) {
  const stage = references.stageOf(values);
  return stage?.stage_id === existing['stage_id'] ? undefined : stage;
}

function derived(
  { kernel, object }: Writing,
  derivation: Omit<Parameters<typeof derivedColumns>[0], 'object' | 'default_currency'>,
): StoredRow {
  const { default_currency } = kernel.settings;
  const result = derivedColumns({ object, default_currency, ...derivation });
  if ('problems' in result) throw cellsRefused(result.problems);
  return result.columns;
}

async function noteStage(
  { db, kernel, scope, object }: Writing,
  before: StoredRow | undefined,
  row: StoredRow,
  at: string,
): Promise<void> {
  if (object !== 'leads' && object !== 'deals') return;
  const column = object === 'leads' ? 'status' : 'stage_id';
  const [from, to] = [before?.[column], row[column]];
  if (from === to) return;
  await noteMove(db, kernel, scope, {
    object,
    record_id: String(row[idFields[object]]),
    from_stage: from === undefined ? null : String(from),
    to_stage: String(to),
    at,
  });
}
