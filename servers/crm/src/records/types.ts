import type { CrmObject } from './objects.ts';

/** Kinds of record that the general search and batch know; leads too. */
export type RecordType = Exclude<CrmObject, 'users'>;

/** One condition of a general search. */
export interface RecordFilter {
  readonly field: string;
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'contains' | 'starts_with' | 'is_empty';
  readonly value?: unknown;
}

/** What became of one row of a batch. */
export interface BatchRow {
  readonly index: number;
  readonly status: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly id?: string;
  readonly error_code?: string;
  readonly message?: string;
  /** The amounts that were written, in words. */
  readonly amounts?: string;
  /** What differs in a record that is there, as the caller's role sees it; in rehearsals. */
  readonly changes?: readonly CellChange[];
}

/** One field before and after, as text; null for an empty one. */
export interface CellChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Kinds of record that can be duplicates. */
export type MergeableType = 'leads' | 'companies' | 'contacts';
