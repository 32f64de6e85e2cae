import type { UnitSystem } from '../series/series.ts';
import { type Constraint, type Light, type QuantityName, quantities, slackOf } from './activity.ts';

type HourValues = Readonly<Partial<Record<QuantityName, number | null>>>;

/** One hour of a forecast. */
export interface ForecastHour {
  /** Its beginning, RFC 3339 with offset. */
  readonly start: string;
  readonly end: string;
  /** Undefined where the sun rises or sets within it. */
  readonly light: 'day' | 'night' | undefined;
  /** Sums, maxima and probabilities of the hour, and states at its beginning. */
  readonly values: HourValues;
  /** States at its end; absent where the forecast ends. */
  readonly last?: HourValues;
}

/** What windows must satisfy. */
export interface WindowRules {
  readonly constraints: readonly Constraint[];
  readonly light: Light;
  readonly units: UnitSystem;
}

/** Why a window does not fit: the worst hour of one constraint. */
export interface Failure {
  /** Undefined for the light. */
  readonly constraint: Constraint | undefined;
  /** How many hours fail. */
  readonly hours: number;
  /** The worst value; null when a value is missing. */
  readonly worst: number | null;
  /** The hour of it. */
  readonly at: string;
}

/** Consecutive hours with their judgement. */
export interface JudgedWindow {
  readonly hours: readonly ForecastHour[];
  /** 0 to 100; from 50 on exactly when it fits. */
  readonly score: number;
  readonly failures: readonly Failure[];
}

/** All runs of `length` consecutive hours. */
export function slidingWindows(hours: readonly ForecastHour[], length: number): ForecastHour[][] {
  return Array.from({ length: Math.max(0, hours.length - length + 1) }, (_, from) =>
    hours.slice(from, from + length),
  );
}

/** The hours of each calendar day that have the right light; days without any are left out. */
export function dayWindows(hours: readonly ForecastHour[], light: Light): ForecastHour[][] {
  const lit = hours.filter((hour) => hasLight(hour, light));
  return [...Map.groupBy(lit, ({ start }) => start.slice(0, 10)).values()];
}

function hasLight(hour: ForecastHour, light: Light): boolean {
  return light === 'any' || hour.light === light;
}

/**
 * Judges one window.
 *
 * Each constraint grades each hour: within the limit from ½ at the limit to 1 at a slack's distance inside it, beyond
 * the limit from ½ down towards 0, ¼ at a slack's distance outside. No rain under a limit of no rain is as good as can
 * be. A window that fits scores 50 to 100 by its mean grade; any other scores less than 50, by how little it fails.
 */
export function judgeWindow(hours: readonly ForecastHour[], rules: WindowRules): JudgedWindow {
  const failures = failuresOf(hours, rules);
  const grades = hours.flatMap((hour) => gradesOf(hour, rules));
  const isFit = failures.length === 0;
  const grade = (value: number): number => (isFit ? value : Math.min(value, 0.5));
  const mean = grades.length === 0 ? 1 : grades.reduce((sum, value) => sum + grade(value), 0) / grades.length;
  return { hours, score: 100 * mean, failures };
}

function gradesOf(hour: ForecastHour, { constraints, light, units }: WindowRules): number[] {
  const grades = constraints.map((constraint) => {
    const inside = marginOf(hour, constraint);
    if (inside === null) return 0;
    const slack = slackOf(constraint.quantity, units);
    return inside < 0 ? 0.5 / (1 - inside / slack) : 0.5 + roominess(inside, constraint, units) / 2;
  });
  return hasLight(hour, light) ? grades : [...grades, 0];
}

/** How comfortably a value lies within its limit, 0 to 1; a value that cannot be any better is at 1. */
function roominess(inside: number, { quantity, side, limit }: Constraint, units: UnitSystem): number {
  const { floor } = quantities[quantity];
  const slack = slackOf(quantity, units);
  const room = side === 'max' && floor !== undefined ? Math.min(slack, limit - floor) : slack;
  return room <= 0 ? 1 : Math.min(1, inside / room);
}

/** How far within its limit an hour is; negative beyond it, null when the value is missing. */
function marginOf(hour: ForecastHour, constraint: Constraint): number | null {
  const value = worstOf(hour, constraint);
  if (value === null) return null;
  return constraint.side === 'max' ? constraint.limit - value : value - constraint.limit;
}

/** The worst that an hour has for a limit: a state may pass it at the end alone. */
function worstOf({ values, last }: ForecastHour, { quantity, side }: Constraint): number | null {
  const first = values[quantity] ?? null;
  const later = last?.[quantity] ?? null;
  if (first === null || later === null) return first;
  return side === 'max' ? Math.max(first, later) : Math.min(first, later);
}

function failuresOf(hours: readonly ForecastHour[], { constraints, light }: WindowRules): Failure[] {
  const failures = constraints.flatMap((constraint) => {
    const failing = hours
      .map((hour) => ({ hour, margin: marginOf(hour, constraint) ?? Number.NEGATIVE_INFINITY }))
      .filter(({ margin }) => margin < 0)
      .toSorted((a, b) => a.margin - b.margin);
    const worst = failing[0]?.hour;
    if (!worst) return [];
    return [{ constraint, hours: failing.length, worst: worstOf(worst, constraint), at: worst.start }];
  });
  const unlit = hours.filter((hour) => !hasLight(hour, light));
  const [first] = unlit;
  if (!first) return failures;
  return [...failures, { constraint: undefined, hours: unlit.length, worst: null, at: first.start }];
}

/**
 * The best windows that share no hour, at most `limit`: by score, the earlier one first among equals.
 *
 * When some fit, only those; when none does, the nearest misses.
 */
export function bestWindows(windows: readonly JudgedWindow[], limit: number): JudgedWindow[] {
  const fitting = windows.filter(({ failures }) => failures.length === 0);
  const ranked = (fitting.length > 0 ? fitting : windows).toSorted((a, b) => b.score - a.score);
  const chosen: JudgedWindow[] = [];
  const taken = new Set<string>();
  for (const window of ranked) {
    if (chosen.length === limit) break;
    if (window.hours.some(({ start }) => taken.has(start))) continue;
    for (const { start } of window.hours) taken.add(start);
    chosen.push(window);
  }
  return chosen;
}

/** The share of windows that fail each constraint, 0 to 1; the light is undefined. What none fails is absent. */
export function failureShares(windows: readonly JudgedWindow[]): Map<Constraint | undefined, number> {
  const shares = new Map<Constraint | undefined, number>();
  for (const { constraint } of windows.flatMap(({ failures }) => failures)) {
    shares.set(constraint, (shares.get(constraint) ?? 0) + 1 / windows.length);
  }
  return shares;
}
