import { ownText } from '@patchbay/schemas';
import { z } from 'zod';

/** One value of a record; null says that the source has none. */
export type Cell = number | string | null;

/** One record: a moment, an hour or a day. */
export type Row = Readonly<Record<string, Cell>>;

/** Records as clients see them: which fields one has depends on what was asked for. */
export const rowSchema = z.record(z.string(), z.union([z.number(), ownText, z.null()]));

/** The unit of each field that has one. */
export const unitsSchema = z.record(z.string(), z.string());

/** The unit of each field that has one. */
export type Units = Readonly<Record<string, string>>;

type OpenRow = Readonly<Record<string, unknown>>;

/** A value with its unit; a value that the source lacks is called missing. */
export function cellText(cell: unknown, unit?: string): string {
  if (cell === null || cell === undefined) return 'missing';
  return unit === undefined ? `${cell}` : `${cell} ${unit}`;
}

/** A record as one line: `temperature 18.3 °C, wind_speed 12 km/h`. */
export function rowText(row: OpenRow, units: Units): string {
  return Object.entries(row)
    .map(([name, cell]) => `${name} ${cellText(cell, units[name])}`)
    .join(', ');
}

/** Records as a table: a header with the units, then one line each. */
export function tableText(rows: readonly OpenRow[], units: Units): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const header = names.map((name) => (units[name] === undefined ? name : `${name} ${units[name]}`));
  const lines = rows.map((row) => names.map((name) => cellText(row[name])));
  return [header, ...lines].map((cells) => cells.join(' | ')).join('\n');
}
