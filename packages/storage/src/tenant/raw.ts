import { type SQL, sql } from 'drizzle-orm';
import type { TenantToken } from './scope.ts';

declare const tenantSql: unique symbol;

/** Raw SQL that names its tenant. */
export interface TenantSql extends SQL {
  readonly [tenantSql]: true;
}

/** What raw SQL without `db.tenant` is: nothing that a query accepts. */
export interface MissingTenant {
  readonly error: 'This SQL names no tenant: compare the tenant column of every table with ${db.tenant}.';
}

/** Looks at each value by itself: one of unknown type would swallow the others in a union. */
type NamesTenant<Values extends readonly unknown[]> = Values extends readonly [infer First, ...infer Rest]
  ? [First] extends [TenantToken]
    ? true
    : NamesTenant<Rest>
  : false;

/** The tag for raw SQL. Tables and columns are interpolated as such, everything else as a parameter. */
export type SqlTag = <Values extends readonly unknown[]>(
  parts: TemplateStringsArray,
  ...values: Values
) => NamesTenant<Values> extends true ? TenantSql : MissingTenant;

/** Turns unknown rows into typed ones; a zod schema is one. */
export interface RowParser<T> {
  parse(row: unknown): T;
}

/** Builds raw SQL; refuses at run time what the compiler could not see. */
export function sqlTag(token: TenantToken): SqlTag {
  const tag = (parts: TemplateStringsArray, ...values: unknown[]) => {
    if (!values.includes(token)) throw new Error('Raw SQL must name its tenant: interpolate db.tenant.');
    if (!/^\s*(select|with)\b/i.test(parts[0] ?? '')) {
      throw new Error('Raw SQL is for reading: rows written by it would be missing from the change log.');
    }
    return sql(parts, ...values);
  };
  // the type computes from the interpolated values what the body checks
  return tag as unknown as SqlTag;
}
