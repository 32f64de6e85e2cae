import { at, DAY, round } from '../world/math.ts';
import { QUANTITY } from './units.ts';
import { findVariable } from './variables.ts';
import type { View } from './view.ts';
import { columnOf, createViews, frameOf } from './view.ts';

const STATISTICS: Record<string, (sorted: Float64Array) => number> = {
  river_discharge_mean: (sorted) => sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  river_discharge_median: (sorted) => quantile(sorted, 0.5),
  river_discharge_max: (sorted) => quantile(sorted, 1),
  river_discharge_min: (sorted) => quantile(sorted, 0),
  river_discharge_p25: (sorted) => quantile(sorted, 0.25),
  river_discharge_p75: (sorted) => quantile(sorted, 0.75),
};

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const rest = position - low;
  return at(sorted, low) * (1 - rest) + at(sorted, Math.min(low + 1, sorted.length - 1)) * rest;
}

/** Whether the flood API serves a daily variable. */
export function isFloodVariable(name: string): boolean {
  return name === 'river_discharge' || name in STATISTICS;
}

/** A daily discharge column in m³/s; the statistics over members exist from today on, before they are NaN. */
export function floodColumn(view: View, name: string, start: number, days: number): Float64Array {
  const variable = findVariable('river_discharge');
  if (!variable) return new Float64Array(days).fill(Number.NaN);
  const statistic = STATISTICS[name];
  if (!statistic) return columnOf(view, name, variable, frameOf(view, start, DAY, days));
  const columns = createViews('flood', view.site, [view.model], view.ask, true).map((member) =>
    columnOf(member, name, variable, frameOf(member, start, DAY, days)),
  );
  const today = Math.floor(view.ask.now / DAY) * DAY;
  return Float64Array.from({ length: days }, (_, day) => {
    if (start + (day + 1) * DAY <= today) return Number.NaN;
    const sorted = Float64Array.from(columns, (values) => at(values, day)).sort();
    return round(statistic(sorted), QUANTITY.discharge.decimals);
  });
}
