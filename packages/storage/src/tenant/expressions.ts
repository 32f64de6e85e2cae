import type { SQL } from 'drizzle-orm';
import * as drizzle from 'drizzle-orm';

const subquery = /\b(select|from|join|union)\b/i;
const known = new WeakSet<TemplateStringsArray>();

/**
 * An SQL expression over columns and parameters: `expr<number>\`${t.price} * ${factor}\``.
 *
 * @throws Error when it contains a query of its own, which would not be restricted to a tenant; write such a query with
 * the builder, or whole with `db.sql`.
 */
export function expr<T = unknown>(parts: TemplateStringsArray, ...values: unknown[]): SQL<T> {
  if (!known.has(parts)) {
    if (subquery.test(parts.join(' ? ')))
      throw new Error('An expression cannot contain a query; use db.select or db.sql.');
    known.add(parts);
  }
  return drizzle.sql<T>(parts, ...values);
}
