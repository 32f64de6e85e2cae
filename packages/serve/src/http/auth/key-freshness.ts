/**
 * Keeps what is known of keys as current as the store allows.
 *
 * The store is asked for its version whenever that is older than it may be, before the next request is judged, and
 * once a second besides; a change that the store announces is read at once. While the store does not answer, requests
 * do not wait for it, and the last known keys are good for a bounded time.
 */

import type { DependencyHealth } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import type { KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';

/** What is kept fresh. */
export interface FreshnessOptions {
  readonly store: KeyStore;
  readonly log: Logger;
  /** For how long the last known keys are good while the store does not answer; five minutes unless said otherwise. */
  readonly graceMs?: number;
  /** Takes what was read. */
  onKeys(keys: readonly KeyRecord[]): void;
}

/** Whether what is known may be relied on. */
export interface Freshness {
  /** Whether it may at this time, without asking anyone. */
  isFresh(now: number): boolean;
  /** Makes it so where the store answers; false when what is known has become too old. */
  ensure(): Promise<boolean>;
  /** Asks the store again, unless it was asked a moment ago. */
  askAgain(): Promise<void>;
  health(): readonly DependencyHealth[];
  stop(): void;
}

const tickMs = 1000;

interface State {
  version: string | undefined;
  /** When the store answered last, and until when that may be relied on; epoch milliseconds. */
  answeredAt: number;
  freshUntil: number;
  failing: boolean;
}

/** Asks the store for the first time and goes on asking. */
export async function keepFresh(options: FreshnessOptions): Promise<Freshness> {
  const { store, graceMs = 300_000 } = options;
  const state: State = {
    version: undefined,
    answeredAt: Number.NEGATIVE_INFINITY,
    freshUntil: Number.NEGATIVE_INFINITY,
    failing: false,
  };
  let asking: Promise<void> | undefined;
  const ask = () => {
    asking ??= askStore(state, options, graceMs).finally(() => {
      asking = undefined;
    });
    return asking;
  };
  await ask();
  store.watch(() => {
    if (!state.failing) state.freshUntil = Number.NEGATIVE_INFINITY;
    // a reading under way may have begun before the change
    void (asking ?? Promise.resolve()).then(ask);
  });
  const tick = setInterval(() => void ask(), tickMs).unref();
  return {
    isFresh: (now) => now < state.freshUntil,
    async ensure() {
      if (!state.failing && Date.now() >= state.freshUntil) await ask();
      return !state.failing || Date.now() < state.freshUntil;
    },
    async askAgain() {
      if (!state.failing && Date.now() - state.answeredAt >= store.freshMs / 2) await ask();
    },
    health: () => healthOf(store, state),
    stop: () => clearInterval(tick),
  };
}

async function askStore(
  state: State,
  { store, log, onKeys }: FreshnessOptions,
  graceMs: number,
): Promise<void> {
  const from = Date.now();
  try {
    if (state.version === undefined || (await store.version()) !== state.version) {
      const { version, keys } = await store.read();
      onKeys(keys);
      state.version = version;
    }
    state.answeredAt = from;
    state.freshUntil = from + store.freshMs;
    if (state.failing) log.info({ place: store.place }, 'the store of keys answers again');
    state.failing = false;
  } catch (error) {
    // from now on only the clock asks, since a store that hangs must not hold up requests
    state.freshUntil = state.answeredAt + graceMs;
    if (!state.failing) log.error({ err: error, place: store.place }, 'the store of keys does not answer');
    state.failing = true;
  }
}

function healthOf({ place }: KeyStore, state: State): readonly DependencyHealth[] {
  if (!state.failing) return [{ name: 'keys', status: 'up', required: true }];
  const known = Number.isFinite(state.answeredAt)
    ? `Keys are those of ${new Date(state.answeredAt).toISOString()}`
    : 'No keys are known';
  const status = Date.now() < state.freshUntil ? 'degraded' : 'down';
  return [{ name: 'keys', status, required: true, detail: `${known}: ${place} does not answer.` }];
}
