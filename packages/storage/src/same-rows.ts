/** What a record of tables shows of its rows, for comparing two dialects. */
interface RowTypes {
  readonly $inferSelect: unknown;
  readonly $inferInsert: unknown;
}

type Equal<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false;

type Flat<T> = { [K in keyof T]: T[K] };

type SameTable<A, B> = A extends RowTypes
  ? B extends RowTypes
    ? Equal<Flat<A['$inferSelect']>, Flat<B['$inferSelect']>> extends true
      ? Equal<Flat<A['$inferInsert']>, Flat<B['$inferInsert']>>
      : false
    : false
  : false;

/** The names of tables that one side lacks, or whose rows differ in type. */
export type DifferentTables<A, B> =
  | Exclude<keyof A, keyof B>
  | Exclude<keyof B, keyof A>
  | { [K in keyof A & keyof B]: SameTable<A[K], B[K]> extends true ? never : K }[keyof A & keyof B];

/**
 * Fails to compile unless both dialects declare the same tables with rows of the same types.
 *
 * The compiler's message names the tables that differ. Takes no arguments and does nothing at run time.
 */
export function sameRows<Sqlite, Postgres>(
  ..._different: [DifferentTables<Sqlite, Postgres>] extends [never]
    ? []
    : [different: DifferentTables<Sqlite, Postgres>]
): void {}
