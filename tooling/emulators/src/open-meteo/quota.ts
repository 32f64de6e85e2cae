import type { LimitWindow } from '../faults.ts';

/** Calls that one client may spend per window; the real service resets the windows on the wall clock. */
export interface Limits {
  minutely: number;
  hourly: number;
  daily: number;
  /** Requests of one client in flight at once. */
  concurrent: number;
}

/** What the free hosts allow per address. */
export const FREE_LIMITS: Limits = { minutely: 600, hourly: 5000, daily: 10_000, concurrent: 5 };

/** How much a request asks for: what its price is reckoned from. */
export interface RequestSize {
  readonly locations: number;
  /** Variables of all sections, times models, times members. */
  readonly columns: number;
  readonly days: number;
}

/**
 * The price of a request in calls: per location max(1, V/10, D/14 · V/10), with V columns over D days.
 *
 * Two variables of 51 members over 7 days cost 10.2.
 */
export function requestWeight(size: RequestSize): number {
  const tens = size.columns / 10;
  return size.locations * Math.max(1, tens, (size.days / 14) * tens);
}

const WINDOWS = [
  ['minutely', 60],
  ['hourly', 3600],
  ['daily', 86_400],
] as const satisfies readonly (readonly [LimitWindow, number])[];

export interface Quota {
  /** Books a price, or names the window that it would overrun; then nothing is booked but one call. */
  spend(weight: number, now: number): Exclude<LimitWindow, 'concurrent'> | undefined;
  reset(): void;
}

/** Counts calls in windows of the wall clock; `now` is in unix seconds. */
export function createQuota(limits: Limits): Quota {
  const used = new Map<string, { window: number; calls: number }>();
  const callsIn = (name: string, window: number): number => {
    const entry = used.get(name);
    return entry?.window === window ? entry.calls : 0;
  };
  const book = (weight: number, now: number): void => {
    for (const [name, seconds] of WINDOWS) {
      const window = Math.floor(now / seconds);
      used.set(name, { window, calls: callsIn(name, window) + weight });
    }
  };
  return {
    spend(weight, now) {
      const full = WINDOWS.find(
        ([name, seconds]) => callsIn(name, Math.floor(now / seconds)) + weight > limits[name],
      );
      book(full ? 1 : weight, now);
      return full?.[0];
    },
    reset() {
      used.clear();
    },
  };
}
