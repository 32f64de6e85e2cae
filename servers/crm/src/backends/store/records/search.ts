import { notFound } from '@patchbay/core';
import { and, countRows, type SQL } from '@patchbay/storage';
import type {
  CallScope,
  RecordFilter,
  RecordSearch,
  RecordType,
  SeenPage,
  SeenRecord,
} from '../../../deps.ts';
import { policy } from '../../../policy.ts';
import { fieldFacts, idFields, shortFields } from '../../../records/fields.ts';
import { type CheckedFilter, checkFilters, checkSort } from '../../../records/filters.ts';
import { chosenFields, requireFilter, requireSeen, see } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import { filterCondition, queryCondition } from './conditions.ts';
import { withExtras } from './extras.ts';
import { resolveFilters } from './resolve-filters.ts';
import { idIn, recordTable, type StoredRow } from './table.ts';

/** Searches records of one kind; every condition is applied or the search refused. */
export function searchRecords(
  kernel: Kernel,
  search: RecordSearch,
  scope: CallScope,
): Promise<SeenPage & { readonly applied_filters: readonly RecordFilter[] }> {
  const { object_type: object, ids, query } = search;
  const requireField = (field: string) => requireFilter(scope, object, field);
  const fields = searchFields(scope, object, search.fields);
  const checked = checkFilters(object, search.filters, requireField);
  const sort = checkSort(object, search, requireField);
  return kernel.scan(scope, async (db) => {
    const { table, id, columns } = recordTable(db, object);
    const filters = await resolveFilters(db, scope, object, checked);
    if (ids !== undefined) await requireAny(db, scope, object, ids);
    const where = await searchCondition(db, scope, search, filters);
    const applied = filters.map(({ field, op, value }): RecordFilter => ({ field, op, value }));
    const column = columns[sort.facts.sort_column ?? sort.field];
    if (column === undefined) throw new Error(`${object} cannot be sorted by ${sort.field}.`);
    const paging = db.paging({
      list: 'search_crm_records',
      filter: { object, ids, query, applied },
      sort: { column, direction: sort.direction },
      id,
      cursor: search.cursor,
      limit: search.limit,
    });
    const rows: StoredRow[] = await db
      .select()
      .from(table)
      .where(and(where, paging.after))
      .orderBy(...paging.orderBy)
      .limit(paging.limit);
    const page = paging.page(rows);
    const items = await seenRecords(db, scope, object, page.items, fields);
    // a text is found by its own index
    const total = await countRows(db, table, where, query === undefined ? paging.orderBy : []);
    return { ...page, items, ...total, applied_filters: applied };
  });
}

/** Ids of which none is a record are a mistake, not an empty answer. @throws ToolError `not_found` */
async function requireAny(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  ids: readonly string[],
): Promise<void> {
  const { table } = recordTable(db, object);
  const [found] = await db
    .select()
    .from(table)
    .where(and(rowCondition(db, scope, object, table), idIn(db, object, ids)))
    .limit(1);
  if (found !== undefined) return;
  throw notFound(`No record of ${object} has ${ids.length === 1 ? 'this id' : 'any of these ids'}.`, {
    hint: 'Find the record with search_crm_records, by query or filters.',
  });
}

async function searchCondition(
  db: CrmDb,
  scope: CallScope,
  { object_type: object, ids, query }: RecordSearch,
  filters: readonly CheckedFilter[],
): Promise<SQL | undefined> {
  const conditions: (SQL | undefined)[] = [
    rowCondition(db, scope, object, recordTable(db, object).table),
    ids === undefined ? undefined : idIn(db, object, ids),
    query === undefined ? undefined : queryCondition(db, scope, object, query),
  ];
  for (const filter of filters) conditions.push(await filterCondition(db, object, filter));
  return and(...conditions);
}

/** The fields of an answer, the id always among them. @throws ToolError as `chosenFields`. */
export function searchFields(
  scope: CallScope,
  object: RecordType,
  asked: readonly string[] | undefined,
): readonly string[] {
  const fields = chosenFields(scope, object, asked, shortFields[object]);
  return [...new Set([idFields[object], ...fields])];
}

/** Rows as the caller sees them, with names and sums from other tables. */
export async function seenRecords(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  rows: readonly StoredRow[],
  fields: readonly string[],
): Promise<readonly SeenRecord[]> {
  const whole = await withExtras(db, scope, object, rows, fields);
  return whole.map((row) => see(scope, object, row, fields));
}

/** The fields of a kind of record that the caller sees, with their types. */
export function recordSchema(
  object: RecordType,
  scope: CallScope,
): readonly { readonly field: string; readonly type: string; readonly mode: 'full' | 'masked' }[] {
  requireSeen(scope, object);
  return Object.entries(fieldFacts[object]).flatMap(([field, { type }]) => {
    const rule = policy.rule(scope.caller, object, field);
    return rule === 'hidden' ? [] : [{ field, type, mode: rule === 'full' ? 'full' : 'masked' }];
  });
}
