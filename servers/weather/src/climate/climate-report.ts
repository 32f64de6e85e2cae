import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import {
  foldValues,
  foldWords,
  type MetricName,
  metricColumn,
  metrics,
  roundMetric,
} from '../series/metric.ts';
import { onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { mean, percentileRank } from '../series/statistics.ts';
import { addDays } from '../time/local-time.ts';
import { type Period, periodLabel } from '../time/period.ts';
import { roundTo } from '../units/numbers.ts';
import { baseline, climateSamples, recordsOf } from './climate.ts';
import { reanalysisMeaning } from './meaning.ts';

/** What is compared with the climate. */
export interface ClimateQuestion {
  readonly variable: MetricName;
  readonly period: Period;
  /** Days by which the calendar window may move either way. */
  readonly tolerance: number;
  readonly units: UnitSystem;
}

/**
 * The question for the thirty years of the baseline.
 *
 * One variable in one request weighs 79 calls. Thirty requests for the windows alone would weigh 30, but this answer
 * keeps for a month and serves every date of the same place and variable.
 */
export function baselineQuery(place: Place, { variable, units }: ClimateQuestion): SeriesQuery {
  return {
    points: [place],
    daily: [metrics[variable].variable],
    start_date: baseline.start,
    end_date: baseline.end,
    units,
  };
}

/** The question for the days that are compared, and where to put it: the archive, or the forecast for late days. */
export function comparedQuery(
  place: Place,
  { variable, period, units }: ClimateQuestion,
  today: string,
): { readonly api: 'archive' | 'forecast'; readonly query: SeriesQuery } {
  const query: SeriesQuery = {
    points: [place],
    daily: [metrics[variable].variable],
    start_date: period.start,
    end_date: period.end,
    units,
  };
  return { api: period.end < addDays(today, -archiveLagDays) ? 'archive' : 'forecast', query };
}

/** Days until the archive has a day for certain. */
const archiveLagDays = 6;

/** What was read for a question. */
export interface ClimateReadings {
  /** Where the days come from. */
  readonly api: 'archive' | 'forecast';
  readonly days: Reading<readonly PointSeries[]>;
  readonly past: Reading<readonly PointSeries[]>;
}

/**
 * Where a period stands in the climate: value, normal, anomaly, percentile and the records of the baseline.
 *
 * Undefined when a day of the period has no value, or the baseline has none.
 */
export function climateReport(place: Place, question: ClimateQuestion, readings: ClimateReadings) {
  const { variable, period, tolerance, units } = question;
  const metric = metrics[variable];
  const days = columnOf(readings.days, variable);
  const past = columnOf(readings.past, variable);
  const samples = climateSamples(past, period, { tolerance, fold: metric.fold });
  const records = recordsOf(samples);
  const value = days.values.includes(null) ? null : foldValues(days.values, metric.fold);
  const values = samples.map((sample) => sample.value);
  const normal = mean(values);
  const percentile = value === null ? undefined : percentileRank(values, value);
  if (value === null || !records || normal === undefined || percentile === undefined) return undefined;
  const basis = readings.api === 'archive' ? '' : ' (forecast model, not yet in the archive)';
  const round = (number: number): number => roundMetric(number, metric, units);
  return {
    ...placeOf(place),
    question: `${period.days > 1 ? `${foldWords[metric.fold]} of ` : ''}${variable} ${periodLabel(period)}${basis}`,
    unit: metric.units[units],
    value: round(value),
    normal: round(normal),
    anomaly: round(value - normal),
    percentile: roundTo(percentile, 0),
    records: [
      { record: 'lowest', value: round(records.low.value), date: records.low.day },
      { record: 'highest', value: round(records.high.value), date: records.high.day },
    ],
    windows: samples.length,
    notice: [reanalysisMeaning, dayNotice(onlySeries(readings.past)).notice].filter(Boolean).join(' '),
    ...eldest(readings.days, readings.past),
  };
}

function columnOf(reading: Reading<readonly PointSeries[]>, variable: MetricName) {
  const { daily } = onlySeries(reading);
  return daily
    ? { days: daily.time, values: metricColumn(daily, metrics[variable]) }
    : { days: [], values: [] };
}

/** The provenance of the days; stale when either reading is. */
function eldest(days: Reading<unknown>, past: Reading<unknown>): ReturnType<typeof provenanceOf> {
  const stale = Math.max(days.stale_s ?? -1, past.stale_s ?? -1);
  return { ...provenanceOf(days), ...(stale >= 0 && { stale_s: stale }) };
}
