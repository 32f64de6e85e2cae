import { pageLimits } from '@patchbay/schemas';
import { and, asc, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { canonicalJson } from '../canonical.ts';
import { decodeValue, encodeValue } from '../log/values.ts';
import { bindingOf, type Cursors } from './cursor.ts';

/** A list that is cut into pages. */
export interface PagingOptions {
  /** The list's name, usually the tool's; a cursor of one list is refused by another. */
  readonly list: string;
  /** All arguments that decide which rows the list has; a cursor is refused with others. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: { readonly column: SQLiteColumn; readonly direction: 'asc' | 'desc' };
  /** Tells rows with the same sort value apart; unique, never null. */
  readonly id: SQLiteColumn;
  readonly cursor?: string | undefined;
  /** Items per page; 20 unless said otherwise. */
  readonly limit?: number | undefined;
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  readonly has_more: boolean;
  /** What the next call passes as `cursor`; there whenever `has_more` is true. */
  readonly next_cursor?: string;
}

/** The parts of a paged select, and what makes its rows a page. */
export interface Paging {
  /** To be added to the list's own condition. Undefined for the first page. */
  readonly after: SQL | undefined;
  readonly orderBy: readonly SQL[];
  /** One row more than a page has, which tells whether there is another. */
  readonly limit: number;
  /** Makes the page out of the rows read; they must have the sort column and the id under their own names. */
  page<Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]): Page<Row>;
}

/** Nulls come last in either direction, on both databases. */
export function paging(cursors: Cursors, tenant: string, options: PagingOptions): Paging {
  const { list, filter, sort, id, cursor, limit = pageLimits.default } = options;
  const order = [sort.column.name, sort.direction, id.name];
  const binding = bindingOf([tenant, list, canonicalJson(filter), ...order]);
  const place = cursor === undefined ? undefined : cursors.read(binding, cursor);
  const direction = sort.direction === 'asc' ? asc : desc;
  return {
    after: place && after(options, decodeValue(String(place.sort)), decodeValue(String(place.id))),
    orderBy: [
      // left out where it cannot matter, so that an index can serve the order
      ...(sort.column.notNull ? [] : [sql`${sort.column} is null`]),
      direction(sort.column),
      direction(id),
    ],
    limit: limit + 1,
    page(rows) {
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      if (rows.length <= limit || last === undefined) return { items, has_more: false };
      const next = { sort: valueIn(last, sort.column), id: valueIn(last, id) };
      return { items, has_more: true, next_cursor: cursors.write(binding, next) };
    },
  };
}

function after({ sort, id }: PagingOptions, value: unknown, idValue: unknown): SQL | undefined {
  const { column, direction } = sort;
  const beyond = direction === 'asc' ? gt : lt;
  if (value === null) return and(isNull(column), beyond(id, idValue));
  if (column.notNull) {
    // comparing pairs lets both databases seek in an index over both columns
    const than = sql.raw(direction === 'asc' ? '>' : '<');
    return sql`(${column}, ${id}) ${than} (${sql.param(value, column)}, ${sql.param(idValue, id)})`;
  }
  return or(beyond(column, value), and(eq(column, value), beyond(id, idValue)), isNull(column));
}

function valueIn(row: Readonly<Record<string, unknown>>, column: SQLiteColumn): string {
  if (!(column.name in row)) throw new Error(`The rows of a page need the column ${column.name}.`);
  return encodeValue(row[column.name]);
}
