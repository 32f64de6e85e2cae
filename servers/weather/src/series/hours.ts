import type { Meaning } from '../time/local-days.ts';
import { formatInstant, offsetAt } from '../time/local-time.ts';
import type { Columns } from './series.ts';

/** What the number of an hour is. */
export type HourKind = 'state' | 'sum' | 'mean' | 'maximum' | 'probability' | 'weather';

const hourMs = 3_600_000;

/** Columns of the hour before their time, by what they are of it; all others are states at their time. */
const kinds: readonly (readonly [HourKind, RegExp])[] = [
  ['sum', /^(?:precipitation|rain|showers|snowfall|sunshine_duration|(?:et0_fao_)?evapotranspiration)$/],
  ['mean', /^(?:.*_radiation|.*_irradiance)$/],
  ['maximum', /^wind_gusts_10m$/],
  ['probability', /^precipitation_probability$/],
  ['weather', /^weather_code$/],
];

/**
 * What an hourly column of Open-Meteo tells (https://open-meteo.com/en/docs, and the server's source): a sum, mean,
 * maximum or probability of an hour, its weather, or a state at a time.
 */
export function hourKind(column: string): HourKind {
  return kinds.find(([, pattern]) => pattern.test(column))?.[0] ?? 'state';
}

/** Whether a column tells of its time or of the hour before it, as the source labels its hours. */
export function meaningOf(column: string): Meaning {
  return hourKind(column) === 'state' ? 'instant' : 'preceding';
}

/**
 * Columns whose times begin their hours, from columns as the source labels them.
 *
 * A state stays at its time; a sum, mean, maximum or probability moves to the beginning of the hour that it is of, so
 * that one row holds one hour. Null where the next time is missing. Times stay in the source's form. `variableOf` names
 * the variable of a column that also bears a member or a model.
 */
export function hoursFromLabels(
  { time, values, units }: Columns,
  variableOf: (column: string) => string,
): Columns {
  const epochs = time.map((text) => Date.parse(`${text}Z`));
  const isFollowed = epochs.map((at, index) => epochs[index + 1] === at + hourMs);
  const moved = Object.entries(values).map(([column, cells]) => {
    if (meaningOf(variableOf(column)) === 'instant') return [column, cells] as const;
    return [
      column,
      cells.map((_, index) => (isFollowed[index] ? (cells[index + 1] ?? null) : null)),
    ] as const;
  });
  return { time, values: Object.fromEntries(moved), units };
}

/** A span of time by the clock of a place, as an interval: `13–14 h`, `23–24 h`, `13:30–14:30`. */
export function spanLabel(start: number, end: number, timezone: string): string {
  const [from, to] = [start, end].map((at) => clockAt(at, timezone));
  if (from === undefined || to === undefined) return '';
  const until = to === '00:00' ? '24:00' : to;
  if (!from.endsWith(':00') || !until.endsWith(':00')) return `${from}–${until}`;
  return `${from.slice(0, 2)}–${until.slice(0, 2)} h`;
}

function clockAt(epoch: number, timezone: string): string {
  const at = new Date(epoch);
  return formatInstant(at, offsetAt(at, timezone)).slice(11, 16);
}
