import type { AlertsRead } from '../alerts/alert-report.ts';
import { ifReadable } from '../answers/if-readable.ts';
import { type Place, placeLabel } from '../places/place.ts';
import type { PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import { startOfDay } from '../time/local-days.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import type { Period } from '../time/period.ts';
import { type RiskReport, riskAirQuery, riskReport } from './risk-report.ts';
import { thresholdsText } from './risks.ts';

/** How many days ahead, today included, the air is forecast. */
const airDays = 7;

/** What the risks of several places are judged by beside their forecast. */
export interface PlaceRisks {
  /** Undefined when it could not be read or does not reach the period. */
  readonly air: Reading<readonly PointSeries[]> | undefined;
  readonly airGap: string | undefined;
  readonly alerts: readonly (Reading<AlertsRead> | undefined)[];
  readonly now: Date;
}

/** How the sources beside the forecast are read. */
export interface RiskReaders {
  readonly now: Date;
  air(query: SeriesQuery): Promise<Reading<readonly PointSeries[]>>;
  alerts(place: Place): Promise<Reading<AlertsRead>>;
}

/** Reads the air and the warnings of all places over the days ahead; what fails is absent, not an error. */
export async function readPlaceRisks(
  places: readonly Place[],
  period: Period,
  { now, air: readAir, alerts: readAlerts }: RiskReaders,
): Promise<PlaceRisks> {
  const [today = ''] = places.map(({ timezone }) => dayIn(timezone, now)).toSorted();
  const last = addDays(today, airDays - 1);
  const [hasBegun, isBeyond] = [period.start < today, period.end > last];
  const days = { start_date: hasBegun ? today : period.start, end_date: isBeyond ? last : period.end };
  const isOutOfReach = days.start_date > days.end_date;
  const airGap = isOutOfReach ? `its forecast reaches ${airDays} days` : undefined;
  const [air, alerts] = await Promise.all([
    isOutOfReach ? undefined : ifReadable(readAir(riskAirQuery(places, days))),
    Promise.all(places.map((place) => ifReadable(readAlerts(place)))),
  ]);
  return { air, airGap, alerts, now };
}

/** The risks of one place over what is left of a period. */
export function risksAt(
  place: Place,
  series: PointSeries | undefined,
  {
    air,
    airGap,
    alerts,
    now,
    index,
    question,
  }: PlaceRisks & {
    readonly index: number;
    readonly question: { readonly period: Period; readonly units: UnitSystem };
  },
): RiskReport {
  const { period, units } = question;
  if (!series) return { risks: [], not_checked: ['everything (no data)'] };
  const from = Math.max(now.getTime(), startOfDay(period.start, place.timezone));
  const to = startOfDay(addDays(period.end, 1), place.timezone);
  const airSeries = air?.value[index];
  return riskReport(
    place,
    {
      series,
      air: airSeries && { series: airSeries, stale_s: air?.stale_s },
      airGap,
      alerts: alerts[index],
      now,
    },
    { spans: [{ label: '', from, to }], units, withNow: false },
  );
}

/** What was not checked, each gap with the places that it concerns, and the limits of what was. */
export function riskNotices(
  places: readonly Place[],
  reports: readonly RiskReport[],
  units: UnitSystem,
): string[] {
  const gaps = reports.flatMap(({ not_checked }, index) =>
    not_checked.map((gap) => ({ gap, place: places[index] })),
  );
  const byGap = [...Map.groupBy(gaps, ({ gap }) => gap)].map(([gap, all]) => {
    if (all.length === places.length) return gap;
    return `${gap} for ${all.flatMap(({ place }) => (place ? [placeLabel(place)] : [])).join(' and ')}`;
  });
  return [
    ...(byGap.length > 0 ? [`NOT CHECKED, so no all-clear: ${byGap.join('; ')}.`] : []),
    `Limits of risks: ${thresholdsText(units)}.`,
  ];
}
