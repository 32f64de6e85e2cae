/**
 * What the change log keeps of a table's rows, where that is nothing.
 *
 * `derived` rows are computed from others and can be computed again. `renewed` ones are derived too, by a server that
 * notices by itself which are out of date, so that a change that wrote some can be undone without them. `immutable` ones
 * are inserted and deleted, and never changed. A row of any would only make the log as large as the table.
 */
export type TableRole = 'derived' | 'renewed' | 'immutable';

declare const neverChanged: unique symbol;

/** A table whose rows never change. */
export interface Immutable {
  readonly [neverChanged]: true;
}

/** Any table but an immutable one. */
export interface Changeable {
  readonly [neverChanged]?: never;
}

const roles = new WeakMap<object, TableRole>();

/** Declares that the rows of a table can be computed again: they are written without the change log. */
export function derived<T extends object>(table: T): T {
  roles.set(table, 'derived');
  return table;
}

/**
 * Declares that the rows of a table follow from others and that the server computes again those that are out of date,
 * also after an undo: they are written without the change log and do not stand in the way of undoing.
 */
export function renewed<T extends object>(table: T): T {
  roles.set(table, 'renewed');
  return table;
}

/** Declares that the rows of a table never change: they are inserted and deleted, without the change log. */
export function immutable<T extends object>(table: T): T & Immutable {
  roles.set(table, 'immutable');
  // the mark is for the compiler alone
  return table as T & Immutable;
}

/** The role that a table was declared with; undefined for one whose rows are logged. */
export function roleOf(table: object): TableRole | undefined {
  return roles.get(table);
}
