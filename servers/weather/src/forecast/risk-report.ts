import { inline } from '@patchbay/schemas';
import type { Alert } from '../alerts/alert.ts';
import type { AlertsRead } from '../alerts/alert-report.ts';
import type { Place } from '../places/place.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { airHazard } from './hazards.ts';
import { airColumns, riskHours, riskMoment } from './risk-hours.ts';
import { whenText } from './risk-text.ts';
import { type Judgement, type Risk, risksIn, type Span } from './risks.ts';

/** A span that answers have a name for. */
export interface NamedSpan extends Span {
  /** `today`; empty where the times of the risks say it all. */
  readonly label: string;
}

/** What risks are judged by, and what is known of each source. */
export interface RiskSources {
  /** The forecast with the hours of `weatherColumns`. */
  readonly series: PointSeries;
  /** Undefined when it could not be read, like the warnings. */
  readonly air: { readonly series: PointSeries; readonly stale_s: number | undefined } | undefined;
  readonly alerts: Reading<AlertsRead> | undefined;
  /** Why there is no air, where it is not that it could not be read. */
  readonly airGap?: string | undefined;
  readonly now: Date;
}

/** How risks are told. */
export interface RiskQuestion {
  readonly spans: readonly NamedSpan[];
  readonly units: UnitSystem;
  /** Whether the present moment of the series is judged too. */
  readonly withNow: boolean;
}

/** What is notable, and what nobody looked at. */
export interface RiskReport {
  readonly risks: string[];
  readonly not_checked: string[];
}

/** The question for the air that risks are judged by. */
export function riskAirQuery(
  places: readonly Place[],
  period: Pick<SeriesQuery, 'forecast_days' | 'start_date' | 'end_date'>,
): SeriesQuery {
  return {
    points: places.map(({ latitude, longitude, timezone }) => ({ latitude, longitude, timezone })),
    hourly: airColumns,
    ...period,
  };
}

/**
 * The risks of a place in some spans: official warnings first, then what the forecast and the air pass the limits of.
 *
 * `not_checked` names each source that is missing, old or has gaps, since its silence is no clearance.
 */
export function riskReport({ timezone }: Place, sources: RiskSources, question: RiskQuestion): RiskReport {
  const { spans, units } = question;
  const hours = riskHours(sources.series, sources.air?.series, sources.now);
  const judged = spans.map((span) => ({ span, ...risksIn(hours, span, units) }));
  const [first] = judged;
  const present = question.withNow ? presentRisks(sources, first?.risks ?? [], units) : [];
  const withDate = spans.some(({ label }) => label === '');
  const ahead = judged.flatMap(({ span, risks }) =>
    risks.map((risk) => {
      const when = whenText(risk, timezone, withDate);
      const text = risk.text.endsWith(')') ? `${risk.text.slice(0, -1)}, ${when})` : `${risk.text} (${when})`;
      return span.label === '' ? text : `${span.label}: ${text}`;
    }),
  );
  const warnings = (sources.alerts?.value.alerts ?? [])
    .filter((alert) => question.withNow || isWithin(alert, spans))
    .map(warningText);
  return {
    risks: [...warnings, ...present, ...ahead],
    not_checked: [...alertGaps(sources.alerts), ...airGaps(sources), ...gapTexts(judged, sources.air)],
  };
}

/** Risks of the present moment that the hours under way do not tell. */
function presentRisks({ series, now }: RiskSources, ahead: readonly Risk[], units: UnitSystem): string[] {
  if (!series.current) return [];
  const at = now.getTime();
  const { risks } = risksIn([riskMoment(series.current, at)], { from: at, to: at + 1 }, units);
  const isTold = ({ hazard, grade }: Risk): boolean =>
    ahead.some((one) => one.hazard === hazard && one.grade >= grade && one.from <= at && at < one.to);
  return risks.filter((risk) => !isTold(risk)).map(({ text }) => `now: ${text}`);
}

function isWithin({ onset, ends }: Alert, spans: readonly Span[]): boolean {
  const [begins, over] = [onset, ends].map((text) => Date.parse(text ?? ''));
  const last = Math.max(...spans.map(({ to }) => to));
  const first = Math.min(...spans.map(({ from }) => from));
  return !((begins ?? Number.NaN) >= last) && !((over ?? Number.NaN) <= first);
}

function warningText({ event, severity, ends }: Alert): string {
  return `official warning: ${inline(event)} (${severity})${ends === undefined ? '' : ` until ${inline(ends)}`}`;
}

function alertGaps(alerts: Reading<AlertsRead> | undefined): string[] {
  if (!alerts) return ['official warnings (they could not be read; call get_weather_alerts later)'];
  const { coverage, unreadable = 0 } = alerts.value;
  if (coverage === 'none') return ['official warnings (no warning service of this place is connected)'];
  return [
    ...(unreadable > 0 ? [`official warnings in ${unreadable} unreadable messages`] : []),
    ...(alerts.stale_s === undefined ? [] : [`official warnings of the last ${ageText(alerts.stale_s)}`]),
  ];
}

function airGaps({ air, airGap: why = 'it could not be read' }: RiskSources): string[] {
  if (!air) return [`air quality (${why})`];
  return air.stale_s === undefined ? [] : [`air quality but by a forecast of ${ageText(air.stale_s)} ago`];
}

/** An age in words: minutes up to two hours, then hours. */
export function ageText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

/** The hours without data of each hazard over all spans; nothing of the air where it was not read at all. */
function gapTexts(judged: readonly Judgement[], air: RiskSources['air']): string[] {
  const total = judged.reduce((sum, { hours }) => sum + hours, 0);
  const gaps = [
    ...Map.groupBy(
      judged.flatMap(({ unjudged }) => unjudged),
      ({ name }) => name,
    ),
  ].map(([name, all]) => ({ name, hours: all.reduce((sum, { hours }) => sum + hours, 0) }));
  const told = gaps.filter(({ name }) => air !== undefined || name !== airHazard);
  const alike = Map.groupBy(told, ({ hours }) => (hours >= total ? 'no data' : `no data for ${hours} h`));
  return [...alike].map(([why, group]) => `${group.map(({ name }) => name).join(', ')} (${why})`);
}

/** The sentences on the risks of an answer; silence of what was not checked is never told as clearance. */
export function riskText({ risks, not_checked }: RiskReport): string {
  const found = risks.length > 0 ? `Notable: ${risks.join('; ')}.` : undefined;
  if (not_checked.length === 0) {
    return found ?? 'No notable risk: nothing passes the limits, and no official warning is in force.';
  }
  const unknown = `NOT CHECKED, so no all-clear: ${not_checked.join('; ')}.`;
  return `${found ?? 'Nothing passes the limits in what was checked.'} ${unknown}`;
}
