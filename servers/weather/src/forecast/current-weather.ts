import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import { hourKind, spanLabel } from '../series/hours.ts';
import { currentOf, onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { rowOf, unitsOf, type Variable } from '../series/variable.ts';
import { instantOf, toRfc3339 } from '../time/local-time.ts';

/** What current conditions consist of. */
export const currentVariables: readonly Variable[] = [
  { name: 'condition', column: 'weather_code', as: 'weather' },
  { name: 'temperature', column: 'temperature_2m' },
  { name: 'feels_like', column: 'apparent_temperature' },
  { name: 'humidity', column: 'relative_humidity_2m' },
  { name: 'precipitation', column: 'precipitation' },
  { name: 'cloud_cover', column: 'cloud_cover' },
  { name: 'wind_speed', column: 'wind_speed_10m' },
  { name: 'wind_gusts', column: 'wind_gusts_10m' },
  { name: 'wind_direction', column: 'wind_direction_10m', as: 'compass' },
  { name: 'pressure', column: 'pressure_msl' },
];

/** The question for the weather of a place now. */
export function currentQuery(place: Place, units: UnitSystem): SeriesQuery {
  return { points: [place], current: currentVariables.map(({ column }) => column), units };
}

/** Which of the values are of the minutes before the moment that they are told for. */
function intervalOf({ current, timezone }: PointSeries, at: Date): { of_interval?: string } {
  if (current?.interval_s === undefined) return {};
  const spans = currentVariables.filter(({ column }) => ['sum', 'maximum'].includes(hourKind(column)));
  const label = spanLabel(at.getTime() - current.interval_s * 1000, at.getTime(), timezone);
  return { of_interval: `${spans.map(({ name }) => name).join(', ')}: ${label}` };
}

/** The weather of a place now: values, the moment they hold for, and how many minutes ago that was. */
export function currentWeather(place: Place, reading: Reading<readonly PointSeries[]>, now: Date) {
  const series = onlySeries(reading);
  const current = currentOf(series);
  const instant = instantOf(current.time, series.utc_offset_seconds) ?? now;
  return {
    ...placeOf(place),
    time: toRfc3339(current.time, series.utc_offset_seconds, series.timezone),
    age_min: Math.max(0, Math.round((now.getTime() - instant.getTime()) / 60_000)),
    conditions: { ...rowOf(currentVariables, current), ...intervalOf(series, instant) },
    units: unitsOf(currentVariables, current.units),
    ...provenanceOf(reading),
  };
}
