import type { AlertsRead } from './alert-report.ts';
import { placeOf, provenanceOf } from './answer.ts';
import { currentVariables, currentWeather } from './current-weather.ts';
import { forecastVariables } from './forecast-variables.ts';
import type { Place } from './place.ts';
import { onlySeries } from './reading.ts';
import { risksOf } from './risks.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from './series.ts';
import { cellText, type Row, type Units } from './table.ts';
import { rowsOf, unitsOf } from './variable.ts';

const dayNames = new Set(
  'condition temperature_min temperature_max feels_like_min feels_like_max precipitation precipitation_chance snowfall wind_gusts uv_index'.split(
    ' ',
  ),
);
const dayVariables = forecastVariables.daily.filter(({ name }) => dayNames.has(name));

/** The question behind a summary: the weather now, today and tomorrow. */
export function summaryQuery(place: Place, units: UnitSystem): SeriesQuery {
  return {
    points: [place],
    current: currentVariables.map(({ column }) => column),
    daily: dayVariables.map(({ column }) => column),
    forecast_days: 2,
    units,
  };
}

/** What a summary is made of. */
export interface SummaryParts {
  readonly reading: Reading<readonly PointSeries[]>;
  /** Undefined when the warnings could not be read. */
  readonly alerts: AlertsRead | undefined;
  readonly system: UnitSystem;
  readonly now: Date;
}

/** The weather of a place now, today and tomorrow, with its risks, the official warnings, and a paragraph of text. */
export function summarise(place: Place, { reading, alerts, system, now }: SummaryParts) {
  const current = currentWeather(place, reading, now);
  const series = onlySeries(reading);
  const columns = series.daily ?? { time: [], values: {}, units: {} };
  const [today = {}, tomorrow = {}] = rowsOf(dayVariables, columns, series).map(({ time, ...row }) => ({
    date: time ?? null,
    ...row,
  }));
  const units = { ...current.units, ...unitsOf(dayVariables, columns.units) };
  const risks = [
    ...risksOf(today, units, system).map((risk) => `today: ${risk}`),
    ...risksOf(tomorrow, units, system).map((risk) => `tomorrow: ${risk}`),
  ];
  const warnings = (alerts?.alerts ?? []).map(
    ({ event, severity, ends }) => `${event} (${severity})${ends === undefined ? '' : ` until ${ends}`}`,
  );
  const coverage = alerts?.coverage ?? 'unknown';
  const statement =
    alerts?.statement ?? 'Official warnings could not be read; call get_weather_alerts later.';
  return {
    ...placeOf(place),
    time: current.time,
    summary: [
      nowText(place, current.conditions, units),
      dayText('Today', today, units),
      dayText('Tomorrow', tomorrow, units),
      risks.length === 0 ? 'No notable risk in the forecast.' : `Notable: ${risks.join('; ')}.`,
      statement,
    ].join(' '),
    outlook: { now: current.conditions, today, tomorrow },
    units,
    risks,
    alerts: warnings,
    alert_coverage: coverage,
    ...provenanceOf(reading),
  };
}

function nowText(place: Place, row: Row, units: Units): string {
  const value = (name: string): string => cellText(row[name], units[name]);
  return `${place.name} now: ${value('condition')}, ${value('temperature')} (feels like ${value('feels_like')}), wind ${value('wind_speed')} from ${value('wind_direction')}.`;
}

function dayText(label: string, row: Row, units: Units): string {
  const value = (name: string): string => cellText(row[name], units[name]);
  return `${label}: ${value('condition')}, ${value('temperature_min')} to ${value('temperature_max')}, precipitation ${value('precipitation')} (chance ${value('precipitation_chance')}), gusts ${value('wind_gusts')}.`;
}
