import { and, type Column, eq, inArray, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { RowValue } from './declaration.ts';
import { granted } from './memory.ts';
import type { RowFilter, RowTest } from './rows.ts';

/** What a query offers to a filter. */
export interface SqlSource {
  /** The columns that rows are told apart by, under the policy's names. */
  readonly columns: Readonly<Record<string, Column | undefined>>;
  /** The grants of the caller: queries of one column, asked for when they are needed. */
  readonly grants?: Readonly<Record<string, () => SQLWrapper>>;
}

/**
 * The filter as a condition to add to a query's own, on any engine that drizzle speaks; undefined for all rows. Values of
 * another type than the column's match no row.
 *
 * @throws Error when the filter names a column or a grant that is not given.
 */
export function rowCondition(filter: RowFilter, source: SqlSource): SQL | undefined {
  if (filter === 'all') return undefined;
  return filter === 'none' ? noRow() : testCondition(filter, source);
}

function testCondition(test: RowTest, source: SqlSource): SQL {
  if ('any' in test) return or(...test.any.map((part) => testCondition(part, source))) ?? noRow();
  if ('every' in test) return and(...test.every.map((part) => testCondition(part, source))) ?? noRow();
  const column = source.columns[test.column];
  if (column === undefined)
    throw new Error(`The policy asks for the column "${test.column}", which is not given.`);
  if ('grant' in test) return inArray(column, granted(source.grants ?? {}, test.grant)());
  return isOneOf(column, test.in);
}

function isOneOf(column: Column, values: readonly RowValue[]): SQL {
  const comparable = values.filter((value) => typeof value === column.dataType);
  const [only] = comparable;
  return (
    or(
      values.includes(null) ? isNull(column) : undefined,
      comparable.length > 1 ? inArray(column, comparable) : undefined,
      comparable.length === 1 ? eq(column, only) : undefined,
    ) ?? noRow()
  );
}

const noRow = (): SQL => sql`1 = 0`;
