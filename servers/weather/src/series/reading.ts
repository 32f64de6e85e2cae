import { type ToolError, unavailable } from '@patchbay/schemas';
import { distanceKm } from '../places/geo.ts';
import type { Place } from '../places/place.ts';
import { roundTo } from '../units/numbers.ts';
import type { PointSeries, Reading } from './series.ts';

/** The series of the only point that was asked for. */
export function onlySeries(reading: Reading<readonly PointSeries[]>): PointSeries {
  const [series] = reading.value;
  if (series === undefined) throw incomplete();
  return series;
}

/** The current section of a series that was asked for one. */
export function currentOf(series: PointSeries): NonNullable<PointSeries['current']> {
  if (series.current === undefined) throw incomplete();
  return series.current;
}

/** How far the centre of the model cell that answered lies from the place, in kilometres with one decimal. */
export function cellDistanceKm(place: Place, series: PointSeries): number {
  return roundTo(distanceKm(place, series), 1);
}

/** The error for an answer of the source that lacks a whole part of what was asked. */
export function incomplete(): ToolError {
  return unavailable('The weather service answered without a part that was asked for.', {
    hint: 'Call again in a few minutes; if it stays so, ask for fewer variables or another place.',
  });
}
