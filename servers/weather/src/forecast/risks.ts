import type { UnitSystem } from '../series/series.ts';
import { type Grade, type Hazard, hazards, type Measure } from './hazards.ts';
import type { RiskHour } from './risk-hours.ts';
import { limitText, valueText } from './risk-text.ts';

/** From an instant to another one that is not in it, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is notable in a span, its gravest value, and when it is beyond its limits. */
export interface Risk extends Span {
  readonly hazard: string;
  readonly grade: Grade;
  /** `gale gusts (72 km/h)`, in the units asked for. */
  readonly text: string;
}

/** A hazard that could not be judged in some hours of a span. */
export interface Unjudged {
  readonly name: string;
  readonly hours: number;
}

/** What was found in a span, the gravest first, and what could not be looked for. */
export interface Judgement {
  readonly risks: readonly Risk[];
  readonly unjudged: readonly Unjudged[];
  /** How many hours the span has. */
  readonly hours: number;
}

const hourMs = 3_600_000;

/** One crossing of a limit, of the hours at the places `from` to `to`. */
interface Crossing {
  readonly grade: Grade;
  /** The place of the limit among those of its measure. */
  readonly rank: number;
  readonly name: string;
  readonly measure: Measure | undefined;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The one judge of weather: what is notable in the hours of a span, by the limits of `hazards`.
 *
 * `hours` are consecutive and ascending. Sums of several hours look back as far as the hours go, also to before the
 * span; an hour counts when any part of it lies in the span.
 */
export function risksIn(hours: readonly RiskHour[], span: Span, units: UnitSystem): Judgement {
  const inside = hours.flatMap(({ start }, index) =>
    start < span.to && start + hourMs > span.from ? [index] : [],
  );
  const expected = Math.max(inside.length, Math.ceil((span.to - span.from) / hourMs));
  const risks = hazards.flatMap((hazard) => {
    const crossings = inside.flatMap((index) =>
      crossingsAt(hours, hazard, { index, begins: inside[0] ?? 0 }),
    );
    const worst = crossings.toSorted((a, b) => b.grade - a.grade || b.rank - a.rank)[0];
    return worst === undefined
      ? []
      : [{ hazard: hazard.name, ...riskOf(worst, { crossings, hours, units }) }];
  });
  const unjudged = hazards.flatMap((hazard) => {
    const judged = inside.filter((index) => isJudged(hours[index], hazard)).length;
    return judged >= expected ? [] : [{ name: hazard.name, hours: expected - judged }];
  });
  return { risks: risks.toSorted((a, b) => b.grade - a.grade), unjudged, hours: expected };
}

function isJudged(hour: RiskHour | undefined, { needs }: Hazard): boolean {
  return needs.some((group) => group.every((column) => (hour?.values[column] ?? null) !== null));
}

/** One hour of a span, by the places of the hour and of the first of the span. */
interface Spot {
  readonly index: number;
  readonly begins: number;
}

function crossingsAt(hours: readonly RiskHour[], hazard: Hazard, spot: Spot): Crossing[] {
  const { index } = spot;
  const measured = hazard.measures.flatMap((measure) => crossingOf(hours, measure, spot) ?? []);
  const code = hazard.codes?.[hours[index]?.values.weather_code ?? -1];
  if (!code) return measured;
  const [grade, name] = code;
  return [...measured, { grade, rank: 0, name, measure: undefined, value: grade, from: index, to: index }];
}

function crossingOf(hours: readonly RiskHour[], measure: Measure, spot: Spot): Crossing | undefined {
  const { index } = spot;
  const { below, limits } = measure;
  const first = firstOf(hours, measure, spot);
  const value = amountOf(hours, measure, { first, last: index });
  if (value === null) return undefined;
  const rank = limits.findLastIndex(([, limit]) => (below ? value <= limit : value >= limit - 1e-9));
  const crossed = limits[rank];
  if (!crossed) return undefined;
  const [grade, , name] = crossed;
  const begins = hours.findIndex((hour, at) => at >= first && (measure.of(hour.values) ?? 0) !== 0);
  const from = measure.hours === undefined ? index : Math.min(index, Math.max(first, begins));
  return { grade, rank, name, measure, value, from, to: index };
}

/**
 * The first hour of the sum that ends at a spot. What had passed the limit before the span is not told of it again:
 * then only the hours of the span count.
 */
function firstOf(hours: readonly RiskHour[], measure: Measure, { index, begins }: Spot): number {
  const length = measure.hours ?? 1;
  const first = Math.max(0, index - length + 1);
  if (first >= begins) return first;
  const before = amountOf(hours, measure, { first: Math.max(0, begins - length), last: begins - 1 });
  return (before ?? 0) >= (measure.limits[0]?.[1] ?? 0) ? begins : first;
}

/** The value at the last of some hours, or the sum of all where the measure adds up; null where the last has none. */
function amountOf(
  hours: readonly RiskHour[],
  measure: Measure,
  { first, last }: { readonly first: number; readonly last: number },
): number | null {
  const values = hours.slice(first, last + 1).map((hour) => measure.of(hour.values));
  const end = values.at(-1) ?? null;
  if (measure.hours === undefined || end === null) return end;
  return values.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

interface Context {
  readonly crossings: readonly Crossing[];
  readonly hours: readonly RiskHour[];
  readonly units: UnitSystem;
}

/** The gravest crossing of a hazard with its most extreme value, from the first to the last of its kind. */
function riskOf(
  { grade, name, measure }: Crossing,
  { crossings, hours, units }: Context,
): Omit<Risk, 'hazard'> {
  const alike = crossings.filter((one) => one.measure === measure);
  const named = measure ? alike : alike.filter((one) => one.name === name);
  const extreme = measure?.below ? Math.min : Math.max;
  const value = extreme(...named.map((one) => one.value));
  const from = Math.min(...named.map((one) => one.from));
  const to = Math.max(...named.map((one) => one.to));
  return {
    grade,
    text: measure ? `${name} (${valueText(value, measure, units)})` : name,
    from: hours[from]?.start ?? 0,
    to: (hours[to]?.start ?? 0) + hourMs,
  };
}

/** What is judged, with the mildest limits: `snow from 1 cm in 24 h`. */
export function thresholdsText(units: UnitSystem): string {
  return hazards.map((hazard) => hazard.threshold ?? limitsOf(hazard, units)).join(', ');
}

function limitsOf({ name, measures }: Hazard, units: UnitSystem): string {
  const own = measures.filter(({ isStandIn }) => !isStandIn);
  const mildest = Math.min(...own.map(({ limits }) => limits[0]?.[0] ?? 3));
  const shown = own.filter(({ limits }) => limits[0]?.[0] === mildest);
  const texts = shown.map((measure, index) =>
    [measure.label ?? (index === 0 ? name : ''), limitText(measure, units)].join(' ').trim(),
  );
  return texts.length === 0 ? name : texts.join(' or ');
}
