import type { GetResult } from '@patchbay/upstream';
import type { Reading } from '../series/series.ts';

/** Adds its provenance to an answer: who made it, when it was loaded, and how old a stand-in is. */
export function toReading<Value>(
  { value, age_ms, stale }: GetResult<Value>,
  source: string,
  now: Date,
): Reading<Value> {
  return {
    value,
    source,
    fetched_at: new Date(now.getTime() - age_ms).toISOString(),
    ...(stale && { stale_s: Math.round(age_ms / 1000) }),
  };
}
