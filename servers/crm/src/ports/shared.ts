export type { CallScope } from '@patchbay/storage';

/** A record as the caller's role sees it: hidden fields gone, masked ones masked. */
export type SeenRecord = Readonly<Record<string, unknown>>;

/** One page of a list. */
export interface SeenPage<Item = SeenRecord> {
  readonly items: readonly Item[];
  readonly next_cursor?: string;
  readonly has_more: boolean;
  readonly total_count?: number;
  /** There are more than `total_count`: counting stopped there. */
  readonly total_capped?: boolean;
}

/** How every list is asked for. */
export interface ListOptions {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Fields to return; the backend's short set when absent. */
  readonly fields?: readonly string[] | undefined;
}
