import type { Place } from '../places/place.ts';
import type { PointSeries, Reading } from './series.ts';

/** A place on the Thames. */
export const london: Place = {
  city_id: 'london',
  name: 'London',
  country_code: 'GB',
  latitude: 51.5,
  longitude: -0.12,
  timezone: 'Europe/London',
};

/** A reading of one point in London summer time. */
export function readingOf(parts: Partial<PointSeries>): Reading<readonly PointSeries[]> {
  const series: PointSeries = {
    latitude: 51.5,
    longitude: -0.25,
    elevation_m: 25,
    timezone: 'Europe/London',
    utc_offset_seconds: 3600,
    current: undefined,
    hourly: undefined,
    daily: undefined,
    ...parts,
  };
  return { value: [series], source: 'a test', fetched_at: '2026-07-15T12:00:00Z' };
}
