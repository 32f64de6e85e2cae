import { asc, eq, inArray, type TenantTable } from '@patchbay/storage';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CallScope, RecordType } from '../../../deps.ts';
import { recordUri } from '../../../records/addresses.ts';
import { factsOf, idFields, recordTypes } from '../../../records/fields.ts';
import { seesAny } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { allStages } from '../pipelines/stages.ts';
import { type StoredRow, visibleRows } from './table.ts';

/** Adds to rows what the given fields want and the rows do not hold: names, lines, links, sums. */
export async function withExtras(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  rows: readonly StoredRow[],
  fields: readonly string[],
): Promise<readonly StoredRow[]> {
  const wanted = fields.filter((field) => factsOf(object, field)?.source !== undefined);
  if (wanted.length === 0 || rows.length === 0) return rows;
  const extras = await Promise.all(
    wanted.map(async (field) => [field, await extraOf(db, scope, object, rows, field)] as const),
  );
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(extras.map(([field, of]) => [field, of(row)])),
  }));
}

type Extra = (row: StoredRow) => unknown;

async function extraOf(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  rows: readonly StoredRow[],
  field: string,
): Promise<Extra> {
  const source = factsOf(object, field)?.source;
  const { users, companies } = db.tables;
  if (source === undefined) return () => null;
  if ('computed' in source) return computed(db, scope, object, rows, source.computed);
  switch (source.name_of) {
    case 'owner':
      return named(db, rows, 'owner_id', users, users.user_id, users.name);
    case 'company':
      return named(db, rows, 'company_id', companies, companies.company_id, companies.name);
    case 'customer':
      return named(db, rows, 'customer_id', companies, companies.company_id, companies.name);
    case 'stage':
      return stageNames(db);
  }
}

async function stageNames(db: CrmDb): Promise<Extra> {
  const names = new Map((await allStages(db)).map(({ stage_id, stage }) => [stage_id, stage]));
  return (row) => names.get(String(row['stage_id'])) ?? null;
}

async function named(
  db: CrmDb,
  rows: readonly StoredRow[],
  key: string,
  table: TenantTable,
  id: SQLiteColumn,
  name: SQLiteColumn,
): Promise<Extra> {
  const ids = textsOf(rows, key);
  const found: { id: unknown; name: unknown }[] =
    ids.length === 0 ? [] : await db.select({ id, name }).from(table).where(inArray(id, ids));
  const names = new Map(found.map((each) => [each.id, each.name]));
  return (row) => names.get(row[key]) ?? null;
}

function textsOf(rows: readonly StoredRow[], key: string): string[] {
  return [...new Set(rows.flatMap((row) => (typeof row[key] === 'string' ? [row[key]] : [])))];
}

async function computed(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  rows: readonly StoredRow[],
  what: 'available' | 'url' | 'lines' | 'links',
): Promise<Extra> {
  switch (what) {
    case 'available':
      return (row) => Number(row['stock']) - Number(row['reserved']);
    case 'url':
      return (row) => recordUri(object, row[idFields[object]]);
    case 'lines':
      return orderLines(db, textsOf(rows, 'order_id'));
    case 'links':
      return activityLinks(db, scope, textsOf(rows, 'activity_id'));
  }
}

async function orderLines(db: CrmDb, ids: readonly string[]): Promise<Extra> {
  const { order_lines, products } = db.tables;
  const lines = await db
    .select({
      order_id: order_lines.order_id,
      product_id: order_lines.product_id,
      name: products.name,
      quantity: order_lines.quantity,
      unit_price_minor: order_lines.unit_price_minor,
    })
    .from(order_lines)
    .leftJoin(products, eq(products.product_id, order_lines.product_id))
    .where(inArray(order_lines.order_id, [...ids]));
  const byOrder = Map.groupBy(lines, ({ order_id }) => order_id);
  return (row) => (byOrder.get(String(row['order_id'])) ?? []).map(({ order_id: _, ...line }) => line);
}

/** Links to records that the caller does not see are left out, as the records are. */
async function activityLinks(db: CrmDb, scope: CallScope, ids: readonly string[]): Promise<Extra> {
  const { activity_links } = db.tables;
  const links = await db
    .select()
    .from(activity_links)
    .where(inArray(activity_links.activity_id, [...ids]))
    .orderBy(asc(activity_links.object), asc(activity_links.record_id));
  const seen = new Set<string>();
  for (const object of recordTypes) {
    const linked = links.filter((link) => link.object === object).map(({ record_id }) => record_id);
    if (linked.length === 0 || !seesAny(scope, object)) continue;
    for (const id of (await visibleRows(db, scope, object, linked)).keys()) seen.add(`${object}/${id}`);
  }
  const byActivity = Map.groupBy(links, ({ activity_id }) => activity_id);
  return (row) =>
    (byActivity.get(String(row['activity_id'])) ?? [])
      .filter(({ object, record_id }) => seen.has(`${object}/${record_id}`))
      .map(({ object, record_id }) => ({ object_type: object, id: record_id }));
}
