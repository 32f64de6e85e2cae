import { spanFromHours } from '../series/daily.ts';
import type { PointSeries } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { rowOf, type Variable } from '../series/variable.ts';
import { instantOf } from '../time/local-time.ts';

const hourMs = 3_600_000;

/** Daily variables of the next hours instead of a day, the hour under way included; null where an hour is missing. */
export function hoursAhead(
  { hourly, utc_offset_seconds }: PointSeries,
  variables: readonly Variable[],
  { now, hours }: { readonly now: Date; readonly hours: number },
): Row {
  if (!hourly) return rowOf(variables, { values: {}, units: {} });
  const from = now.getTime();
  const steps = hourly.time.flatMap((time, index) => {
    const start = instantOf(time, utc_offset_seconds)?.getTime() ?? Number.NaN;
    return start + hourMs > from && start < from + hours * hourMs ? [index] : [];
  });
  return rowOf(
    variables,
    spanFromHours(
      hourly,
      variables.map(({ column }) => column),
      steps,
    ),
  );
}
