import type { Announcement, Caller } from '@patchbay/core';

/** Who asks and for how long: every read passes the gate of the caller's role. */
export interface CallScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** Whether nothing of a write will be kept; the store takes it back by itself. */
  readonly dryRun?: boolean;
  /** The version of the record that the caller saw: a write of one that changed since is a conflict. */
  readonly expectedVersion?: number | undefined;
  /** Announces what a backend without a change log has changed. */
  changed?(announcement: Announcement): void;
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
