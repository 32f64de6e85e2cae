import { round } from '../world/math.ts';
import { Refusal } from './refusal.ts';

/** The units that a request chose. */
export interface Units {
  temperature: 'celsius' | 'fahrenheit';
  wind: 'kmh' | 'ms' | 'mph' | 'kn';
  precipitation: 'mm' | 'inch';
  length: 'metric' | 'imperial';
}

const SPEEDS = {
  kmh: { unit: 'km/h', factor: 1 },
  ms: { unit: 'm/s', factor: 1 / 3.6 },
  mph: { unit: 'mp/h', factor: 1 / 1.609344 },
  kn: { unit: 'kn', factor: 1 / 1.852 },
} as const;

/**
 * What is measured: the unit printed for it, and its decimals. Columns are computed in the metric unit and
 * rounded to `decimals` before anything is derived from them, so sums and extremes agree with the hours.
 */
export interface Quantity {
  kind: 'plain' | 'temperature' | 'speed' | 'rain' | 'snow' | 'length';
  unit: string;
  decimals: number;
}

function quantity(unit: string, decimals: number, kind: Quantity['kind'] = 'plain'): Quantity {
  return { kind, unit, decimals };
}

/** The quantities of the API, in metric units and with the decimals that it prints. */
export const QUANTITY = {
  temperature: quantity('°C', 1, 'temperature'),
  percent: quantity('%', 0),
  speed: quantity('km/h', 1, 'speed'),
  degrees: quantity('°', 0),
  rain: quantity('mm', 2, 'rain'),
  snow: quantity('cm', 2, 'snow'),
  pressure: quantity('hPa', 1),
  code: quantity('wmo code', 0),
  flag: quantity('', 0),
  ratio: quantity('', 2),
  index: quantity('', 1),
  metres: quantity('m', 2, 'length'),
  altitude: quantity('m', 0, 'length'),
  watts: quantity('W/m²', 1),
  energy: quantity('J/kg', 1),
  deficit: quantity('kPa', 2),
  seconds: quantity('s', 2),
  hours: quantity('h', 2),
  volume: quantity('m³/m³', 3),
  column: quantity('kg/m²', 1),
  density: quantity('kg/m³', 3),
  ascent: quantity('m/s', 2),
  joules: quantity('MJ/m²', 2),
  gas: quantity('μg/m³', 1),
  parts: quantity('ppm', 0),
  grains: quantity('grains/m³', 1),
  european: quantity('EAQI', 0),
  american: quantity('USAQI', 0),
  discharge: quantity('m³/s', 2),
  strikes: quantity('km⁻² h⁻¹', 2),
  kelvin: quantity('K', 1),
} as const satisfies Record<string, Quantity>;

/** The unit that the response prints for a quantity. */
export function unitOf(what: Quantity, units: Units): string {
  if (what.kind === 'temperature' && units.temperature === 'fahrenheit') return '°F';
  if (what.kind === 'speed') return SPEEDS[units.wind].unit;
  if ((what.kind === 'rain' || what.kind === 'snow') && units.precipitation === 'inch') return 'inch';
  return what.kind === 'length' && units.length === 'imperial' ? 'ft' : what.unit;
}

/** A metric value in the units of the request, rounded as the API prints it. */
export function convert(value: number, what: Quantity, units: Units): number {
  switch (what.kind) {
    case 'temperature':
      return units.temperature === 'fahrenheit' ? round(value * 1.8 + 32, 1) : value;
    case 'speed':
      return units.wind === 'kmh'
        ? value
        : round(value * SPEEDS[units.wind].factor, units.wind === 'ms' ? 2 : 1);
    case 'rain':
      return units.precipitation === 'inch' ? round(value / 25.4, 3) : value;
    case 'snow':
      return units.precipitation === 'inch' ? round(value / 2.54, 3) : value;
    case 'length':
      return units.length === 'imperial' ? round(value * 3.28084, 3) : value;
    case 'plain':
      return value;
  }
}

function choose<T extends string>(
  query: URLSearchParams,
  key: string,
  allowed: readonly T[],
  type: string,
): T | undefined {
  const text = query.get(key);
  if (text === null || text === '') return undefined;
  const found = allowed.find((value) => value === text);
  if (found === undefined) {
    throw new Refusal(`Cannot initialize ${type} from invalid String value ${text} for key ${key}`);
  }
  return found;
}

/** Reads the unit parameters; an unknown unit refuses the request. */
export function readUnits(query: URLSearchParams): Units {
  const precipitation =
    choose(query, 'precipitation_unit', ['mm', 'inch'] as const, 'PrecipitationUnit') ?? 'mm';
  const length = choose(query, 'length_unit', ['metric', 'imperial'] as const, 'LengthUnit');
  return {
    temperature:
      choose(query, 'temperature_unit', ['celsius', 'fahrenheit'] as const, 'TemperatureUnit') ?? 'celsius',
    wind: choose(query, 'wind_speed_unit', ['kmh', 'ms', 'mph', 'kn'] as const, 'WindspeedUnit') ?? 'kmh',
    precipitation,
    length: length ?? (precipitation === 'inch' ? 'imperial' : 'metric'),
  };
}
