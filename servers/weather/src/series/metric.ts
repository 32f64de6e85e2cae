import { roundTo } from '../units/numbers.ts';
import type { Columns, UnitSystem } from './series.ts';
import { numbersOf } from './statistics.ts';

/** The daily quantities that can be aggregated, compared and ranked. */
export const metricNames = [
  'temperature_max',
  'temperature_min',
  'temperature_mean',
  'precipitation',
  'snowfall',
  'wind_speed',
  'wind_gusts',
  'humidity',
  'cloud_cover',
  'sunshine',
] as const;

/** One of the daily quantities. */
export type MetricName = (typeof metricNames)[number];

/** How the days of a longer period become one value. */
export type Fold = 'mean' | 'sum' | 'max';

/** How a fold is told. */
export const foldWords: Readonly<Record<Fold, string>> = { mean: 'mean', sum: 'total', max: 'maximum' };

/** The name of a quantity over several days: `temperature_min_mean` is a mean of daily minima. */
export function foldedName(name: MetricName, fold: Fold): string {
  const suffix = { mean: '_mean', sum: '_total', max: '_max' }[fold];
  return name.endsWith(suffix) ? name : `${name}${suffix}`;
}

/** What a daily quantity is called upstream and how its numbers are treated. */
export interface Metric {
  /** The daily variable of Open-Meteo, the same in every interface that has it. */
  readonly variable: string;
  readonly fold: Fold;
  readonly units: Readonly<Record<UnitSystem, string>>;
  readonly decimals: Readonly<Record<UnitSystem, number>>;
  /** Factor from the upstream unit. */
  readonly scale: number;
}

const temperature = {
  fold: 'mean',
  units: { metric: '°C', imperial: '°F' },
  decimals: { metric: 1, imperial: 1 },
  scale: 1,
} as const;
const speed = {
  fold: 'max',
  units: { metric: 'km/h', imperial: 'mph' },
  decimals: { metric: 0, imperial: 0 },
  scale: 1,
} as const;
const share = {
  fold: 'mean',
  units: { metric: '%', imperial: '%' },
  decimals: { metric: 0, imperial: 0 },
  scale: 1,
} as const;

/** Every daily quantity; lengths of time are hours here and seconds upstream. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  temperature_max: { variable: 'temperature_2m_max', ...temperature },
  temperature_min: { variable: 'temperature_2m_min', ...temperature },
  temperature_mean: { variable: 'temperature_2m_mean', ...temperature },
  precipitation: {
    variable: 'precipitation_sum',
    fold: 'sum',
    units: { metric: 'mm', imperial: 'inch' },
    decimals: { metric: 1, imperial: 2 },
    scale: 1,
  },
  snowfall: {
    variable: 'snowfall_sum',
    fold: 'sum',
    units: { metric: 'cm', imperial: 'inch' },
    decimals: { metric: 1, imperial: 1 },
    scale: 1,
  },
  wind_speed: { variable: 'wind_speed_10m_max', ...speed },
  wind_gusts: { variable: 'wind_gusts_10m_max', ...speed },
  humidity: { variable: 'relative_humidity_2m_mean', ...share },
  cloud_cover: { variable: 'cloud_cover_mean', ...share },
  sunshine: {
    variable: 'sunshine_duration',
    fold: 'sum',
    units: { metric: 'h', imperial: 'h' },
    decimals: { metric: 1, imperial: 1 },
    scale: 1 / 3600,
  },
};

/** A metric's column of an upstream answer, one value per time, in the metric's unit; what is no number is a gap. */
export function metricColumn({ time, values }: Columns, { variable, scale }: Metric): (number | null)[] {
  const column = values[variable];
  return time.map((_, index) => {
    const value = column?.[index];
    return typeof value === 'number' ? value * scale : null;
  });
}

/** One value out of many by a metric's rule, gaps left out; null of nothing but gaps. */
export function foldValues(values: readonly (number | null)[], fold: Fold): number | null {
  const numbers = numbersOf(values);
  if (numbers.length === 0) return null;
  if (fold === 'max') return numbers.reduce((a, b) => Math.max(a, b));
  const sum = numbers.reduce((a, b) => a + b, 0);
  return fold === 'sum' ? sum : sum / numbers.length;
}

/** A value with the decimals that its metric is shown with; gaps stay gaps. */
export function roundMetric(value: number, metric: Metric, units: UnitSystem): number;
export function roundMetric(value: number | null, metric: Metric, units: UnitSystem): number | null;
export function roundMetric(value: number | null, metric: Metric, units: UnitSystem): number | null {
  return value === null ? null : roundTo(value, metric.decimals[units]);
}
