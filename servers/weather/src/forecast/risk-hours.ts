import type { Columns, PointSeries } from '../series/series.ts';
import { instantOf } from '../time/local-time.ts';

/** The hourly columns of the forecast that risks are judged by. */
export const weatherColumns = [
  'weather_code',
  'temperature_2m',
  'relative_humidity_2m',
  'apparent_temperature',
  'precipitation',
  'snowfall',
  'wind_speed_10m',
  'wind_gusts_10m',
  'visibility',
  'uv_index',
] as const;

/** The hourly columns of the air that risks are judged by. */
export const airColumns = ['us_aqi'] as const;

/** A column that risks are judged by. */
export type RiskColumn = (typeof weatherColumns)[number] | (typeof airColumns)[number];

/** One hour, its values in °C, %, mm, cm, km/h and m; null where the source has none. */
export interface RiskHour {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly values: Readonly<Partial<Record<RiskColumn, number | null>>>;
}

/** The hours of a forecast that end after a moment, with the air of those hours where it is known. */
export function riskHours(series: PointSeries, air: PointSeries | undefined, now: Date): RiskHour[] {
  const hourMs = 3_600_000;
  const airs = new Map(hoursOf(air, airColumns).map(({ start, values }) => [start, values]));
  return hoursOf(series, weatherColumns)
    .filter(({ start }) => start + hourMs > now.getTime())
    .map(({ start, values }) => ({ start, values: { ...values, ...airs.get(start) } }));
}

function hoursOf(series: PointSeries | undefined, columns: readonly RiskColumn[]): RiskHour[] {
  const { hourly, utc_offset_seconds = 0 } = series ?? {};
  return (hourly?.time ?? []).flatMap((time, index) => {
    const start = instantOf(time, utc_offset_seconds)?.getTime();
    if (start === undefined || !hourly) return [];
    return [{ start, values: valuesAt(hourly, columns, index) }];
  });
}

function valuesAt({ values, units }: Columns, columns: readonly RiskColumn[], index: number) {
  return Object.fromEntries(
    columns.map((column) => [column, toMetric(column, values[column]?.[index], units[column])]),
  );
}

/** The values of a present moment in the units of hours. */
export function riskMoment(current: NonNullable<PointSeries['current']>, start: number): RiskHour {
  const values = weatherColumns.map((column) => [
    column,
    toMetric(column, current.values[column], current.units[column]),
  ]);
  return { start, values: Object.fromEntries(values) };
}

const conversions: Readonly<Record<string, (value: number) => number>> = {
  '°F': (value) => (value - 32) / 1.8,
  mph: (value) => value * 1.609344,
  'mp/h': (value) => value * 1.609344,
  kn: (value) => value * 1.852,
  'm/s': (value) => value * 3.6,
  ft: (value) => value * 0.3048,
};

function toMetric(column: RiskColumn, value: unknown, unit = ''): number | null {
  if (typeof value !== 'number') return null;
  if (unit === 'inch') return value * (column === 'snowfall' ? 2.54 : 25.4);
  return conversions[unit]?.(value) ?? value;
}
