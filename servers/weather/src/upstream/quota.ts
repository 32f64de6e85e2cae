import { rateLimited, type ToolError, validationError } from '@patchbay/core';
import type { WeatherConfig } from '../config.ts';
import type { QuotaWindow } from '../deps.ts';

/** The windows over which Open-Meteo counts; they begin anew on the wall clock, in UTC. */
const windowMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

type WindowName = keyof typeof windowMs;
const windowNames = ['minute', 'hour', 'day'] as const satisfies readonly WindowName[];

/** Weighted calls allowed per window. */
export type QuotaLimits = Readonly<Record<WindowName, number>>;

/** What this process has used of its allowance, in weighted calls. */
export interface QuotaLedger {
  /** Refuses what no waiting would let through. Throws `validation_error` that says how to split it. */
  checkSize(cost: number): void;
  /** Books a request before it is sent. Throws `rate_limited` with the cost, what is left and when to retry. */
  admit(cost: number): void;
  /** Corrects a booking that was made `elapsedMs` ago to what the answer turned out to cost. */
  settle(booked: number, actual: number, elapsedMs: number): void;
  /** Counts a window as used up until it resets, since the upstream said so; gives the error to tell. */
  close(window: WindowName, cause: unknown): ToolError;
  windows(): readonly QuotaWindow[];
}

interface Count {
  readonly name: WindowName;
  readonly limit: number;
  /** Number of the window since the epoch. */
  index: number;
  used: number;
}

/** Builds an empty ledger; `now` gives epoch milliseconds. */
export function createQuotaLedger(limits: QuotaLimits, now: () => number): QuotaLedger {
  const counts = windowNames.map((name): Count => ({ name, limit: limits[name], index: -1, used: 0 }));
  const heaviest = Math.min(limits.hour, limits.day);

  const turn = (): void => {
    for (const count of counts) {
      const index = Math.floor(now() / windowMs[count.name]);
      if (index !== count.index) Object.assign(count, { index, used: 0 });
    }
  };
  const resetsIn = (name: WindowName): number => windowMs[name] - (now() % windowMs[name]);

  return {
    checkSize: (cost) => {
      if (cost > heaviest) throw tooHeavy(cost, heaviest);
    },
    admit: (cost) => {
      turn();
      // A window that nobody has used lets even a heavier request through, as the upstream's does.
      const full = counts.findLast(({ used, limit }) => used > 0 && used + cost > limit);
      if (full) throw refusal(cost, full, resetsIn(full.name));
      for (const count of counts) count.used += cost;
    },
    settle: (booked, actual, elapsedMs) => {
      turn();
      const bookedAt = now() - elapsedMs;
      for (const count of counts) {
        const isSame = Math.floor(bookedAt / windowMs[count.name]) === count.index;
        if (isSame) count.used = Math.max(0, count.used - booked + actual);
      }
    },
    close: (name, cause) => {
      turn();
      for (const count of counts) {
        if (count.name === name) count.used = Math.max(count.used, count.limit);
      }
      const waitMs = resetsIn(name);
      return rateLimited(`Open-Meteo's limit of calls per ${name} is used up for this server's address.`, {
        hint: `Call again in ${inWords(waitMs)}; calls for the same data are answered from memory.`,
        retryAfterMs: waitMs,
        cause,
      });
    },
    windows: () => {
      turn();
      return counts.map(({ name, used, limit }) => ({
        window: name,
        used: round(used),
        limit,
        resets_at: new Date(now() + resetsIn(name)).toISOString(),
      }));
    },
  };
}

function refusal(cost: number, { name, limit, used }: Count, waitMs: number): ToolError {
  const left = round(Math.max(0, limit - used));
  const cheaper = cost > 1 ? ', or ask for fewer days, variables, models or places now' : '';
  return rateLimited(
    `This request costs ${cost} ${cost === 1 ? 'call' : 'calls'} of the Open-Meteo quota, and ${left} of ${limit} are left this ${name}.`,
    { hint: `Call again in ${inWords(waitMs)}${cheaper}.`, retryAfterMs: waitMs },
  );
}

function tooHeavy(cost: number, most: number): ToolError {
  const parts = Math.ceil(cost / most);
  return validationError(
    `This request costs ${cost} calls of the Open-Meteo quota; a single one may cost ${most}.`,
    {
      hint: `Split it into ${parts} or more calls with a shorter period, or ask for fewer variables, models or places.`,
    },
  );
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function round(calls: number): number {
  return Math.round(calls * 100) / 100;
}

/** The quota that the configuration grants. */
export function ledgerOf(config: WeatherConfig, now: () => Date): QuotaLedger {
  const limits = {
    minute: config.WEATHER_QUOTA_MINUTE,
    hour: config.WEATHER_QUOTA_HOUR,
    day: config.WEATHER_QUOTA_DAY,
  };
  return createQuotaLedger(limits, () => now().getTime());
}
