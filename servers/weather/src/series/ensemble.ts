import { type Fold, foldValues } from './metric.ts';
import type { Columns } from './series.ts';

/** All members of one model over the same days. */
export interface ModelRun {
  readonly model: string;
  readonly members: readonly (readonly (number | null)[])[];
}

/** A value that counts for `weight`. */
export interface Sample {
  readonly value: number;
  readonly weight: number;
}

/** On which side of a threshold a value must lie. */
export type Direction = 'above' | 'below';

/**
 * Takes the columns of one variable apart by model: `<variable>[_memberNN][_<model>]`.
 *
 * A column without a model's name belongs to `fallback`, since an upstream asked for one model leaves the name out.
 */
export function modelRuns(columns: Columns, variable: string, fallback: string): ModelRun[] {
  const runs = new Map<string, (readonly (number | null)[])[]>();
  for (const [name, column] of Object.entries(columns.values)) {
    if (!name.startsWith(variable)) continue;
    const match = /^(?:_member\d+)?(?:_(.+))?$/.exec(name.slice(variable.length));
    if (!match) continue;
    const model = match[1] ?? fallback;
    const values = column.map((value) => (typeof value === 'number' ? value : null));
    runs.set(model, [...(runs.get(model) ?? []), values]);
  }
  return [...runs].map(([model, members]) => ({ model, members }));
}

/**
 * The members' values at one place of their columns, every model with the same weight in all.
 *
 * Without that a model would count for more only because its centre runs more members.
 */
export function samplesAt(runs: readonly ModelRun[], index: number): Sample[] {
  return runs.flatMap(({ members }) => {
    const values = members.flatMap((member) => member[index] ?? []);
    return values.map((value) => ({ value, weight: 1 / values.length }));
  });
}

/**
 * The quantile of a weighted sample at `share` (0 to 1); undefined of nothing.
 *
 * Linear between the midpoints of the weights: with equal weights definition 5 of Hyndman and Fan, "Sample Quantiles
 * in Statistical Packages", The American Statistician 50 (1996).
 */
export function weightedQuantile(samples: readonly Sample[], share: number): number | undefined {
  const sorted = samples.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  let before: { value: number; at: number } | undefined;
  for (const { value, weight } of sorted) {
    const at = (passed + weight / 2) / total;
    if (at >= share) {
      if (!before || at === before.at) return value;
      return before.value + ((value - before.value) * (share - before.at)) / (at - before.at);
    }
    before = { value, at };
    passed += weight;
  }
  return before?.value;
}

/** The weighted share of values that lie strictly beyond a threshold, 0 to 1; undefined of nothing. */
export function shareBeyond(
  samples: readonly Sample[],
  threshold: number,
  direction: Direction,
): number | undefined {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return undefined;
  const beyond = samples.filter(({ value }) =>
    direction === 'above' ? value > threshold : value < threshold,
  );
  return Math.min(1, beyond.reduce((sum, { weight }) => sum + weight, 0) / total);
}

/** A limit that values may pass. */
export interface Limit {
  readonly threshold: number;
  readonly direction: Direction;
}

/** A view of a whole period, by one model or by all. */
export interface PeriodView {
  readonly model: string;
  readonly members: number;
  /** Quantiles over the members' own value of the period: total, maximum or mean of their days. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** The share of members with at least one day beyond the limit; undefined without one. */
  readonly probability: number | undefined;
}

/**
 * Each model's view of the period, and that of all of them with the same weight: what each member has of the whole of
 * it, as `fold` makes it from its days. Only members without gaps count; a
 * model that has none is not among them, and without any model `all` is undefined.
 */
export function periodViews(
  runs: readonly ModelRun[],
  fold: Fold,
  limit: Limit | undefined,
): { readonly models: PeriodView[]; readonly all: PeriodView | undefined } {
  const complete = runs.flatMap(({ model, members }) => {
    const whole = members.flatMap((member) => {
      const values = member.flatMap((value) => value ?? []);
      return values.length === member.length && values.length > 0 ? [values] : [];
    });
    return whole.length === 0 ? [] : [{ model, members: whole }];
  });
  const models = complete.flatMap((run) => viewOf(run.model, [run.members], { fold, limit }) ?? []);
  const all = viewOf(
    'all',
    complete.map(({ members }) => members),
    { fold, limit },
  );
  return { models, all };
}

function viewOf(
  model: string,
  groups: readonly (readonly (readonly number[])[])[],
  { fold, limit }: { readonly fold: Fold; readonly limit: Limit | undefined },
): PeriodView | undefined {
  const weighted = groups.flatMap((members) =>
    members.map((values) => ({ values, weight: 1 / members.length })),
  );
  const samples = weighted.map(({ values, weight }) => ({ value: foldValues(values, fold) ?? 0, weight }));
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => weightedQuantile(samples, share));
  if (p10 === undefined || p50 === undefined || p90 === undefined) return undefined;
  // a member passes the limit when its most extreme day does
  const extremes = weighted.map(({ values, weight }) => ({
    value: limit?.direction === 'below' ? Math.min(...values) : Math.max(...values),
    weight,
  }));
  const probability = limit && shareBeyond(extremes, limit.threshold, limit.direction);
  return { model, members: weighted.length, p10, p50, p90, probability };
}

/** How far models agree. */
export type Agreement = 'high' | 'medium' | 'low' | 'unknown';

/**
 * How far models agree: by how far their probabilities lie apart where a threshold is asked for (up to 0.15 is high,
 * up to 0.35 medium), else by how far their medians lie apart, measured against `spread`, the distance from p10 to
 * p90 of all members (up to a quarter is high, up to a half medium). Fewer than two models leave it unknown.
 */
export function agreementOf(views: readonly PeriodView[], spread: number): Agreement {
  if (views.length < 2) return 'unknown';
  const probabilities = views.flatMap(({ probability }) => probability ?? []);
  if (probabilities.length === views.length) return grade(rangeOf(probabilities), 0.15, 0.35);
  return grade(rangeOf(views.map(({ p50 }) => p50)), spread / 4, spread / 2);
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function grade(distance: number, high: number, medium: number): Agreement {
  // probabilities are quotients, so a distance of exactly a bound may come out a rounding error above it
  if (distance <= high + 1e-9) return 'high';
  return distance <= medium + 1e-9 ? 'medium' : 'low';
}
