type Row = Readonly<Record<string, unknown>>;

/** Columns of a table that follow from others of the same row. */
export interface Computation {
  /** Counts up when `compute` changes: the rows of a store are then computed again when it is opened. */
  readonly version: number;
  /** The columns that are computed; all may be null. */
  readonly columns: readonly string[];
  /** The columns that they are computed from. */
  readonly from: readonly string[];
  /** Gives all of `columns` for a row; a column of `from` that is not known is missing in it. */
  readonly compute: (row: Row) => Row;
}

const computations = new WeakMap<object, Computation>();

/**
 * Declares that the store computes columns of a table whenever it writes a row, also when a change is undone.
 *
 * The change log does not have them, and values that a write gives for them are not kept.
 */
export function computed<T extends object>(table: T, computation: Computation): T {
  computations.set(table, computation);
  return table;
}

/** How columns of a table are computed; undefined for a table without such columns. */
export function computationOf(table: object): Computation | undefined {
  return computations.get(table);
}
