import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import {
  type Agreement,
  agreementOf,
  type Direction,
  type ModelRun,
  modelRuns,
  type PeriodView,
  periodViews,
  samplesAt,
  shareBeyond,
  weightedQuantile,
} from '../series/ensemble.ts';
import { foldWords, type Metric, type MetricName, metrics, roundMetric } from '../series/metric.ts';
import { onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import type { Period } from '../time/period.ts';
import { roundTo } from '../units/numbers.ts';

/** The ensembles that are asked together: three centres, 122 members. */
const ensembleModels = ['ecmwf_ifs025', 'gfs_seamless', 'icon_seamless'] as const;

/** How many days ahead, today included, some ensemble reaches in full. */
export const ensembleDays = 15;

/** What is asked about a forecast. */
export interface ConfidenceQuestion {
  readonly variable: MetricName;
  readonly threshold: number | undefined;
  readonly direction: Direction;
  readonly period: Period;
  readonly units: UnitSystem;
}

/** The question for all members' daily values of one variable. */
export function confidenceQuery(place: Place, { variable, period, units }: ConfidenceQuestion): SeriesQuery {
  return {
    points: [place],
    daily: [metrics[variable].variable],
    models: ensembleModels,
    start_date: period.start,
    end_date: period.end,
    units,
  };
}

/**
 * Percentiles and the probability of passing the threshold, by day and for the whole period, every model with the same
 * weight, and how far the models agree. A model that does not reach the end of the period has no members in the view of
 * the whole. Undefined when no model has a value.
 */
export function confidenceReport(
  place: Place,
  question: ConfidenceQuestion,
  reading: Reading<readonly PointSeries[]>,
) {
  const { variable, threshold, direction, units } = question;
  const metric = metrics[variable];
  const { daily } = onlySeries(reading);
  const runs = daily
    ? modelRuns(daily, metric.variable, 'best_match').map((run) => scaled(run, metric.scale))
    : [];
  const days = (daily?.time ?? []).flatMap((day, index) => dayOf(day, runs, index, question));
  if (days.length === 0) return undefined;
  const unit = metric.units[units];
  const views = periodViews(
    runs,
    metric.fold,
    threshold === undefined ? undefined : { threshold, direction },
  );
  const agreement: Agreement = agreementOf(views.models, views.all ? views.all.p90 - views.all.p10 : 0);
  const viewRow = (model: string, view: PeriodView | undefined): Row => ({
    model,
    members: view?.members ?? 0,
    ...quantilesOf(view, metric, units),
    ...(threshold !== undefined && { probability: share(view?.probability) }),
  });
  return {
    ...placeOf(place),
    question: `${variable} in ${unit}${threshold === undefined ? '' : `, ${direction} ${threshold}`}`,
    days,
    models: [
      viewRow('all', views.all),
      ...runs.map(({ model }) =>
        viewRow(
          model,
          views.models.find((view) => view.model === model),
        ),
      ),
    ],
    agreement,
    ...provenanceOf(reading),
  };
}

/** The quantiles of a period, named after what they are of: `mean_p50`, `total_p50`, `maximum_p50`. */
function quantilesOf(view: PeriodView | undefined, metric: Metric, units: UnitSystem): Row {
  return Object.fromEntries(
    (['p10', 'p50', 'p90'] as const).map((name) => [
      `${foldWords[metric.fold]}_${name}`,
      view ? roundMetric(view[name], metric, units) : null,
    ]),
  );
}

function share(probability: number | undefined): number | null {
  return probability === undefined ? null : roundTo(probability, 2);
}

function scaled({ model, members }: ModelRun, factor: number): ModelRun {
  return {
    model,
    members: members.map((member) => member.map((value) => (value === null ? null : value * factor))),
  };
}

function dayOf(day: string, runs: readonly ModelRun[], index: number, question: ConfidenceQuestion): Row[] {
  const { variable, threshold, direction, units } = question;
  const samples = samplesAt(runs, index);
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => weightedQuantile(samples, share));
  if (p10 === undefined || p50 === undefined || p90 === undefined) return [];
  const metric = metrics[variable];
  const probability = threshold === undefined ? undefined : shareBeyond(samples, threshold, direction);
  return [
    {
      date: day,
      p10: roundMetric(p10, metric, units),
      p50: roundMetric(p50, metric, units),
      p90: roundMetric(p90, metric, units),
      ...(threshold !== undefined && { probability: share(probability) }),
      members: samples.length,
    },
  ];
}
