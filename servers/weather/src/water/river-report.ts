import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { cellDistanceKm, onlySeries } from '../series/reading.ts';
import type { Columns, PointSeries, Reading, SeriesQuery } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import type { Period } from '../time/period.ts';
import { roundTo } from '../units/numbers.ts';

/** The first day of the reanalysis of GloFAS (https://open-meteo.com/en/docs/flood-api). */
export const riverStart = '1984-01-01';

/** Days ahead, today included, that the forecast of GloFAS reaches. */
export const riverDaysAhead = 210;

const discharge = 'river_discharge';
const lower = 'river_discharge_p25';
const upper = 'river_discharge_p75';

/** The question for a river's discharge; the spread of the members exists for days ahead only. */
export function riverQuery(place: Place, period: Period, today: string): SeriesQuery {
  return {
    points: [place],
    daily: period.end < today ? [discharge] : [discharge, lower, upper],
    start_date: period.start,
    end_date: period.end,
  };
}

/**
 * Discharge by day, the highest day, and how far the model's cell lies from the place.
 *
 * Undefined when the cell has no river at all.
 */
export function riverReport(place: Place, reading: Reading<readonly PointSeries[]>) {
  const series = onlySeries(reading);
  const days = series.daily ? rowsOf(series.daily) : [];
  const known = days.flatMap(({ date, discharge_m3s }) =>
    typeof date === 'string' && typeof discharge_m3s === 'number' ? [{ date, discharge_m3s }] : [],
  );
  const [first] = known;
  if (!first) return undefined;
  const peak = known.reduce((high, day) => (day.discharge_m3s > high.discharge_m3s ? day : high), first);
  return {
    ...placeOf(place),
    cell_distance_km: cellDistanceKm(place, series),
    days,
    peak_date: peak.date,
    peak_m3s: peak.discharge_m3s,
    ...dayNotice(series),
    ...provenanceOf(reading),
  };
}

function rowsOf({ time, values }: Columns): Row[] {
  const hasSpread = values[lower] !== undefined && values[upper] !== undefined;
  const cell = (column: string, index: number): number | null => {
    const value = values[column]?.[index];
    return typeof value === 'number' ? roundTo(value, 1) : null;
  };
  return time.map((date, index) => ({
    date,
    discharge_m3s: cell(discharge, index),
    ...(hasSpread && { p25_m3s: cell(lower, index), p75_m3s: cell(upper, index) }),
  }));
}
