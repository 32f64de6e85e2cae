/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** An instant as RFC 3339 in UTC, to the second. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The UTC day of an instant. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The same day at working hours: 07:00 to 17:59 UTC, and Friday when it was a weekend. */
export function atWork(ms: number, unit: number): number {
  const midnight = Math.floor(ms / dayMs) * dayMs;
  const weekday = new Date(midnight).getUTCDay();
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  return midnight - back * dayMs + Math.floor(7 * 60 + unit * 11 * 60) * 60_000;
}
