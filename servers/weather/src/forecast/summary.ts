import type { AlertsRead } from '../alerts/alert-report.ts';
import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import { currentOf, onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { cellText, type Row, type Units } from '../series/table.ts';
import { rowOf, rowsOf, unitsOf, type Variable } from '../series/variable.ts';
import { toRfc3339 } from '../time/local-time.ts';
import { currentVariables } from './current-weather.ts';
import { forecastVariables } from './forecast-variables.ts';
import { risksOf } from './risks.ts';

const named = (names: string) => {
  const wanted = new Set(names.split(' '));
  return ({ name }: Variable): boolean => wanted.has(name);
};

const shownNow = currentVariables.filter(
  named('condition temperature feels_like humidity wind_speed wind_direction'),
);
const shownOfDay = forecastVariables.daily.filter(
  named('condition temperature_min temperature_max precipitation precipitation_chance wind_gusts'),
);
const judgedOfDay = forecastVariables.daily.filter(
  named('condition temperature_min feels_like_min feels_like_max precipitation snowfall wind_gusts uv_index'),
);
const columnsOfDay = [...new Set([...shownOfDay, ...judgedOfDay].map(({ column }) => column))];

/** The question behind a summary: the weather now, today and tomorrow. */
export function summaryQuery(place: Place, units: UnitSystem): SeriesQuery {
  return {
    points: [place],
    current: shownNow.map(({ column }) => column),
    daily: columnsOfDay,
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
}

/** The weather of a place now, today and tomorrow, with its risks, the official warnings, and a paragraph of text. */
export function summarise(place: Place, { reading, alerts, system }: SummaryParts) {
  const series = onlySeries(reading);
  const current = currentOf(series);
  const columns = series.daily ?? { time: [], values: {}, units: {} };
  const [today = {}, tomorrow = {}] = rowsOf(shownOfDay, columns).map(dated);
  const present = rowOf(shownNow, current);
  const units = { ...unitsOf(shownNow, current.units), ...unitsOf(shownOfDay, columns.units) };
  const judged = { rows: rowsOf(judgedOfDay, columns), units: unitsOf(judgedOfDay, columns.units) };
  const risks = ['today', 'tomorrow'].flatMap((label, index) =>
    risksOf(judged.rows[index] ?? {}, judged.units, system).map((risk) => `${label}: ${risk}`),
  );
  const warnings = (alerts?.alerts ?? []).map(
    ({ event, severity, ends }) => `${event} (${severity})${ends === undefined ? '' : ` until ${ends}`}`,
  );
  const coverage = alerts?.coverage ?? 'unknown';
  const statement =
    alerts?.statement ?? 'Official warnings could not be read; call get_weather_alerts later.';
  return {
    ...placeOf(place),
    time: toRfc3339(current.time, series.utc_offset_seconds, series.timezone),
    summary: [
      nowText(place, present, { units, staleS: reading.stale_s }),
      dayText('Today', today, units),
      dayText('Tomorrow', tomorrow, units),
      riskText(risks, judged.rows),
      statement,
    ].join(' '),
    outlook: { now: present, today, tomorrow },
    units,
    risks,
    alerts: warnings,
    alert_coverage: coverage,
    ...provenanceOf(reading),
  };
}

function dated({ time, ...row }: Row): Row {
  return { date: time ?? null, ...row };
}

/** An answer that stands in is older than its reader; the paragraph is quoted, so it says so itself. */
function whenText(staleS: number | undefined): string {
  if (staleS === undefined) return 'now';
  const minutes = Math.max(1, Math.round(staleS / 60));
  const age = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `${age} ago (the source does not answer, so all of this is that old)`;
}

function nowText(
  place: Place,
  row: Row,
  { units, staleS }: { readonly units: Units; readonly staleS: number | undefined },
): string {
  const value = (name: string): string => cellText(row[name], units[name]);
  return `${place.name} ${whenText(staleS)}: ${value('condition')}, ${value('temperature')} (feels like ${value('feels_like')}), humidity ${value('humidity')}, wind ${value('wind_speed')} from ${value('wind_direction')}.`;
}

function dayText(label: string, row: Row, units: Units): string {
  if (isBlank(row)) return `${label}: the forecast is missing.`;
  const value = (name: string): string => cellText(row[name], units[name]);
  return `${label} (${value('date')}): ${value('condition')}, ${value('temperature_min')} to ${value('temperature_max')}, precipitation ${value('precipitation')} (chance ${value('precipitation_chance')}), gusts ${value('wind_gusts')}.`;
}

function riskText(risks: readonly string[], judged: readonly Row[]): string {
  if (risks.length > 0) return `Notable: ${risks.join('; ')}.`;
  return judged.every(isBlank)
    ? 'Risks cannot be judged without a forecast.'
    : 'No notable risk in the forecast.';
}

function isBlank({ date: _date, time: _time, ...values }: Row): boolean {
  return Object.values(values).every((value) => value === null);
}
