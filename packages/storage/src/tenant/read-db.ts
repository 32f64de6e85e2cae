import { and } from 'drizzle-orm';
import type { Connection, Dialect } from '../engine.ts';
import { unwrapped } from '../errors.ts';
import { getJob, type JobListOptions, type JobScope, listJobs } from '../jobs/records.ts';
import { getChange, historyOf } from '../log/history.ts';
import { newestNumber } from '../log/numbers.ts';
import { rowKeyText } from '../log/values.ts';
import type { OwnTables } from '../own/tables.ts';
import { type ComputedList, computedPage } from '../paging/computed-list.ts';
import type { Cursors } from '../paging/cursor.ts';
import { paging } from '../paging/paging.ts';
import type { AnyRow, RowKey, Tables, TenantTable } from '../tables.ts';
import type { TenantDb } from './db.ts';
import { type RowParser, sqlTag, type TenantSql } from './raw.ts';
import type { TenantScope } from './scope.ts';
import { tenantSelect } from './select.ts';
import { rowCondition } from './write-rows.ts';

/** What a tenant's view is made of. */
export interface ViewParts<T extends Tables> {
  readonly connection: Connection;
  readonly scope: TenantScope;
  /** The caller's id. */
  readonly actor: string;
  readonly tables: T;
  readonly dialect: Dialect;
  readonly own: OwnTables;
  readonly cursors: Cursors;
}

const defaultHistory = 50;

/** Builds the reading half of a tenant's view. */
export function readDb<T extends Tables>(parts: ViewParts<T>): TenantDb<T> {
  const { connection, scope, own } = parts;
  const { builder } = connection;
  const reader = { connection, own, tenant: scope.tenant };
  const view = {
    tables: parts.tables,
    dialect: parts.dialect,
    tenant: scope.token,
    select: tenantSelect(builder.select.bind(builder), scope),
    selectDistinct: tenantSelect(builder.selectDistinct.bind(builder), scope),
    sql: sqlTag(scope.token),
    get: (table: TenantTable, key: RowKey) => unwrap(rowOf(parts, table, key)),
    all: <Row>(query: TenantSql, row: RowParser<Row>) => unwrap(rawRows(parts, query, row)),
    paging: (options: Parameters<TenantDb<T>['paging']>[0]) => paging(parts.cursors, scope.tenant, options),
    pageOf: <Item>(list: ComputedList<Item>) => computedPage(parts.cursors, scope.tenant, list),
    history: (table: TenantTable, key: RowKey, { limit = defaultHistory }: { limit?: number } = {}) =>
      historyOf(reader, scope.factsOf(table).name, rowKeyText(key), limit),
    getChange: (changeId: string) => getChange(reader, changeId),
    changeNumber: () => newestNumber(reader),
    getJob: (id: string) => unwrap(getJob(jobScopeOf(parts), id)),
    listJobs: (options: JobListOptions = {}) => unwrap(listJobs(jobScopeOf(parts), parts.cursors, options)),
  };
  // rows are untyped inside; that they have the type of their table is what drizzle's schema promises
  return view as unknown as TenantDb<T>;
}

/** Whose jobs a view shows. */
export function jobScopeOf<T extends Tables>({ connection, own, scope, actor }: ViewParts<T>): JobScope {
  return { connection, own, tenant: scope.tenant, actor };
}

async function rowOf<T extends Tables>(
  { connection, scope }: ViewParts<T>,
  table: TenantTable,
  key: RowKey,
): Promise<AnyRow | undefined> {
  const facts = scope.factsOf(table);
  const [row] = await connection.builder
    .select()
    .from(facts.table)
    .where(and(scope.conditionOf(facts.table), rowCondition(facts, rowKeyText(key))));
  return row;
}

async function rawRows<T extends Tables, Row>(
  { connection }: ViewParts<T>,
  query: TenantSql,
  row: RowParser<Row>,
): Promise<Row[]> {
  const rows = await connection.named(query);
  return rows.map((values) => row.parse(values));
}

/** Waits for a statement of ours and rids its error of the statement's text. */
export async function unwrap<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unwrapped(error);
  }
}
