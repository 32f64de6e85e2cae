import type { ServerDeps } from '@patchbay/core';
import type { Entry } from './entries/entry.ts';

/** Finds entries. */
export interface Entries {
  /** The entry of an id, or undefined when there is none. */
  find(id: string, options: { readonly signal: AbortSignal }): Promise<Entry | undefined>;
}

/** The ports of the placeholder server. */
export interface PlaceholderPorts {
  readonly entries: Entries;
}

/** The opened placeholder server. */
export type PlaceholderDeps = ServerDeps<PlaceholderPorts>;
