import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { cellDistanceKm } from '../series/reading.ts';
import type { Columns, PointSeries, Reading, SeriesQuery } from '../series/series.ts';
import { mean, numbersOf } from '../series/statistics.ts';
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

/** The years of the reanalysis that a cell is told against. */
const meanYears = { first: 2011, last: 2020 } as const;

/** The size of a cell of GloFAS, degrees. */
const cellDegrees = 0.05;

/** How often the flow of the place's own cell a neighbour must have to be named, and how much at least, m³/s. */
const greater = { times: 5, least: 10 } as const;

/**
 * The question for the discharge at a place, and in the eight cells around it, where its river may run instead; the
 * spread of the members exists for days ahead only.
 */
export function riverQuery(place: Place, period: Period, today: string): SeriesQuery {
  const { latitude, longitude, timezone } = place;
  const steps = [0, -cellDegrees, cellDegrees];
  const points = steps.flatMap((north) =>
    steps.map((east) => ({
      latitude: Math.min(90, Math.max(-90, roundTo(latitude + north, 5))),
      longitude: Math.min(180, Math.max(-180, roundTo(longitude + east, 5))),
      timezone,
    })),
  );
  return {
    points,
    daily: period.end < today ? [discharge] : [discharge, lower, upper],
    start_date: period.start,
    end_date: period.end,
  };
}

/** The question for the years that a cell is told against; its answer keeps for a month. */
export function riverMeanQuery({ latitude, longitude, timezone }: Place): SeriesQuery {
  return {
    points: [{ latitude, longitude, timezone }],
    daily: [discharge],
    start_date: `${meanYears.first}-01-01`,
    end_date: `${meanYears.last}-12-31`,
  };
}

/**
 * Discharge by day, the highest day, how far the model's cell lies from the place, and in `notice` what the flow is to
 * the cell's own mean of years, and a neighbour that carries far more. `years` is absent where it could not be read.
 *
 * Undefined when the cell has no river at all.
 */
export function riverReport(
  place: Place,
  reading: Reading<readonly PointSeries[]>,
  years: Reading<readonly PointSeries[]> | undefined,
) {
  const [series, ...others] = reading.value;
  const days = series?.daily ? rowsOf(series.daily) : [];
  const known = days.flatMap(({ date, discharge_m3s }) =>
    typeof date === 'string' && typeof discharge_m3s === 'number' ? [{ date, discharge_m3s }] : [],
  );
  const [first] = known;
  if (!first || !series) return undefined;
  const peak = known.reduce((high, day) => (day.discharge_m3s > high.discharge_m3s ? day : high), first);
  const usual = years && meanOf(years.value[0]);
  return {
    ...placeOf(place),
    cell_distance_km: cellDistanceKm(place, series),
    days,
    peak_date: peak.date,
    peak_m3s: peak.discharge_m3s,
    notice: [
      usualText(usual, peak.discharge_m3s),
      ...neighbourTexts(series, others),
      dayNotice(series).notice,
    ]
      .filter(Boolean)
      .join(' '),
    ...provenanceOf(reading),
  };
}

function meanOf(series: PointSeries | undefined): number | undefined {
  return mean(numbersOf(series?.daily?.values[discharge] ?? []));
}

function usualText(usual: number | undefined, peak: number): string {
  const period = `${meanYears.first}–${meanYears.last}`;
  if (usual === undefined)
    return `The mean of this cell in ${period} could not be read, so no flow is high or low.`;
  if (usual <= 0) return `This cell carried no water in ${period}.`;
  const small =
    usual < greater.least ? ' So small a mean is a brook: the river of a town may run in another cell.' : '';
  return `Mean of this cell in ${period}: ${roundTo(usual, 1)} m³/s; the peak is ${roundTo(peak / usual, 1)} times that.${small}`;
}

/** The neighbour with the greatest flow, where it is another order of river. */
function neighbourTexts(series: PointSeries, others: readonly PointSeries[]): string[] {
  const own = meanOf(series) ?? 0;
  const flows = others
    .map((other) => ({ other, flow: meanOf(other) ?? 0 }))
    .toSorted((a, b) => b.flow - a.flow);
  const [top] = flows;
  if (!top || top.flow < greater.least || top.flow < greater.times * own) return [];
  const { latitude, longitude } = top.other;
  return [
    `The cell at "${latitude},${longitude}" carries ${roundTo(top.flow, 0)} m³/s on these days: if that is the river meant, ask for it by these coordinates.`,
  ];
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
