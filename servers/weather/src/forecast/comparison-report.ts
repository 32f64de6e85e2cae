import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import { reanalysisMeaning } from '../climate/meaning.ts';
import { type Place, placeLabel } from '../places/place.ts';
import { foldValues, type MetricName, metricColumn, metrics, roundMetric } from '../series/metric.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row, Units } from '../series/table.ts';
import { type Period, periodLabel } from '../time/period.ts';
import { type PlaceRisks, riskNotices, risksAt } from './comparison-risks.ts';
import { rankDescending } from './ranking.ts';
import { weatherColumns } from './risk-hours.ts';

/** What is compared between places. */
export interface ComparisonQuestion {
  readonly metrics: readonly MetricName[];
  readonly period: Period;
  readonly units: UnitSystem;
  /** Whether the period reaches into the future, where risks are told. */
  readonly isAhead: boolean;
  /** Whether the period is long enough ago to come from the archive. */
  readonly isReanalysis: boolean;
}

/** The question for all places at once: one request. */
export function comparisonQuery(places: readonly Place[], question: ComparisonQuestion): SeriesQuery {
  return {
    points: places.map(({ latitude, longitude, timezone }) => ({ latitude, longitude, timezone })),
    ...(question.isAhead && { hourly: weatherColumns }),
    daily: question.metrics.map((name) => metrics[name].variable),
    start_date: question.period.start,
    end_date: question.period.end,
    units: question.units,
  };
}

/** What a comparison is made of; `risks` only where the period reaches into the future. */
export interface ComparisonParts {
  readonly reading: Reading<readonly PointSeries[]>;
  readonly risks: PlaceRisks | undefined;
}

/** One value per place and quantity over the period, for each quantity the places from its highest value on, and risks. */
export function comparisonReport(
  places: readonly Place[],
  question: ComparisonQuestion,
  { reading, risks }: ComparisonParts,
) {
  const judged =
    risks &&
    places.map((place, index) => risksAt(place, reading.value[index], { ...risks, index, question }));
  const rows = places.map((place, index): Row => {
    const daily = reading.value[index]?.daily;
    const cells = question.metrics.map((name) => {
      const metric = metrics[name];
      const value = daily ? foldValues(metricColumn(daily, metric), metric.fold) : null;
      return [name, roundMetric(value, metric, question.units)] as const;
    });
    const found = judged?.[index]?.risks;
    return {
      ...placeOf(place),
      ...Object.fromEntries(cells),
      ...(found && { risks: found.length === 0 ? 'none found' : found.join('; ') }),
    };
  });
  const days = dayNotice(worstDays(reading.value)).notice;
  const notice = [
    ...(question.isReanalysis ? [reanalysisMeaning] : []),
    days,
    ...(judged ? riskNotices(places, judged, question.units) : []),
  ].filter(Boolean);
  return {
    period: periodLabel(question.period),
    places: rows,
    high_to_low: Object.fromEntries(question.metrics.map((name) => [name, rankingOf(places, rows, name)])),
    units: unitsOf(question),
    ...(notice.length > 0 && { notice: notice.join(' ') }),
    ...provenanceOf(reading),
  };
}

/** One notice for all places: the days of the service, and every day that is incomplete at any of them. */
function worstDays(all: readonly PointSeries[]): Parameters<typeof dayNotice>[0] {
  const partial = [...new Set(all.flatMap(({ daily }) => daily?.partial ?? []))].sort();
  const foreign = all.find(({ service_days }) => service_days);
  return {
    utc_offset_seconds: foreign?.utc_offset_seconds ?? 0,
    service_days: foreign !== undefined,
    daily: { time: [], values: {}, units: {}, partial },
  };
}

function rankingOf(places: readonly Place[], rows: readonly Row[], name: MetricName): string[] {
  const entries = places.map((place, index) => {
    const value = rows[index]?.[name];
    return { item: placeLabel(place), value: typeof value === 'number' ? value : null };
  });
  return rankDescending(entries).map(({ item }) => item);
}

/** The unit of each quantity, with how the days of the period became one value. */
function unitsOf(question: ComparisonQuestion): Units {
  const folds = { mean: 'mean', sum: 'total', max: 'maximum' } as const;
  return Object.fromEntries(
    question.metrics.map((name) => {
      const { units, fold } = metrics[name];
      return [name, `${units[question.units]} ${folds[fold]}`];
    }),
  );
}
