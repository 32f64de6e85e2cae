import { eq, is, type SQL, Subquery, sql, Table } from 'drizzle-orm';
import type { TableFacts, TenantTable } from '../tables.ts';

declare const tenantBrand: unique symbol;

/** The caller's tenant as an SQL parameter; the only way to write raw SQL is to name it. */
export interface TenantToken extends SQL {
  readonly [tenantBrand]: true;
}

/** Restricts queries to one tenant. */
export interface TenantScope {
  readonly tenant: string;
  readonly token: TenantToken;
  /** The condition that a table's rows belong to the tenant; undefined for a subquery, which has its own. @throws Error for SQL. */
  conditionOf(source: unknown): SQL | undefined;
  /** The facts of one of the store's tables. @throws Error for any other. */
  factsOf(table: TenantTable): TableFacts;
}

/** Creates the scope of one tenant over a store's tables. */
export function tenantScope(tenant: string, tables: ReadonlyMap<unknown, TableFacts>): TenantScope {
  const factsOf = (table: unknown) => {
    const facts = tables.get(table);
    if (facts === undefined) {
      throw new Error(
        'Only the tables of this store can be used: take them from db.tables, not from the schema.',
      );
    }
    return facts;
  };
  return {
    tenant,
    // the brand exists for the compiler alone
    token: sql`${tenant}` as TenantToken,
    factsOf,
    conditionOf(source) {
      if (is(source, Subquery)) return undefined;
      if (!is(source, Table))
        throw new Error('Select from a table of the store or from a subquery of db.select.');
      return eq(factsOf(source).table.tenant, tenant);
    },
  };
}
