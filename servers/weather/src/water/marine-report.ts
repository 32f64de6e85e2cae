import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { cellDistanceKm, currentOf, onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { rowOf, rowsOf, unitsOf, type Variable } from '../series/variable.ts';
import { toRfc3339 } from '../time/local-time.ts';

const now: readonly Variable[] = [
  { name: 'wave_height', column: 'wave_height' },
  { name: 'wave_period', column: 'wave_period' },
  { name: 'wave_direction', column: 'wave_direction', as: 'compass' },
  { name: 'swell_height', column: 'swell_wave_height' },
  { name: 'swell_period', column: 'swell_wave_period' },
  { name: 'swell_direction', column: 'swell_wave_direction', as: 'compass' },
  { name: 'sea_temperature', column: 'sea_surface_temperature' },
  { name: 'current_speed', column: 'ocean_current_velocity', decimals: 1 },
];

const daily: readonly Variable[] = [
  { name: 'wave_height_max', column: 'wave_height_max' },
  { name: 'wave_period_max', column: 'wave_period_max' },
  { name: 'wave_direction', column: 'wave_direction_dominant', as: 'compass' },
  { name: 'swell_height_max', column: 'swell_wave_height_max' },
  { name: 'swell_period_max', column: 'swell_wave_period_max' },
  { name: 'swell_direction', column: 'swell_wave_direction_dominant', as: 'compass' },
  { name: 'sea_temperature', column: 'sea_surface_temperature_mean' },
];

/** The question for the sea at a place now and over the coming days. */
export function marineQuery(place: Place, days: number, units: UnitSystem): SeriesQuery {
  return {
    points: [place],
    current: now.map(({ column }) => column),
    daily: daily.map(({ column }) => column),
    forecast_days: days,
    units,
  };
}

/**
 * The sea nearest to a place: waves and swell now and by day, water temperature, and how far away that sea is.
 *
 * Undefined where the source has no sea. Days that the wave models do not reach are null and named in `notice`.
 */
export function marineReport(place: Place, reading: Reading<readonly PointSeries[]>) {
  const series = onlySeries(reading);
  const current = currentOf(series);
  const days = daysOf(series);
  const conditions = rowOf(now, current);
  if (isEmpty(conditions) && days.every(isEmpty)) return undefined;
  return {
    ...placeOf(place),
    cell_distance_km: cellDistanceKm(place, series),
    now: { time: toRfc3339(current.time, series.utc_offset_seconds, series.timezone), ...conditions },
    days,
    units: {
      ...unitsOf(now, current.units),
      ...unitsOf(daily, series.daily?.units ?? {}),
    },
    ...noticeOf(series, days),
    ...provenanceOf(reading),
  };
}

function daysOf(series: PointSeries): Row[] {
  if (series.daily === undefined) return [];
  return rowsOf(daily, series.daily).map(({ time, ...row }) => ({ date: time ?? null, ...row }));
}

function isEmpty({ date: _date, ...row }: Row): boolean {
  return Object.values(row).every((cell) => cell === null);
}

function noticeOf(series: PointSeries, days: readonly Row[]): { notice?: string } {
  const blind = days.filter(({ wave_height_max }) => wave_height_max === null);
  const [first] = blind;
  const ofDays = dayNotice(series);
  if (!first) return ofDays;
  const missing =
    blind.length === days.length
      ? 'Waves are missing for every day.'
      : `Waves are missing from ${first['date']} on (${blind.length} of ${days.length} days): wave models reach about eight days.`;
  return { notice: [missing, ofDays.notice].filter(Boolean).join(' ') };
}
