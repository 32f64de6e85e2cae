import { type Blobs, storeBlobs } from '../blobs/blobs.ts';
import { newId } from '../ids.ts';
import { type Jobs, storeJobs } from '../jobs/store-jobs.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';

/** What the ports of a stored server share: the store, its jobs and contents, and the clock. */
export interface StoreKernel<T extends Tables> extends Pick<Store<T>, 'read' | 'scan' | 'write'> {
  readonly store: Store<T>;
  readonly jobs: Jobs;
  readonly blobs: Blobs;
  now(): Date;
  /** The present moment as columns hold it: RFC 3339, UTC, milliseconds. */
  timestamp(): string;
  /** A new text id: `newId('com')`. */
  newId(prefix: string): string;
}

/** Builds the kernel over an open store. */
export function storeKernel<T extends Tables>(store: Store<T>, now: () => Date): StoreKernel<T> {
  return {
    store,
    jobs: storeJobs(store),
    blobs: storeBlobs(store),
    now,
    timestamp: () => now().toISOString(),
    newId: (prefix) => newId(prefix, now().getTime()),
    read: store.read,
    scan: store.scan,
    write: store.write,
  };
}
