import { type Fold, foldValues } from '../series/metric.ts';
import { mean, numbersOf } from '../series/statistics.ts';

/** The models of the projections: the HighResMIP part of CMIP6, as served by https://open-meteo.com/en/docs/climate-api. */
export const climateModels = [
  'MRI_AGCM3_2_S',
  'EC_Earth3P_HR',
  'MPI_ESM1_2_XR',
  'CMCC_CM2_VHR4',
  'FGOALS_f3_H',
  'HiRAM_SIT_HR',
  'NICAM16_8S',
] as const;

/** The first and last year of the projections. */
export const projectionYears = { first: 1950, last: 2050 } as const;

/** The share of a year's days that must have a value for the year to count. */
const completeShare = 0.95;

/** One year of one model. */
export interface AnnualValue {
  readonly year: number;
  readonly value: number;
}

/**
 * The yearly mean, total or maximum of ascending daily values.
 *
 * Years with less than 95 % of their days are left out; the total of a year with a few gaps is scaled up to its days.
 */
export function annualValues(
  days: readonly string[],
  values: readonly (number | null)[],
  fold: Fold,
): AnnualValue[] {
  const years = Map.groupBy(
    days.map((day, index) => ({ year: Number(day.slice(0, 4)), value: values[index] ?? null })),
    ({ year }) => year,
  );
  return [...years].flatMap(([year, entries]) => {
    const column = entries.map(({ value }) => value);
    const present = numbersOf(column).length;
    const value = foldValues(column, fold);
    const length = daysIn(year);
    if (value === null || present < completeShare * length) return [];
    return [{ year, value: fold === 'sum' ? (value * length) / present : value }];
  });
}

function daysIn(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
}

/** The models' means over one decade, and over the models. */
export interface Decade {
  /** `2020s`. */
  readonly decade: string;
  /** Years of the decade that some model has. */
  readonly years: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly models: Readonly<Record<string, number>>;
}

/** The decades of some models' years, in order; a model without a year in a decade is not part of it. */
export function decadesOf(models: Readonly<Record<string, readonly AnnualValue[]>>): Decade[] {
  const entries = Object.entries(models).flatMap(([model, years]) =>
    years.map(({ year, value }) => ({ model, year, value, decade: Math.floor(year / 10) * 10 })),
  );
  const decades = [...Map.groupBy(entries, ({ decade }) => decade)].toSorted(([a], [b]) => a - b);
  return decades.map(([decade, members]) => {
    const means = [...Map.groupBy(members, ({ model }) => model)].map(
      ([model, years]) => [model, mean(years.map(({ value }) => value)) ?? Number.NaN] as const,
    );
    const values = means.map(([, value]) => value);
    return {
      decade: `${decade}s`,
      years: new Set(members.map(({ year }) => year)).size,
      mean: mean(values) ?? Number.NaN,
      low: Math.min(...values),
      high: Math.max(...values),
      models: Object.fromEntries(means),
    };
  });
}

/** How much later is above earlier, as the mean over the models that have both decades; null when none has. */
export function changeBetween(earlier: Decade | undefined, later: Decade): number | null {
  const changes = Object.entries(later.models).flatMap(([model, value]) => {
    const before = earlier?.models[model];
    return before === undefined ? [] : [value - before];
  });
  return mean(changes) ?? null;
}
