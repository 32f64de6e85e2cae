import { placeOf, provenanceOf } from '../answers/answer.ts';
import { airHazard } from '../forecast/hazards.ts';
import { type RiskHour, riskHours } from '../forecast/risk-hours.ts';
import { risksIn } from '../forecast/risks.ts';
import type { Place } from '../places/place.ts';
import { hourKind } from '../series/hours.ts';
import { onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, UnitSystem } from '../series/series.ts';
import { numbersOf } from '../series/statistics.ts';
import type { Row } from '../series/table.ts';
import { formatInstant, instantOf, offsetAt } from '../time/local-time.ts';
import { roundTo } from '../units/numbers.ts';
import { type Constraint, type Light, type QuantityName, quantities, quantityNames } from './activity.ts';
import {
  bestWindows,
  dayWindows,
  type Failure,
  type ForecastHour,
  failureShares,
  type JudgedWindow,
  judgeWindow,
  slidingWindows,
} from './window.ts';
import type { WindowQuestion } from './window-question.ts';

const shownWindows = 3;
const dayHours = 24;
const hourMs = 3_600_000;

/**
 * The best windows with their scores, or the nearest misses with what they fail. Hours that have begun are left out.
 *
 * Undefined when no window of this length is left in the period.
 */
export function windowReport(
  place: Place,
  asked: WindowQuestion,
  options: { readonly reading: Reading<readonly PointSeries[]>; readonly now: Date },
) {
  const { light, units } = asked;
  const risky = riskHours(onlySeries(options.reading), undefined, options.now);
  const hours = hoursOf(onlySeries(options.reading), options.now);
  const constraints = asked.constraints.filter((constraint) => !isUnknowable(constraint, hours));
  const question = { ...asked, constraints };
  const lifted = asked.constraints.filter((constraint) => !constraints.includes(constraint));
  const candidates =
    question.hours === dayHours ? dayWindows(hours, light) : slidingWindows(hours, question.hours);
  const judged = candidates.map((window) => judgeWindow(window, question));
  if (judged.length === 0) return undefined;
  const best = bestWindows(judged, shownWindows);
  const found = best.some(({ failures }) => failures.length === 0);
  const shares = found ? new Map<Constraint | undefined, number>() : failureShares(judged);
  const limits = [...constraints, ...(light === 'any' ? [] : [undefined])].map((constraint) => {
    const share = shares.get(constraint);
    const text = constraintText(constraint, units, light);
    return share === undefined ? text : `${text} (failed by ${roundTo(100 * share, 0)} % of windows)`;
  });
  return {
    ...placeOf(place),
    found,
    windows: best.map((window) => ({
      ...rowOf(window, question),
      ...risksOf(window, { units, hours: risky }),
    })),
    units: windowUnits(units),
    limits: [
      ...limits,
      ...lifted.map((one) => `${constraintText(one, units, light)} (not judged: the source has none here)`),
      'official warnings and air quality NOT CHECKED (get_weather_summary does)',
    ],
    ...provenanceOf(options.reading),
  };
}

/** Some models have no probability of rain at all; the amount of rain is judged without it, and the answer says so. */
function isUnknowable({ quantity }: Constraint, hours: readonly ForecastHour[]): boolean {
  if (quantity !== 'precipitation_chance') return false;
  return hours.every(({ values }) => (values[quantity] ?? null) === null);
}

function hoursOf({ hourly, timezone, utc_offset_seconds }: PointSeries, now: Date): ForecastHour[] {
  const times = (hourly?.time ?? []).map((time) => instantOf(time, utc_offset_seconds));
  const cell = (variable: string, index: number): number | null => {
    const value = hourly?.values[variable]?.[index];
    return typeof value === 'number' ? value : null;
  };
  const valuesAt = (index: number, names: readonly QuantityName[]) =>
    Object.fromEntries(names.map((name) => [name, cell(quantities[name].variable, index)]));
  return times.flatMap((begins, index) => {
    if (!begins || begins < now) return [];
    const ends = new Date(begins.getTime() + hourMs);
    const hasNext = times[index + 1]?.getTime() === ends.getTime();
    return [
      {
        start: formatInstant(begins, offsetAt(begins, timezone)),
        end: formatInstant(ends, offsetAt(ends, timezone)),
        light: lightOf(cell('is_day', index), hasNext ? cell('is_day', index + 1) : null),
        values: valuesAt(index, quantityNames),
        ...(hasNext && { last: valuesAt(index + 1, stateNames) }),
      },
    ];
  });
}

