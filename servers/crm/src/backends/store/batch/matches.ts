import { conflict, notFound, validationError } from '@patchbay/core';
import { fold } from '@patchbay/schemas';
import { and, expr, inArray } from '@patchbay/storage';
import type { CallScope, Records, RecordType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { normaliseDomain } from '../../../values/domain-name.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { requireFilter } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { foldedText } from '../records/folded-text.ts';
import { columnsOf, recordTable, type StoredRow, visibleRows } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
import { isSameBearer, isSharedKey, isSomebodyElse } from './same-bearer.ts';

type MatchOn = Parameters<Records['upsert']>[0]['match_on'];

/** Which records of a batch exist already. */
export interface BatchMatches {
  /**
   * The row that a record means: the one of its id, or the one that its key matches; undefined for a new record.
   *
   * @throws ToolError `not_found` for an id that the caller does not see, `conflict` for a key of several records.
   */
  find(record: StoredRow, values: StoredRow): StoredRow | undefined;
  /** The same, undefined as well where nothing is certain. */
  peek(record: StoredRow, values: StoredRow): StoredRow | undefined;
  /** Makes a row known that the batch has just written, so that a later record of the batch meets it. */
  learn(row: StoredRow): void;
}

/** The kinds of record that have each key. */
const keyOwners: Readonly<Record<MatchOn, readonly RecordType[]>> = {
  id: ['leads', 'companies', 'contacts', 'deals', 'activities', 'products'],
  external_id: ['leads', 'companies', 'contacts', 'deals'],
  email: ['leads', 'contacts'],
  domain: ['companies'],
  phone: ['leads', 'contacts', 'companies'],
  sku: ['products'],
};

/** The field that each key is, and the column in which it is compared. */
const keyColumns = {
  external_id: { field: 'external_id', column: 'external_id' },
  email: { field: 'email', column: 'email_norm' },
  domain: { field: 'domain', column: 'domain_norm' },
  phone: { field: 'phone_e164', column: 'phone_e164' },
  sku: { field: 'sku', column: 'sku' },
} as const;

function keyOf(field: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (field === 'email') return normaliseEmail(String(value))?.email_norm;
  if (field === 'domain') return normaliseDomain(String(value));
  return field === 'sku' ? fold(String(value).trim()) : String(value);
}

/** Finds the rows that a batch may mean, at once. @throws ToolError for a key that records of the kind do not have. */
export async function loadMatches(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  matchOn: MatchOn,
  items: readonly { readonly record: StoredRow; readonly values: StoredRow }[],
): Promise<BatchMatches> {
  requireKey(object, matchOn);
  const key = matchOn === 'id' ? undefined : keyColumns[matchOn];
  if (key !== undefined) requireFilter(scope, object, key.field);
  const idField = idFields[object];
  const ids = items.flatMap(({ record }) => idOf(record, idField) ?? []);
  const byId = new Map(await visibleRows(db, scope, object, ids));
  const keys = indexOf(key);
  await fill(db, scope, object, keys, items);
  const candidates = (values: StoredRow) => bearersOf(object, keys, values);
  return {
    peek(record, values) {
      const id = idOf(record, idField);
      const [row, ...others] = id === undefined ? candidates(values) : [byId.get(id)];
      return others.length === 0 ? row : undefined;
    },
    find(record, values) {
      const id = idOf(record, idField);
      if (id === undefined) return only(candidates(values), matchOn);
      const row = byId.get(id);
      if (row === undefined) throw noSuchRecord(object, id);
      return row;
    },
    learn(row) {
      byId.set(String(row[idField]), row);
      keys.learn(row, idField);
    },
  };
}

/** The rows of a key; of one that several may share, those alone whose name fits, of a mailbox those it does not contradict. */
function bearersOf(object: RecordType, keys: KeyIndex, values: StoredRow): readonly StoredRow[] {
  const rows = keys.rows(values);
  const key = keys.on === undefined ? undefined : keyOf(keys.on.field, values[keys.on.field]);
  if (keys.on === undefined || key === undefined) return rows;
  if (isSharedKey(keys.on.field, key)) return rows.filter((row) => isSameBearer(object, values, row));
  return keys.on.field === 'email' ? rows.filter((row) => !isSomebodyElse(values, row)) : rows;
}

function requireKey(object: RecordType, matchOn: MatchOn): void {
  if (keyOwners[matchOn].includes(object)) return;
  const possible = Object.entries(keyOwners).flatMap(([key, owners]) =>
    owners.includes(object) ? [key] : [],
  );
  throw validationError(`match_on: ${object} have no ${matchOn}.`, {
    hint: `Match ${object} on: ${possible.join(', ')}.`,
  });
}

function idOf(record: StoredRow, field: string): string | undefined {
  const id = record[field];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function noSuchRecord(object: RecordType, id: string) {
  return notFound(
    `${idFields[object]}: no record of ${object} has the id ${JSON.stringify(id.slice(0, 60))}.`,
    {
      hint: `Leave ${idFields[object]} out to create a record, or find it with search_crm_records.`,
    },
  );
}

function only(rows: readonly StoredRow[], key: string): StoredRow | undefined {
  if (rows.length < 2) return rows[0];
  throw conflict(`${rows.length} records have this ${key}.`, {
    hint: 'Give the id of the one that is meant, or merge them with merge_records.',
  });
}

interface KeyIndex {
  readonly on: { readonly field: string; readonly column: string } | undefined;
  rows(values: StoredRow): readonly StoredRow[];
  learn(row: StoredRow, idField: string): void;
}

function indexOf(on: KeyIndex['on']): KeyIndex {
  const found = new Map<string, StoredRow[]>();
  return {
    on,
    rows(values) {
      const key = on === undefined ? undefined : keyOf(on.field, values[on.field]);
      return key === undefined ? [] : (found.get(key) ?? []);
    },
    learn(row, idField) {
      const stored = on === undefined ? undefined : row[on.column];
      if (on === undefined || typeof stored !== 'string') return;
      const key = on.field === 'sku' ? fold(stored) : stored;
      const others = (found.get(key) ?? []).filter((other) => other[idField] !== row[idField]);
      found.set(key, [...others, row]);
    },
  };
}

const keysPerQuery = 200;

async function fill(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  index: KeyIndex,
  items: readonly { readonly values: StoredRow }[],
): Promise<void> {
  const { on } = index;
  if (on === undefined) return;
  const { table } = recordTable(db, object);
  const column = columnsOf(table)[on.column];
  if (column === undefined) return;
  const compared = on.field === 'sku' ? foldedText(db, column) : expr`${column}`;
  const keys = [...new Set(items.flatMap(({ values }) => keyOf(on.field, values[on.field]) ?? []))];
  for (let start = 0; start < keys.length; start += keysPerQuery) {
    const rows: StoredRow[] = await db
      .select()
      .from(table)
      .where(
        and(
          inArray(compared, keys.slice(start, start + keysPerQuery)),
          rowCondition(db, scope, object, table),
        ),
      );
    for (const row of rows) index.learn(row, idFields[object]);
  }
}
