import { compassPoint } from '../units/compass.ts';
import { roundTo } from '../units/numbers.ts';
import { describeWeather } from '../units/wmo-codes.ts';
import type { Columns } from './series.ts';
import type { Cell, Row, Units } from './table.ts';

/** A quantity as answers show it, and the upstream column behind it. */
export interface Variable {
  readonly name: string;
  /** Its name at Open-Meteo. */
  readonly column: string;
  /** Decimals shown; they follow from the unit unless given. */
  readonly decimals?: number;
  /** How a column that is no plain number reads: a weather code or a bearing. `sky` is computed here and never asked. */
  readonly as?: 'weather' | 'compass' | 'sky';
  /** For columns that answers show in another unit. */
  readonly scale?: { readonly factor: number; readonly unit: string };
}

type Raw = number | string | null | undefined;

const decimalsOfUnit: Readonly<Record<string, number>> = {
  inch: 2,
  'km/h': 0,
  'mp/h': 0,
  mph: 0,
  '%': 0,
  hPa: 0,
  USAQI: 0,
  EAQI: 0,
  'W/m²': 0,
};

/** The decimals that a value in a unit is shown with: whole winds and percentages, else one. */
function decimalsOf(unit: string | undefined): number {
  return decimalsOfUnit[unit ?? ''] ?? 1;
}

/** One upstream value as answers show it: rounded, in words, or null where the source has none. */
export function cellOf(variable: Variable, raw: Raw, unit: string | undefined): Cell {
  if (raw === null || raw === undefined || raw === '') return null;
  if (variable.as === 'weather') return describeWeather(raw) ?? null;
  if (typeof raw === 'string') return raw;
  if (variable.as === 'compass') return compassPoint(raw);
  const decimals = variable.decimals ?? decimalsOf(variable.scale?.unit ?? unit);
  return roundTo(raw * (variable.scale?.factor ?? 1), decimals);
}

/** The variables' values at one moment. */
export function rowOf(
  variables: readonly Variable[],
  section: { readonly values: Readonly<Record<string, Raw>>; readonly units: Units },
): Row {
  return Object.fromEntries(
    variables.map((variable) => {
      const { name, column } = variable;
      return [name, cellOf(variable, section.values[column], section.units[column])];
    }),
  );
}

/** One record per time, oldest first; `time` stays as the source writes it. */
export function rowsOf(variables: readonly Variable[], columns: Columns): Row[] {
  return columns.time.map((time, index) => {
    const values = Object.fromEntries(
      variables.map(({ column }) => [column, columns.values[column]?.[index]]),
    );
    return { time, ...rowOf(variables, { values, units: columns.units }) };
  });
}

/** The unit of each variable that has one. */
export function unitsOf(variables: readonly Variable[], units: Units): Units {
  return Object.fromEntries(
    variables.flatMap((variable): [string, string][] => {
      const unit = unitOf(variable, units[variable.column]);
      return unit === undefined ? [] : [[variable.name, unit]];
    }),
  );
}

const notShown: ReadonlySet<string> = new Set(['', 'undefined', 'wmo code', 'iso8601', 'USAQI', 'EAQI']);

function unitOf({ as, scale }: Variable, unit: string | undefined): string | undefined {
  if (as !== undefined || unit === undefined) return undefined;
  if (scale !== undefined) return scale.unit;
  if (notShown.has(unit)) return undefined;
  return unit === 'mp/h' ? 'mph' : unit;
}
