import type { RowFilter } from './rows.ts';

/** A row as it is at hand. */
export type Row = Readonly<Record<string, unknown>>;

/** The grants of one caller for rows in memory: whether the set holds the value, which is never null. */
export type MemoryGrants = Readonly<Record<string, (value: unknown, row: Row) => boolean>>;

/**
 * The filter as a predicate over rows; the twin of `rowCondition` in `@patchbay/access/sql`. A column that a row lacks
 * counts as null.
 *
 * @throws Error when the filter names a grant that is not given.
 */
export function rowPredicate(filter: RowFilter, grants: MemoryGrants = {}): (row: Row) => boolean {
  if (filter === 'all') return () => true;
  if (filter === 'none') return () => false;
  if ('any' in filter) {
    const parts = filter.any.map((part) => rowPredicate(part, grants));
    return (row) => parts.some((sees) => sees(row));
  }
  if ('every' in filter) {
    const parts = filter.every.map((part) => rowPredicate(part, grants));
    return (row) => parts.every((sees) => sees(row));
  }
  const { column } = filter;
  const cell = (row: Row) => row[column] ?? null;
  if ('in' in filter) return (row) => filter.in.some((value) => value === cell(row));
  const holds = granted(grants, filter.grant);
  return (row) => cell(row) !== null && holds(cell(row), row);
}

/** The grant of that name. @throws Error when there is none: rows would be lost, or worse, given away. */
export function granted<Grant>(grants: Readonly<Record<string, Grant>>, name: string): Grant {
  const grant = Object.hasOwn(grants, name) ? grants[name] : undefined;
  if (grant === undefined) throw new Error(`The policy asks for the grant "${name}", which is not given.`);
  return grant;
}
