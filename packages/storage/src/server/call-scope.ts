import type { Announcement, Caller } from '@patchbay/core';
import type { StoreContext } from '../transaction.ts';

/** Who asks a port, with which rights, and for how long; a handler's context is one. */
export interface CallScope extends StoreContext {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** The version of the record that the caller saw: a write of one that changed since is a conflict. */
  readonly expectedVersion?: number | undefined;
  /** Announces what a backend without a change log has changed. */
  changed?(announcement: Announcement): void;
}
