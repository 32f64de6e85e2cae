import { getTableColumns, getTableName, type SQL } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';

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
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** The primary key without the tenant. */
  readonly key: readonly string[];
}

/**
 * Reads the facts of a server's tables off its SQLite declarations.
 *
 * @throws Error for a table without a tenant column or a primary key, for a column whose property is named differently,
 * and for foreign keys with actions: rows changed by the database itself would be missing from the change log.
 */
export function tableFacts(
  declared: Tables,
  inUse: Readonly<Record<string, unknown>>,
): readonly TableFacts[] {
  return Object.entries(declared).map(([property, table]) => {
    const name = getTableName(table);
    const config = getTableConfig(table);
    const columns = Object.entries(getTableColumns(table));
    const primary = [
      ...columns.flatMap(([column, { primary }]) => (primary ? [column] : [])),
      ...config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
    ];
    const key = primary.filter((column) => column !== 'tenant');
    if (table.tenant?.notNull !== true)
      throw new Error(`Table ${name} needs a column "tenant" that is not null.`);
    if (key.length === 0) throw new Error(`Table ${name} needs a primary key.`);
    for (const [column, { name: stored }] of columns) {
      if (column !== stored) throw new Error(`Column ${name}.${stored} must be declared under that name.`);
    }
    for (const { onDelete, onUpdate } of config.foreignKeys) {
      if (acts(onDelete) || acts(onUpdate)) {
        throw new Error(
          `Foreign keys of ${name} must not act on their own: delete or change the rows in the write.`,
        );
      }
    }
    const used = inUse[property];
    if (used === undefined) throw new Error(`Table ${property} is not declared for the database in use.`);
    // it comes from the same declaration
    return { name, table: used as TenantTable, columns: columns.map(([column]) => column), key };
  });
}

function acts(action: string | undefined): boolean {
  return action !== undefined && action !== 'no action' && action !== 'restrict';
}
