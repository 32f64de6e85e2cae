import { LRUCache } from 'lru-cache';
import type { z } from 'zod';

/** An answer that passed its schema, with what is needed to share it. */
export interface Loaded {
  readonly value: unknown;
  /** The schema that produced `value`; see `isOutputOf`. */
  readonly schema: z.ZodType;
  readonly status: number;
  /** Size of the answer's text as received, decompressed. */
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly loadedAt: number;
}

/** Ties a shared answer back to the type of the schema that parsed it. */
export function isOutputOf<S extends z.ZodType>(
  loaded: Loaded,
  schema: S,
): loaded is Loaded & { readonly value: z.output<S> } {
  return loaded.schema === schema;
}

/** How much a cache may hold. */
export interface CacheLimits {
  /** Default 500. */
  readonly maxEntries: number;
  /** Sum of the answers' text sizes; the heap they take is a small multiple. Default 32 MiB. */
  readonly maxBytes: number;
}

/** What health shows of a cache. */
export interface CacheStats {
  readonly entries: number;
  readonly hits: number;
  readonly misses: number;
  /** Expired answers served because the refresh failed; each was a miss first. */
  readonly stale: number;
  /** Hits per lookup, 0 to 1. */
  readonly hit_rate: number;
}

/** A bounded store of answers; freshness is judged by who reads, from the answer's age. */
export interface AnswerCache {
  /** The answer under a key if it is younger than `maxAgeMs`. */
  get(key: string, maxAgeMs: number): Loaded | undefined;
  set(key: string, loaded: Loaded): void;
  remove(matches: (key: string) => boolean): void;
  count(result: 'hits' | 'misses' | 'stale'): void;
  stats(): CacheStats;
}

/** Builds an empty cache; `now` gives epoch milliseconds. */
export function createCache(limits: CacheLimits, now: () => number): AnswerCache {
  const store = new LRUCache<string, Loaded>({
    max: limits.maxEntries,
    maxSize: limits.maxBytes,
    sizeCalculation: (loaded) => Math.max(1, loaded.bytes),
  });
  const counters = { hits: 0, misses: 0, stale: 0 };
  return {
    get: (key, maxAgeMs) => {
      const loaded = store.get(key);
      return loaded && now() - loaded.loadedAt < maxAgeMs ? loaded : undefined;
    },
    set: (key, loaded) => {
      store.set(key, loaded);
    },
    remove: (matches) => {
      for (const key of [...store.keys()]) {
        if (matches(key)) store.delete(key);
      }
    },
    count: (result) => {
      counters[result] += 1;
    },
    stats: () => {
      const lookups = counters.hits + counters.misses;
      return { entries: store.size, ...counters, hit_rate: lookups === 0 ? 0 : counters.hits / lookups };
    },
  };
}
