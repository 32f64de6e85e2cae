import { type Fold, foldValues } from '../series/metric.ts';
import { addDays, countDays } from '../time/local-time.ts';
import type { Period } from '../time/period.ts';

/** The reference period of the World Meteorological Organization in force since 2021 (WMO-No. 1203). */
export const baseline = { start: '1991-01-01', end: '2020-12-31', firstYear: 1991, lastYear: 2020 } as const;

/** The value of one window of the past. */
export interface ClimateSample {
  /** First day of the window. */
  readonly day: string;
  readonly value: number;
}

/** The same day of the year in another year; 29 February becomes 28 February where the year has none. */
export function sameDayIn(year: number, day: string): string {
  const text = `${`${year}`.padStart(4, '0')}-${day.slice(5)}`;
  if (!text.endsWith('-02-29')) return text;
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? text : text.replace('-29', '-28');
}

/**
 * The values of a period's calendar window in every year of the baseline, and of the same window moved by up to
 * `tolerance` days either way.
 *
 * `days` are consecutive and `values` go with them. Windows that reach beyond the days, or have gaps, are left out.
 */
export function climateSamples(
  history: { readonly days: readonly string[]; readonly values: readonly (number | null)[] },
  period: Period,
  options: { readonly tolerance: number; readonly fold: Fold },
): ClimateSample[] {
  const [first] = history.days;
  if (first === undefined) return [];
  const samples: ClimateSample[] = [];
  for (let year = baseline.firstYear; year <= baseline.lastYear; year += 1) {
    const centre = sameDayIn(year, period.start);
    for (let shift = -options.tolerance; shift <= options.tolerance; shift += 1) {
      const day = addDays(centre, shift);
      const from = countDays(first, day) - 1;
      const window = from < 0 ? [] : history.values.slice(from, from + period.days);
      if (window.length < period.days || window.includes(null)) continue;
      const value = foldValues(window, options.fold);
      if (value !== null) samples.push({ day, value });
    }
  }
  return samples;
}

/** The lowest and highest of some samples, the earliest among equals; undefined of nothing. */
export function recordsOf(
  samples: readonly ClimateSample[],
): { low: ClimateSample; high: ClimateSample } | undefined {
  const [first] = samples;
  if (!first) return undefined;
  return {
    low: samples.reduce((low, sample) => (sample.value < low.value ? sample : low), first),
    high: samples.reduce((high, sample) => (sample.value > high.value ? sample : high), first),
  };
}
