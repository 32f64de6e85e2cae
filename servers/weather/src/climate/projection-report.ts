import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { modelRuns } from '../series/ensemble.ts';
import { type MetricName, metrics, roundMetric } from '../series/metric.ts';
import { onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { projectionMeaning } from './meaning.ts';
import { annualValues, changeBetween, climateModels, decadesOf } from './projection.ts';

/** The quantities that the climate models have. */
export const projectedMetrics = [
  'temperature_mean',
  'temperature_max',
  'temperature_min',
  'precipitation',
  'snowfall',
  'wind_speed',
  'humidity',
] as const satisfies readonly MetricName[];

/** What is asked about the climate to come. */
export interface ProjectionQuestion {
  readonly variable: MetricName;
  readonly from: number;
  readonly to: number;
  /** How many models to ask. */
  readonly models: number;
  readonly units: UnitSystem;
}

/** The question for the days of whole years from some models. */
export function projectionQuery(place: Place, question: ProjectionQuestion): SeriesQuery {
  return {
    points: [place],
    daily: [metrics[question.variable].variable],
    models: climateModels.slice(0, question.models),
    start_date: `${question.from}-01-01`,
    end_date: `${question.to}-12-31`,
    units: question.units,
  };
}

/** Means by decade and model, their spread, and the change from the first decade to the last; undefined of nothing. */
export function projectionReport(
  place: Place,
  question: ProjectionQuestion,
  reading: Reading<readonly PointSeries[]>,
) {
  const { variable, units } = question;
  const metric = metrics[variable];
  const series = onlySeries(reading);
  const { daily } = series;
  if (!daily) return undefined;
  // the mean of daily maxima tells more of a climate than the one highest day
  const fold = metric.fold === 'sum' ? 'sum' : 'mean';
  const runs = modelRuns(daily, metric.variable, climateModels[0]);
  const annual = runs.map(
    ({ model, members: [column = []] }) => [model, annualValues(daily.time, column, fold)] as const,
  );
  const decades = decadesOf(Object.fromEntries(annual));
  if (decades.length === 0) return undefined;
  const round = (value: number): number => roundMetric(value, metric, units);
  return {
    ...placeOf(place),
    variable,
    unit: `${metric.units[units]} ${fold === 'sum' ? 'per year' : 'as mean of all days'}`,
    decades: decades.map((decade): Row => {
      const byModel = Object.entries(decade.models).map(([model, value]) => [model, round(value)] as const);
      return {
        decade: decade.decade,
        years: decade.years,
        mean: round(decade.mean),
        simulated_change: roundMetric(changeBetween(decades[0], decade), metric, units),
        low: round(decade.low),
        high: round(decade.high),
        ...Object.fromEntries(byModel),
      };
    }),
    notice: [projectionMeaning, dayNotice(series).notice].filter(Boolean).join(' '),
    ...provenanceOf(reading),
  };
}
