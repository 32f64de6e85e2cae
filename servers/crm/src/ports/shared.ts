import type { Caller } from '@patchbay/core';

/** Who asks and for how long: every read passes the gate of the caller's role. */
export interface CallScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

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

/** What every write understands. */
export interface WriteOptions {
  readonly expected_version?: number | undefined;
  /** Computes the answer and changes nothing. */
  readonly dry_run?: boolean | undefined;
}

/** What every write gives back beside its own answer. */
export interface Written {
  /** For `undo_change` and the history; absent after a dry run, and from backends that keep none. */
  readonly change_id?: string;
}
