import type { PointSeries } from '../series/series.ts';
import { formatInstant } from '../time/local-time.ts';

type Dated = Pick<PointSeries, 'daily' | 'service_days' | 'utc_offset_seconds'>;

/** What is to be said of the days of an answer: whose they are when not the place's own, and which are incomplete. */
export function dayNotice(series: Dated): { notice?: string } {
  const parts = [...(series.service_days ? [serviceDays(series)] : []), ...partialDays(series)];
  return parts.length === 0 ? {} : { notice: parts.join(' ') };
}

function serviceDays({ utc_offset_seconds }: Dated): string {
  const offset = formatInstant(new Date(0), utc_offset_seconds).slice(19);
  return `Days are the service's own: 24 hours each at UTC${offset} all year, sums of hours from 23:00 to 23:00.`;
}

function partialDays({ daily }: Dated): string[] {
  const dates = daily?.partial ?? [];
  return dates.length === 0 ? [] : [`Not covered in full: ${dates.join(', ')}.`];
}
