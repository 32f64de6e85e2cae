import { inline } from '@patchbay/schemas';
import type { AlertsRead } from '../alerts/alert-report.ts';
import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import { currentOf, onlySeries } from '../series/reading.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { cellText, type Row, type Units } from '../series/table.ts';
import { rowOf, rowsOf, unitsOf, type Variable } from '../series/variable.ts';
import { startOfDay } from '../time/local-days.ts';
import { addDays, dayIn, toRfc3339 } from '../time/local-time.ts';
import { currentVariables } from './current-weather.ts';
import { forecastVariables } from './forecast-variables.ts';
import { hoursAhead } from './hours-ahead.ts';
import { weatherColumns } from './risk-hours.ts';
import { ageText, type NamedSpan, riskReport, riskText } from './risk-report.ts';
import { thresholdsText } from './risks.ts';

const named = (names: string) => {
  const wanted = new Set(names.split(' '));
  return ({ name }: Variable): boolean => wanted.has(name);
};

const shownNow = currentVariables.filter(
  named('condition temperature feels_like humidity wind_speed wind_gusts wind_direction'),
);
/** Shown of days, and of the next hours in the same words. */
const shownOfDay = forecastVariables.daily.filter(
  named('condition temperature_min temperature_max precipitation precipitation_chance wind_gusts'),
);

/** What a summary is asked for: today and tomorrow, or the next hours. */
export interface SummaryQuestion {
  readonly units: UnitSystem;
  readonly hours: number | undefined;
}

/** The question behind a summary: the weather now, by days and by the hours that risks are judged by. */
export function summaryQuery(place: Place, { units, hours }: SummaryQuestion): SeriesQuery {
  return {
    points: [place],
    current: [...shownNow.map(({ column }) => column), 'visibility'],
    hourly: [...weatherColumns, 'precipitation_probability'],
    daily: shownOfDay.map(({ column }) => column),
    ...summaryPeriod(hours),
    units,
  };
}

/** The days that hold the hours of a summary. */
export function summaryPeriod(hours: number | undefined): { readonly forecast_days: number } {
  return { forecast_days: hours === undefined ? 2 : 1 + Math.ceil(hours / 24) };
}

/** What a summary is made of; a part that could not be read is undefined. */
export interface SummaryParts {
  readonly reading: Reading<readonly PointSeries[]>;
  readonly air: Reading<readonly PointSeries[]> | undefined;
  readonly alerts: Reading<AlertsRead> | undefined;
  readonly now: Date;
}

/** The weather of a place now and ahead, with its risks, the official warnings, and a paragraph of text. */
export function summarise(place: Place, question: SummaryQuestion, parts: SummaryParts) {
  const { reading, alerts, now } = parts;
  const series = onlySeries(reading);
  const current = currentOf(series);
  const columns = series.daily ?? { time: [], values: {}, units: {} };
  const present = rowOf(shownNow, current);
  const units = { ...unitsOf(shownNow, current.units), ...unitsOf(shownOfDay, columns.units) };
  const outlook = outlookOf(series, question, now);
  const report = riskReport(
    place,
    { series, air: airOf(parts.air), alerts, now },
    {
      spans: spansOf(place, question, now),
      units: question.units,
      withNow: reading.stale_s === undefined,
    },
  );
  const statement =
    alerts?.value.statement ?? 'Official warnings could not be read; call get_weather_alerts later.';
  return {
    ...placeOf(place),
    time: toRfc3339(current.time, series.utc_offset_seconds, series.timezone),
    summary: [
      nowText(place, present, { units, staleS: reading.stale_s }),
      ...Object.entries(outlook).map(([label, row]) => aheadText(label, row, units)),
      riskText(report),
      statement,
    ].join(' '),
    outlook: { now: present, ...outlook },
    units,
    ...report,
    thresholds: thresholdsText(question.units),
    alerts: (alerts?.value.alerts ?? []).map(
      ({ event, severity, ends }) =>
        `${inline(event)} (${severity})${ends === undefined ? '' : ` until ${inline(ends)}`}`,
    ),
    alert_coverage: alerts?.value.coverage ?? 'unknown',
    ...provenanceOf(reading),
  };
}

function airOf(air: Reading<readonly PointSeries[]> | undefined) {
  const [series] = air?.value ?? [];
  return series && { series, stale_s: air?.stale_s };
}

function spansOf({ timezone }: Place, { hours }: SummaryQuestion, now: Date): NamedSpan[] {
  const from = now.getTime();
  if (hours !== undefined) return [{ label: '', from, to: from + hours * 3_600_000 }];
  const today = dayIn(timezone, now);
  const [midnight, next] = [1, 2].map((days) => startOfDay(addDays(today, days), timezone));
  return [
    { label: 'today', from, to: midnight ?? from },
    { label: 'tomorrow', from: midnight ?? from, to: next ?? from },
  ];
}

function outlookOf(series: PointSeries, { hours }: SummaryQuestion, now: Date): Record<string, Row> {
  if (hours !== undefined) return { [`next ${hours} h`]: hoursAhead(series, shownOfDay, { now, hours }) };
  const columns = series.daily ?? { time: [], values: {}, units: {} };
  const [today = {}, tomorrow = {}] = rowsOf(shownOfDay, columns).map(dated);
  return { today, tomorrow };
}

function dated({ time, ...row }: Row): Row {
  return { date: time ?? null, ...row };
}

/** An answer that stands in is older than its reader; the paragraph is quoted, so it says so itself. */
function whenText(staleS: number | undefined): string {
  if (staleS === undefined) return 'now';
  return `${ageText(staleS)} ago (the source does not answer, so all of this is that old)`;
}

function nowText(
  place: Place,
  row: Row,
  { units, staleS }: { readonly units: Units; readonly staleS: number | undefined },
): string {
  const value = (name: string): string => cellText(row[name], units[name]);
  return `${inline(place.name)} ${whenText(staleS)}: ${value('condition')}, ${value('temperature')} (feels like ${value('feels_like')}), humidity ${value('humidity')}, wind ${value('wind_speed')} from ${value('wind_direction')}, gusts ${value('wind_gusts')}.`;
}

function aheadText(label: string, { date, ...row }: Row, units: Units): string {
  const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  if (Object.values(row).every((value) => value === null)) return `${title}: the forecast is missing.`;
  const value = (name: string): string => cellText(row[name], units[name]);
  const when = date === undefined ? '' : ` (${cellText(date)})`;
  return `${title}${when}: ${value('condition')}, ${value('temperature_min')} to ${value('temperature_max')}, precipitation ${value('precipitation')} (chance ${value('precipitation_chance')}), gusts ${value('wind_gusts')}.`;
}
