import type { UnitSystem } from '../series/series.ts';
import { cellText, type Row, type Units } from '../series/table.ts';

interface Threshold {
  readonly field: string;
  readonly what: string;
  /** Whether values below the limit are the risk. */
  readonly below?: true;
  readonly limit: Readonly<Record<UnitSystem, number>>;
}

/**
 * What makes a day worth a warning of ours, the worse of two limits for one field first.
 *
 * Winds and rain by the yellow and orange levels that European services share (https://www.meteoalarm.org), heat and
 * cold by felt temperature, UV by the WHO's "very high" (Global Solar UV Index, 2002).
 */
const thresholds: readonly Threshold[] = [
  { field: 'wind_gusts', what: 'damaging gusts', limit: { metric: 90, imperial: 56 } },
  { field: 'wind_gusts', what: 'strong gusts', limit: { metric: 65, imperial: 40 } },
  { field: 'precipitation', what: 'very heavy precipitation', limit: { metric: 50, imperial: 2 } },
  { field: 'precipitation', what: 'heavy precipitation', limit: { metric: 20, imperial: 0.8 } },
  { field: 'snowfall', what: 'snow', limit: { metric: 5, imperial: 2 } },
  { field: 'feels_like_max', what: 'dangerous felt heat', limit: { metric: 40, imperial: 104 } },
  { field: 'feels_like_max', what: 'felt heat', limit: { metric: 33, imperial: 91 } },
  { field: 'feels_like_min', what: 'dangerous felt cold', below: true, limit: { metric: -20, imperial: -4 } },
  { field: 'temperature_min', what: 'frost', below: true, limit: { metric: 0, imperial: 32 } },
  { field: 'uv_index', what: 'very high UV', limit: { metric: 8, imperial: 8 } },
];

const badConditions = /thunderstorm|freezing|fog/;

/** What is notable about a day's weather, most dangerous first within each field: `strong gusts (72 km/h)`. */
export function risksOf(day: Row, units: Units, system: UnitSystem): string[] {
  const condition = `${day['condition']}`;
  const crossed = thresholds.filter((threshold) => isCrossed(threshold, day[threshold.field], system));
  const worst = crossed.filter(
    ({ field }, index) => crossed.findIndex((other) => other.field === field) === index,
  );
  return [
    ...(badConditions.test(condition) ? [condition] : []),
    ...worst.map(({ field, what }) => `${what} (${cellText(day[field], units[field])})`),
  ];
}

function isCrossed({ below, limit }: Threshold, value: Row[string] | undefined, system: UnitSystem): boolean {
  if (typeof value !== 'number') return false;
  return below ? value <= limit[system] : value >= limit[system];
}
