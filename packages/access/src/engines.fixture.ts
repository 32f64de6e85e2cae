import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Column, eq, type SQL, type SQLWrapper, sql, type Table } from 'drizzle-orm';
import * as onPostgres from 'drizzle-orm/pg-core';
import * as onSqlite from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import type { RowFilter } from './rows.ts';
import { rowCondition } from './sql.ts';

/** A row of the tests. */
export interface Item {
  readonly item_id: number;
  readonly owner_id: string | null;
  readonly kind: string | null;
  readonly tier: number | null;
  readonly is_open: boolean | null;
}

/** Two grants by holder: who is in a team, and what is shared with somebody. */
export interface Grants {
  readonly team: Readonly<Record<string, readonly string[]>>;
  readonly shared: Readonly<Record<string, readonly string[]>>;
}

/** Who holds the grants in a query. */
export type Holders = Readonly<Record<keyof Grants, string>>;

/** An engine with the rows of the tests. */
export interface Engine extends AsyncDisposable {
  /** The ids of the items that the filter lets through. */
  seen(
    items: readonly Item[],
    grants: Grants,
    filter: RowFilter,
    holders: Holders,
  ): Promise<readonly number[]>;
}

interface Tables {
  readonly items: Table & Readonly<Record<keyof Item, Column>>;
  readonly held: Table & Readonly<Record<'grant' | 'holder' | 'value', Column>>;
}

type Run = (statement: SQL) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const create = [
  sql`create temporary table items
    (item_id integer primary key, owner_id text, kind text, tier integer, is_open boolean)`,
  sql`create temporary table held ("grant" text, holder text, value text)`,
];

/** SQLite in memory. */
export async function openSqlite(): Promise<Engine> {
  const database = new DatabaseSync(':memory:');
  const dialect = new onSqlite.SQLiteSyncDialect();
  const { integer, sqliteTable, text } = onSqlite;
  const items = sqliteTable('items', {
    item_id: integer('item_id').primaryKey(),
    owner_id: text('owner_id'),
    kind: text('kind'),
    tier: integer('tier'),
    is_open: integer('is_open', { mode: 'boolean' }),
  });
  const held = sqliteTable('held', { grant: text('grant'), holder: text('holder'), value: text('value') });
  const run: Run = async (statement) => {
    const query = dialect.sqlToQuery(statement);
    // drizzle has encoded every parameter for the engine
    return database.prepare(query.sql).all(...(query.params as SQLInputValue[]));
  };
  return engineOver({ items, held }, run, async () => database.close());
}

/** PostgreSQL, in tables of one session. @throws Error when it does not answer. */
export async function openPostgres(connectionString: string): Promise<Engine> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  await client.connect();
  const dialect = new onPostgres.PgDialect();
  const { boolean, integer, pgTable, text } = onPostgres;
  const items = pgTable('items', {
    item_id: integer('item_id').primaryKey(),
    owner_id: text('owner_id'),
    kind: text('kind'),
    tier: integer('tier'),
    is_open: boolean('is_open'),
  });
  const held = pgTable('held', { grant: text('grant'), holder: text('holder'), value: text('value') });
  const run: Run = async (statement) => {
    const query = dialect.sqlToQuery(statement);
    return (await client.query<Record<string, unknown>>(query.sql, query.params)).rows;
  };
  return engineOver({ items, held }, run, () => client.end());
}

async function engineOver({ items, held }: Tables, run: Run, close: () => Promise<void>): Promise<Engine> {
  for (const statement of create) await run(statement);
  const valuesOf = (grant: keyof Grants, holder: string): SQLWrapper =>
    sql`(select ${held.value} from ${held} where ${eq(held.grant, grant)} and ${eq(held.holder, holder)})`;
  return {
    async seen(rows, grants, filter, holders) {
      await run(sql`delete from ${items}`);
      await run(sql`delete from ${held}`);
      if (rows.length > 0)
        await run(
          insertion(
            items,
            rows.map((row) => itemColumns.map((name) => sql.param(row[name], items[name]))),
          ),
        );
      const cells = heldCells(grants);
      if (cells.length > 0) await run(insertion(held, cells));
      const condition = rowCondition(filter, {
        columns: { owner_id: items.owner_id, kind: items.kind, tier: items.tier, is_open: items.is_open },
        grants: {
          team: () => valuesOf('team', holders.team),
          shared: () => valuesOf('shared', holders.shared),
        },
      });
      const found = await run(
        sql`select item_id from ${items} where ${condition ?? sql`1 = 1`} order by item_id`,
      );
      return found.map(({ item_id }) => Number(item_id));
    },
    [Symbol.asyncDispose]: close,
  };
}

const itemColumns = ['item_id', 'owner_id', 'kind', 'tier', 'is_open'] as const;

function heldCells(grants: Grants): readonly (readonly string[])[] {
  return (['team', 'shared'] as const).flatMap((grant) =>
    Object.entries(grants[grant]).flatMap(([holder, values]) =>
      values.map((value) => [grant, holder, value]),
    ),
  );
}

function insertion(table: Table, rows: readonly (readonly unknown[])[]): SQL {
  const tuples = rows.map(
    (row) =>
      sql`(${sql.join(
        row.map((cell) => sql`${cell}`),
        sql`, `,
      )})`,
  );
  return sql`insert into ${table} values ${sql.join(tuples, sql`, `)}`;
}
