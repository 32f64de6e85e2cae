import { spanLabel } from '../series/hours.ts';
import type { UnitSystem } from '../series/series.ts';
import { dayIn } from '../time/local-time.ts';
import { roundTo } from '../units/numbers.ts';
import type { Dimension, Measure } from './hazards.ts';

interface Unit {
  readonly unit: string;
  readonly factor: number;
  readonly zero?: number;
  readonly decimals: number;
}

const unitsOf: Readonly<Record<Dimension, Readonly<Record<UnitSystem, Unit>>>> = {
  temperature: {
    metric: { unit: '°C', factor: 1, decimals: 1 },
    imperial: { unit: '°F', factor: 1.8, zero: 32, decimals: 1 },
  },
  speed: {
    metric: { unit: 'km/h', factor: 1, decimals: 0 },
    imperial: { unit: 'mph', factor: 1 / 1.609344, decimals: 0 },
  },
  rain: {
    metric: { unit: 'mm', factor: 1, decimals: 1 },
    imperial: { unit: 'inch', factor: 1 / 25.4, decimals: 2 },
  },
  snow: {
    metric: { unit: 'cm', factor: 1, decimals: 1 },
    imperial: { unit: 'inch', factor: 1 / 2.54, decimals: 1 },
  },
  visibility: {
    metric: { unit: 'm', factor: 1, decimals: 0 },
    imperial: { unit: 'mi', factor: 1 / 1609.344, decimals: 2 },
  },
  index: {
    metric: { unit: '', factor: 1, decimals: 1 },
    imperial: { unit: '', factor: 1, decimals: 1 },
  },
};

function inUnits(value: number, measure: Measure, units: UnitSystem, decimals?: number): string {
  const { unit, factor, zero = 0, decimals: usual } = unitsOf[measure.dimension][units];
  return `${roundTo(value * factor + zero, decimals ?? usual)} ${unit}`.trim();
}

/** A metric value of a measure in a system of units: `heat index 38.2 °C`, `23 mm in 24 h`. */
export function valueText(value: number, measure: Measure, units: UnitSystem): string {
  const label = measure.label === undefined ? '' : `${measure.label} `;
  const hours = measure.hours === undefined ? '' : ` in ${measure.hours} h`;
  return `${label}${inUnits(value, measure, units)}${hours}`;
}

/** The mildest limit of a measure: `from 10 mm in 1 h`, `down to 0 °C`. */
export function limitText(measure: Measure, units: UnitSystem): string {
  const limit = measure.limits[0]?.[1] ?? 0;
  const hours = measure.hours === undefined ? '' : ` in ${measure.hours} h`;
  const { decimals } = unitsOf[measure.dimension][units];
  const rounded = measure.dimension === 'temperature' ? 0 : decimals;
  return `${measure.below ? 'down to' : 'from'} ${inUnits(limit, measure, units, rounded)}${hours}`;
}

/** When of its days something is: `13–15 h`; with dates where asked for or where it crosses midnight. */
export function whenText(
  { from, to }: { readonly from: number; readonly to: number },
  timezone: string,
  withDate: boolean,
): string {
  const [first, last] = [from, to - 1].map((at) => dayIn(timezone, new Date(at)));
  if (first === last) return `${withDate ? `${first} ` : ''}${spanLabel(from, to, timezone)}`;
  const hour = 3_600_000;
  const start = spanLabel(from, from + hour, timezone).split('–')[0] ?? '';
  const end = spanLabel(to - hour, to, timezone).split('–')[1] ?? '';
  return `${first} ${start} to ${last} ${end}`;
}
