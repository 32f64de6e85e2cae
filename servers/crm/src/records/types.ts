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
}

/** Kinds of record that can be duplicates. */
export type MergeableType = 'leads' | 'companies' | 'contacts';
