import { getTableColumns, getTableName, type SQL } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, SQLiteInteger, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Computation, computationOf } from './declare/computed.ts';
import { roleOf, type TableRole } from './declare/roles.ts';

/** A table that a store can hold: every row belongs to a tenant. */
export type TenantTable = SQLiteTable & { readonly tenant: SQLiteColumn };

/** The tables of a server, by the names under which its queries reach them. */
export type Tables = Readonly<Record<string, TenantTable>>;

/** A row as queries give it. */
export type RowOf<T extends TenantTable> = T['$inferSelect'];

/** A row to insert; the tenant is not the caller's to choose. */
export type NewRow<T extends TenantTable> = Omit<T['$inferInsert'], 'tenant'>;

/** New values for some columns, as values or as expressions. */
export type Changes<T extends TenantTable> = { readonly [K in keyof NewRow<T>]?: NewRow<T>[K] | SQL };

/** The primary key of a row without its tenant: the value, or the values in the order of the key's columns. */
export type RowKey = string | number | readonly (string | number)[];

/** A row whose table is not known to the compiler. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** What the store knows of one table. */
export interface TableFacts {
  /** The name in the database. */
  readonly name: string;
  /** The table of the database in use, on which queries are built. */
  readonly table: TenantTable;
  /** Names of the columns, but for computed ones. */
  readonly columns: readonly string[];
  /** The primary key without the tenant. */
  readonly key: readonly string[];
  /** Undefined for a table whose rows are in the change log. */
  readonly role: TableRole | undefined;
  /** How the columns that are missing in `columns` are computed. */
  readonly computation: Computation | undefined;
}

/**
 * Reads the facts of a server's tables off their declaration.
 *
 * @throws Error for a table that {@link checkTable} refuses.
 */
export function tableFacts(
  declared: Tables,
  inUse: Readonly<Record<string, unknown>>,
): readonly TableFacts[] {
  return Object.entries(declared).map(([property, table]) => {
    const name = getTableName(table);
    const computation = computationOf(table);
    const columns = Object.keys(getTableColumns(table)).filter(
      (column) => computation?.columns.includes(column) !== true,
    );
    const key = primaryKeyOf(table);
    checkTable(table, key);
    const used = inUse[property];
    if (used === undefined) throw new Error(`Table ${property} is not declared for the database in use.`);
    // it comes from the same declaration
    return {
      name,
      table: used as TenantTable,
      columns,
      key: key.filter((column) => column !== 'tenant'),
      role: roleOf(table),
      computation,
    };
  });
}

/**
 * What every table of a server keeps to.
 *
 * - Each row has a tenant, and the primary key and whatever is unique begin with it, so that tenants cannot be in each
 *   other's way; a key that the database counts up is the exception.
 * - A column is declared under its name in the database.
 * - Foreign keys do not act: rows changed by the database itself would be missing from the change log.
 */
function checkTable(table: TenantTable, key: readonly string[]): void {
  const name = getTableName(table);
  const columns = getTableColumns(table);
  if (table.tenant?.notNull !== true)
    throw new Error(`Table ${name} needs a column "tenant" that is not null.`);
  if (key.length === 0) throw new Error(`Table ${name} needs a primary key.`);
  if (key[0] !== 'tenant' && !key.every((column) => isCounted(columns[column])))
    throw new Error(
      `The primary key of ${name} must begin with the tenant: two could choose the same ${key}.`,
    );
  for (const column of uniqueWithoutTenant(table))
    throw new Error(`What is unique in ${name} must begin with the tenant, not with ${column}.`);
  for (const [column, { name: stored }] of Object.entries(columns)) {
    if (column !== stored) throw new Error(`Column ${name}.${stored} must be declared under that name.`);
  }
  for (const { onDelete, onUpdate } of getTableConfig(table).foreignKeys) {
    if (acts(onDelete) || acts(onUpdate)) {
      throw new Error(
        `Foreign keys of ${name} must not act on their own: delete or change the rows in the write.`,
      );
    }
  }
}

function primaryKeyOf(table: TenantTable): readonly string[] {
  return [
    ...Object.entries(getTableColumns(table)).flatMap(([column, { primary }]) => (primary ? [column] : [])),
    ...getTableConfig(table).primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
  ];
}

function uniqueWithoutTenant(table: TenantTable): readonly string[] {
  const { indexes, uniqueConstraints } = getTableConfig(table);
  const first = [
    ...indexes.flatMap(({ config }) => (config.unique ? config.columns.slice(0, 1) : [])),
    ...uniqueConstraints.flatMap(({ columns }) => columns.slice(0, 1)),
  ];
  const named = first.map((column) => ('name' in column ? String(column.name) : 'an expression'));
  const alone = Object.values(getTableColumns(table)).flatMap(({ name, isUnique }) =>
    isUnique ? [name] : [],
  );
  return [...named, ...alone].filter((column) => column !== 'tenant');
}

function isCounted(column: SQLiteColumn | undefined): boolean {
  return column instanceof SQLiteInteger && column.autoIncrement;
}

function acts(action: string | undefined): boolean {
  return action !== undefined && action !== 'no action' && action !== 'restrict';
}
