/** The keys of a running server: the index in memory, kept fresh from the store, with last uses written back. */

import type { DependencyHealth } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import { type FreshnessOptions, keepFresh } from './key-freshness.ts';
import { createKeyIndex, type KeyIndex, type Principal, type Verdict } from './key-index.ts';
import type { KeyStore } from './key-store.ts';

/** How a ring is built. */
export interface KeyRingOptions extends Pick<FreshnessOptions, 'graceMs'> {
  readonly server: string;
  readonly store: KeyStore;
  readonly log: Logger;
  /** Secret that peppered digests were made with. */
  readonly pepper?: string | undefined;
  /** How often last uses are written down, in milliseconds; a minute unless said otherwise. */
  readonly usesMs?: number;
}

/** The keys of a running server. */
export interface KeyRing {
  /** The principal of a key that was verified before, or undefined when that has to be looked into. */
  recall(token: string): Principal | undefined;
  /** Judges any text. */
  verify(token: string): Promise<Verdict>;
  isActive(keyId: string): boolean;
  /** Hears of every change of the keys. */
  onChange(listener: () => void): void;
  /** How many keys there are, those that have ended included. */
  size(): number;
  health(): readonly DependencyHealth[];
  /** Writes down the last uses and lets go of the store. */
  close(): Promise<void>;
}

/** Reads the keys; until the store has answered once, no key is good. */
export async function openKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { server, store, pepper } = options;
  const index = createKeyIndex(server, pepper);
  const listeners = new Set<() => void>();
  const freshness = await keepFresh({
    ...options,
    onKeys(keys) {
      index.replace(keys);
      for (const listener of listeners) listener();
    },
  });
  const recorder = recordUses(index, options);
  return {
    recall(token) {
      const now = Date.now();
      return freshness.isFresh(now) ? index.recall(token, now) : undefined;
    },
    async verify(token) {
      if (!(await freshness.ensure())) return { problem: 'store_unavailable' };
      // it may have been made a moment ago on another machine
      if (index.isNews(token)) await freshness.askAgain();
      return index.verify(token, Date.now());
    },
    isActive: (keyId) => index.isActive(keyId, Date.now()),
    onChange: (listener) => void listeners.add(listener),
    size: index.size,
    health: freshness.health,
    async close() {
      freshness.stop();
      await recorder.close();
      await store.close();
    },
  };
}

/** Writes last uses down in batches, so that no call waits for it. */
function recordUses(index: KeyIndex, { store, log, usesMs = 60_000 }: KeyRingOptions) {
  let savedAt = Date.now();
  let warned = false;
  const save = async () => {
    const uses = index.usesSince(savedAt);
    savedAt = Date.now();
    if (uses.size === 0) return;
    try {
      await store.recordUses(uses);
    } catch (error) {
      if (!warned) log.warn({ err: error, place: store.place }, 'last uses of keys cannot be written down');
      warned = true;
    }
  };
  const timer = setInterval(() => void save(), usesMs).unref();
  return {
    close() {
      clearInterval(timer);
      return save();
    },
  };
}
