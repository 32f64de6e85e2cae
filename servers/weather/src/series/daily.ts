import { cutDays, type DayRange, type LocalDay, type Meaning } from '../time/local-days.ts';
import { cleanFloat } from '../units/numbers.ts';
import { meaningOf } from './hours.ts';
import type { Columns } from './series.ts';

type Cell = number | string | null;
type Fold = 'max' | 'min' | 'mean' | 'sum' | 'dominant' | 'hours';

/** How the hours of a day become one value. */
interface Recipe {
  readonly source: string;
  readonly fold: Fold;
  readonly meaning: Meaning;
  /** The column whose values weigh a bearing. */
  readonly weight?: string;
}

const hourMs = 3_600_000;
/** As upstream: an hour counts as wet above a thousandth of a millimetre. */
const wet = 0.001;

/** Daily columns that are not named after their source and fold. */
const special: Readonly<Record<string, readonly [source: string, fold: Fold]>> = {
  weather_code: ['weather_code', 'max'],
  precipitation_hours: ['precipitation', 'hours'],
  sunshine_duration: ['sunshine_duration', 'sum'],
  et0_fao_evapotranspiration: ['et0_fao_evapotranspiration', 'sum'],
};

function recipeOf(name: string): Recipe {
  const [source, fold] = special[name] ?? splitName(name);
  return {
    source,
    fold,
    meaning: meaningOf(source),
    ...(source === 'wind_direction_10m' && { weight: 'wind_speed_10m' }),
  };
}

function splitName(name: string): readonly [string, Fold] {
  const [, source, fold] = /^(.+)_(max|min|mean|sum|dominant)$/.exec(name) ?? [];
  if (source === undefined || !isFold(fold)) throw new Error(`No hours make the daily column ${name}.`);
  return [source, fold];
}

function isFold(text: string | undefined): text is Fold {
  return ['max', 'min', 'mean', 'sum', 'dominant'].some((fold) => fold === text);
}

/** The hourly columns that daily ones are made from. */
export function sourcesOf(daily: readonly string[]): string[] {
  const all = daily.map(recipeOf).flatMap(({ source, weight }) => [source, ...(weight ? [weight] : [])]);
  return [...new Set(all)];
}

/** What stands behind a variable's name in a column of an answer: member and model; undefined for another variable. */
export function suffixOf(column: string, variable: string, models: readonly string[]): string | undefined {
  if (!column.startsWith(variable)) return undefined;
  const suffix = column.slice(variable.length);
  const model = suffix.replace(/^_member\d+/, '');
  return model === '' || models.includes(model.slice(1)) ? suffix : undefined;
}

/** What days are made from. */
export interface DailyRequest extends DayRange {
  readonly names: readonly string[];
  readonly models: readonly string[];
  readonly timezone: string;
}

/**
 * Daily columns from hourly ones whose times are in UTC, by the clock of a place: one row for each day asked for.
 *
 * A day with a gap is null. Days that the series covers in part are folded from what there is and named in `partial`.
 */
export function dailyFromHours(hourly: Columns | undefined, request: DailyRequest): Columns {
  const { names, models, timezone } = request;
  const hours = hourly ?? { time: [], values: {}, units: {} };
  const instants = hours.time.map((time) => Date.parse(`${time}Z`));
  const cut = (meaning: Meaning): readonly LocalDay[] =>
    cutDays(instants, timezone, { ...request, stepMs: hourMs, meaning });
  const days = { instant: cut('instant'), preceding: cut('preceding') };
  const columns = names.map(recipeOf).flatMap((recipe, index) =>
    columnsBehind(hours, recipe, models).map((source) => {
      const cells = days[recipe.meaning].map(({ steps }) => foldSteps(steps, recipe, source));
      const unit = unitOf(recipe, source.unit);
      return { name: `${names[index]}${source.suffix}`, cells, unit, meaning: recipe.meaning };
    }),
  );
  const kept = columns.filter(({ cells }) => cells.some((cell) => cell !== null));
  const meanings = new Set(kept.map(({ meaning }) => meaning));
  const partial = [...meanings].flatMap((meaning) => days[meaning].filter(({ isWhole }) => !isWhole));
  return {
    time: days.instant.map(({ date }) => date),
    values: Object.fromEntries(kept.map(({ name, cells }) => [name, cells])),
    units: Object.fromEntries(kept.map(({ name, unit }) => [name, unit])),
    partial: [...new Set(partial.map(({ date }) => date))].sort(),
  };
}

/**
 * The values that daily columns of these names would have for some hours alone: of columns whose times begin their
 * hours, those at the places `steps`. A column with a gap in them is absent.
 */
export function spanFromHours(
  hours: Columns,
  names: readonly string[],
  steps: readonly number[],
): { readonly values: Readonly<Record<string, number>>; readonly units: Readonly<Record<string, string>> } {
  const folded = names.flatMap((name) => {
    const recipe = recipeOf(name);
    const [source] = columnsBehind(hours, recipe, []);
    const value = source && foldSteps(steps, recipe, source);
    return typeof value === 'number' && source ? [{ name, value, unit: unitOf(recipe, source.unit) }] : [];
  });
  return {
    values: Object.fromEntries(folded.map(({ name, value }) => [name, value])),
    units: Object.fromEntries(folded.map(({ name, unit }) => [name, unit])),
  };
}

interface SourceColumn {
  readonly suffix: string;
  readonly unit: string;
  readonly cells: readonly Cell[];
  readonly weights: readonly Cell[] | undefined;
}

function columnsBehind(
  { values, units }: Columns,
  { source, weight }: Recipe,
  models: readonly string[],
): SourceColumn[] {
  return Object.entries(values).flatMap(([column, cells]) => {
    const suffix = suffixOf(column, source, models);
    if (suffix === undefined) return [];
    const weights = weight === undefined ? undefined : values[`${weight}${suffix}`];
    return [{ suffix, unit: units[column] ?? '', cells, weights }];
  });
}

function foldSteps(
  steps: readonly number[],
  { fold, source }: Recipe,
  { cells, weights }: SourceColumn,
): number | null {
  const numbers = steps.flatMap((step) => cells[step] ?? []).filter((cell) => typeof cell === 'number');
  if (numbers.length < steps.length || numbers.length === 0) return null;
  if (fold === 'max') return Math.max(...numbers);
  if (fold === 'min') return Math.min(...numbers);
  if (fold === 'hours') return numbers.filter((value) => value > wet).length;
  if (fold === 'dominant')
    return bearingOf(numbers, weights && steps.map((step) => Number(weights[step] ?? 0)));
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (fold === 'mean') return cleanFloat(sum / numbers.length);
  // Watts per square metre over an hour are joules.
  return cleanFloat(isRadiation(source) ? (sum * 3600) / 1e6 : sum);
}

/** The direction of the mean vector, degrees from north. */
function bearingOf(bearings: readonly number[], weights: readonly number[] | undefined): number {
  let [east, north] = [0, 0];
  for (const [index, bearing] of bearings.entries()) {
    const weight = weights?.[index] ?? 1;
    east += weight * Math.sin((bearing * Math.PI) / 180);
    north += weight * Math.cos((bearing * Math.PI) / 180);
  }
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

function isRadiation(source: string): boolean {
  return /_(?:radiation|irradiance)$/.test(source);
}

function unitOf({ source, fold }: Recipe, unit: string): string {
  if (fold === 'hours') return 'h';
  return fold === 'sum' && isRadiation(source) ? 'MJ/m²' : unit;
}
