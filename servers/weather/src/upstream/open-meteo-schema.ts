import { z } from 'zod';
import type { Columns, PointSeries } from '../series/series.ts';
import { cleanFloat } from '../units/numbers.ts';

type Cell = number | string | null;

const unitMap = z.record(z.string(), z.string());

const columnsSchema = z.custom<
  { readonly time: readonly string[] } & Readonly<Record<string, readonly Cell[]>>
>((value) => isColumns(value), 'must be columns of equal length with times');

/** One pass over what may be a decade of hours, which also holds all columns to one length. */
function isColumns(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('time' in value) || !Array.isArray(value.time))
    return false;
  const { length } = value.time;
  return (
    value.time.every((time) => typeof time === 'string') &&
    Object.values(value).every(
      (column) => Array.isArray(column) && column.length === length && column.every(isCell),
    )
  );
}

function isCell(value: unknown): value is Cell {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

const moment = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));

const point = z
  .object({
    latitude: z.number(),
    longitude: z.number(),
    elevation: z.number().nullish(),
    timezone: z.string(),
    utc_offset_seconds: z.number(),
    current: moment.nullish(),
    current_units: unitMap.optional(),
    hourly: columnsSchema.nullish(),
    hourly_units: unitMap.optional(),
    daily: columnsSchema.nullish(),
    daily_units: unitMap.optional(),
  })
  .transform(
    (answer): PointSeries => ({
      latitude: roundCoordinate(answer.latitude),
      longitude: roundCoordinate(answer.longitude),
      elevation_m: answer.elevation ?? undefined,
      timezone: answer.timezone,
      utc_offset_seconds: answer.utc_offset_seconds,
      current: answer.current ? toMoment(answer.current, answer.current_units) : undefined,
      hourly: answer.hourly ? toColumns(answer.hourly, answer.hourly_units) : undefined,
      daily: answer.daily ? toColumns(answer.daily, answer.daily_units) : undefined,
    }),
  );

/**
 * An answer of any of the series interfaces: one object for one point, a list for several; always a list here.
 *
 * Columns that hold nothing (all null, or the unit `undefined`, which is how Open-Meteo serves a variable that the
 * model does not have) are left out. Numbers lose the noise of 32-bit floats.
 */
export const seriesAnswer = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(point).min(1),
);

function toColumns(
  { time, ...columns }: z.output<typeof columnsSchema>,
  units: Readonly<Record<string, string>> = {},
): Columns {
  const kept = Object.entries(columns)
    .map(([name, column]): [string, Cell[]] => [name, column.map(cleanCell)])
    .filter(([name, column]) => units[name] !== 'undefined' && column.some((cell) => cell !== null));
  return { time, values: Object.fromEntries(kept), units: unitsOf(kept, units) };
}

function toMoment(
  { time, interval, ...values }: z.output<typeof moment>,
  units: Readonly<Record<string, string>> = {},
): PointSeries['current'] {
  const kept = Object.entries(values)
    .map(([name, value]): [string, Cell] => [name, cleanCell(value)])
    .filter(([name, value]) => units[name] !== 'undefined' && value !== null);
  return {
    time: `${time}`,
    values: Object.fromEntries(kept),
    units: unitsOf(kept, units),
    ...(typeof interval === 'number' && { interval_s: interval }),
  };
}

function unitsOf(
  kept: readonly (readonly [string, unknown])[],
  units: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(kept.map(([name]) => [name, units[name] ?? '']));
}

function cleanCell(cell: Cell): Cell {
  if (typeof cell === 'number') return cleanFloat(cell);
  return cell === '' ? null : cell;
}

function roundCoordinate(degrees: number): number {
  return Number(degrees.toFixed(4));
}