const stateNames = quantityNames.filter((name) => hourKind(quantities[name].variable) === 'state');

function lightOf(first: number | null, last: number | null): ForecastHour['light'] {
  if (first === null || (last !== null && last !== first)) return undefined;
  return first === 1 ? 'day' : 'night';
}

function rowOf({ hours, score, failures }: JudgedWindow, { units, light }: WindowQuestion): Row {
  const column = (name: QuantityName): number[] =>
    numbersOf(hours.flatMap(({ values, last }) => [values[name] ?? null, last?.[name] ?? null]));
  const shown = (name: QuantityName, fold: (numbers: number[]) => number): number | null => {
    const numbers = column(name);
    return numbers.length === 0 ? null : roundTo(fold(numbers), quantities[name].decimals);
  };
  const highest = (numbers: number[]): number => Math.max(...numbers);
  return {
    start: hours[0]?.start ?? null,
    end: hours.at(-1)?.end ?? null,
    // a near miss must not be rounded up to a fit
    score: failures.length === 0 ? Math.round(score) : Math.floor(score),
    temperature_min: shown('temperature', (numbers) => Math.min(...numbers)),
    temperature_max: shown('temperature', highest),
    precipitation: shown('precipitation', (numbers) => numbers.reduce((a, b) => a + b, 0)),
    precipitation_chance: shown('precipitation_chance', highest),
    wind_speed: shown('wind_speed', highest),
    ...(failures.length > 0 && {
      fails: failures.map((failure) => failureText(failure, units, light)).join('; '),
    }),
  };
}

/** What is dangerous in a window though it may fit its limits; the air and warnings are not looked at here. */
function risksOf(
  { hours }: JudgedWindow,
  about: { readonly units: UnitSystem; readonly hours: readonly RiskHour[] },
): Row {
  const [from, to] = [hours[0]?.start, hours.at(-1)?.end].map((text) => Date.parse(text ?? ''));
  const span = { from: from ?? 0, to: to ?? 0 };
  // what fell before the window is no reason against it
  const inside = about.hours.filter(({ start }) => start >= span.from);
  const { risks, unjudged } = risksIn(inside, span, about.units);
  const unknown = unjudged.map(({ name }) => name).filter((name) => name !== airHazard);
  return {
    risks: risks.length === 0 ? 'none found' : risks.map(({ text }) => text).join('; '),
    ...(unknown.length > 0 && { not_checked: unknown.join(', ') }),
  };
}

function failureText({ constraint, hours, worst, at }: Failure, units: UnitSystem, light: Light): string {
  if (!constraint) return `${hours} h without ${light === 'day' ? 'daylight' : 'darkness'}`;
  const { quantity, side } = constraint;
  const { units: names, decimals } = quantities[quantity];
  if (worst === null) return `${quantity} missing at ${at}`;
  const word = side === 'max' ? 'above' : 'below';
  const limit = `${roundTo(constraint.limit, decimals)} ${names[units]}`;
  return `${quantity} ${roundTo(worst, decimals)} ${word} ${limit} at ${at}, ${hours} h in all`;
}

function constraintText(constraint: Constraint | undefined, units: UnitSystem, light: Light): string {
  if (!constraint) return light === 'day' ? 'daylight only' : 'darkness only';
  const { quantity, side, limit } = constraint;
  const { units: names, decimals } = quantities[quantity];
  return `${quantity} ${side === 'max' ? 'up to' : 'from'} ${roundTo(limit, decimals)} ${names[units]}`;
}

function windowUnits(units: UnitSystem): Readonly<Record<string, string>> {
  const temperature = quantities.temperature.units[units];
  return {
    temperature_min: temperature,
    temperature_max: temperature,
    precipitation: quantities.precipitation.units[units],
    precipitation_chance: '%',
    wind_speed: quantities.wind_speed.units[units],
  };
}
