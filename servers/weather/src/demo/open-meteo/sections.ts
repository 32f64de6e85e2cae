import { DAY, HOUR } from '../world/math.ts';
import type { SeriesApi } from './apis.ts';
import { APIS } from './apis.ts';
import { dailyColumn, daylightColumn, findDaily, sunColumn } from './daily.ts';
import { floodColumn, isFloodVariable } from './flood.ts';
import { isKnown, serves } from './names.ts';
import { Refusal } from './refusal.ts';
import type { Span } from './request.ts';
import type { Quantity, Units } from './units.ts';
import { convert, QUANTITY, unitOf } from './units.ts';
import { findVariable } from './variables.ts';
import type { View } from './view.ts';
import { columnOf, frameOf } from './view.ts';
import type { Zone } from './zones.ts';
import { printTimes } from './zones.ts';

export type SectionName = 'hourly' | 'daily' | 'current' | 'minutely_15';

/** The sections each API has; parameters for others are ignored. */
export const SECTIONS: Record<SeriesApi, readonly SectionName[]> = {
  forecast: ['current', 'minutely_15', 'hourly', 'daily'],
  archive: ['hourly', 'daily'],
  'air-quality': ['current', 'hourly'],
  marine: ['current', 'minutely_15', 'hourly', 'daily'],
  ensemble: ['hourly', 'daily'],
  climate: ['daily'],
  flood: ['daily'],
};

/** How a response prints: units, time format, zone. */
export interface Print {
  units: Units;
  unix: boolean;
  zone: Zone;
}

type Cell = number | string | null;

/** The two objects of one section: columns by name, and their units by the same names. */
export interface Section {
  columns: Record<string, unknown>;
  units: Record<string, string>;
}

const TYPE_NAMES: Record<SectionName, string> = {
  hourly: 'ForecastVariable',
  daily: 'ForecastVariableDaily',
  current: 'ForecastVariable',
  minutely_15: 'ForecastVariable',
};

/** The APIs with a daily section, whose names are known in the daily section of any other. */
const DAILY_APIS = ['forecast', 'archive', 'marine', 'ensemble', 'climate'] as const;

function known(section: SectionName, name: string): boolean {
  if (section !== 'daily') return isKnown(name);
  return isFloodVariable(name) || DAILY_APIS.some((api) => findDaily(api, name) !== undefined);
}

/** Refuses the whole request when a section names a variable that the family of APIs does not know. */
export function checkNames(section: SectionName, names: readonly string[]): void {
  const wrong = names.find((name) => !known(section, name));
  if (wrong === undefined) return;
  throw new Refusal(
    `Data corrupted at path ''. Cannot initialize ${TYPE_NAMES[section]} from invalid String value ${wrong} for key ${section}`,
  );
}

function cells(column: Float64Array, quantity: Quantity, units: Units): Cell[] {
  return Array.from(column, (value) => (Number.isNaN(value) ? null : convert(value, quantity, units)));
}

function nulls(count: number): Cell[] {
  return Array.from({ length: count }, () => null);
}

function timeUnit(print: Print): string {
  return print.unix ? 'unixtime' : 'iso8601';
}

function emptySection(print: Print, times: unknown): Section {
  return { columns: { time: times }, units: { time: timeUnit(print) } };
}

/** The hourly or quarter-hourly section over a span. */
export function steppedSection(
  views: readonly View[],
  names: readonly string[],
  span: Span,
  step: number,
  print: Print,
): Section {
  const count = Math.max(0, Math.round((span.end - span.start) / step));
  const times = printTimes(span.start, step, count, {
    offset: print.zone.offset,
    unix: print.unix,
    date: false,
  });
  const section = emptySection(print, times);
  for (const name of names) {
    for (const view of views) {
      const key = name + view.suffix;
      const variable = serves(APIS[view.api].variables, name) ? findVariable(name) : undefined;
      section.units[key] = variable ? unitOf(variable.quantity, print.units) : 'undefined';
      section.columns[key] = variable
        ? cells(
            columnOf(view, name, variable, frameOf(view, span.start, step, count)),
            variable.quantity,
            print.units,
          )
        : nulls(count);
    }
  }
  return section;
}

/** The current conditions: one value per variable at the last full quarter of an hour (full hour for air). */
export function currentSection(views: readonly View[], names: readonly string[], print: Print): Section {
  const [first] = views;
  const interval = first?.api === 'air-quality' ? HOUR : HOUR / 4;
  const start = Math.floor((first?.ask.now ?? 0) / interval) * interval;
  const series = steppedSection(views, names, { start, end: start + interval }, interval, print);
  const columns = Object.entries(series.columns).map(([key, values]): [string, unknown] => [
    key,
    Array.isArray(values) ? values[0] : values,
  ]);
  const { time, ...values } = Object.fromEntries(columns);
  const { time: unit = '', ...units } = series.units;
  return {
    columns: { time, interval, ...values },
    units: { time: unit, interval: 'seconds', ...units },
  };
}

function printSun(times: readonly number[], print: Print): Cell[] {
  if (print.unix) return [...times];
  const options = { offset: print.zone.offset, unix: false, date: false };
  return times.map((time) => printTimes(time, DAY, 1, options)[0] ?? null);
}

interface Daily {
  unit: string;
  values: Cell[];
}

function dailyCells(view: View, name: string, start: number, days: number, print: Print): Daily {
  if (view.api === 'flood' && isFloodVariable(name)) {
    const { discharge } = QUANTITY;
    return {
      unit: discharge.unit,
      values: cells(floodColumn(view, name, start, days), discharge, print.units),
    };
  }
  const daily = findDaily(APIS[view.api].variables, name);
  if (!daily) return { unit: 'undefined', values: nulls(days) };
  if (daily.kind === 'sunrise' || daily.kind === 'sunset') {
    const times = sunColumn(view, daily.kind, { start, days, offset: print.zone.offset });
    return { unit: timeUnit(print), values: printSun(times, print) };
  }
  const column =
    daily.kind === 'daylight' ? daylightColumn(view, start, days) : dailyColumn(view, daily, start, days);
  return { unit: unitOf(daily.quantity, print.units), values: cells(column, daily.quantity, print.units) };
}

/** The daily section over whole local days. */
export function dailySection(
  views: readonly View[],
  names: readonly string[],
  span: Span,
  print: Print,
): Section {
  const days = Math.max(0, Math.round((span.end - span.start) / DAY));
  const times = printTimes(span.start, DAY, days, {
    offset: print.zone.offset,
    unix: print.unix,
    date: true,
  });
  const section = emptySection(print, times);
  for (const name of names) {
    for (const view of views) {
      const { unit, values } = dailyCells(view, name, span.start, days, print);
      section.units[name + view.suffix] = unit;
      section.columns[name + view.suffix] = values;
    }
  }
  return section;
}
