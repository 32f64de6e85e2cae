/** What decides how heavy a request is. */
export interface RequestSize {
  readonly locations: number;
  /** Variables of all sections together. */
  readonly variables: number;
  readonly models: number;
  /** Members of each model; 1 for a deterministic one. */
  readonly members: number;
  readonly days: number;
}

/**
 * How many calls Open-Meteo counts a request as, rounded to two decimals.
 *
 * Per location `max(1, V/10, (D/14)·(V/10))`, where V is variables × models × members and D is days. Taken from the
 * server's own source (open-meteo at ba13de1c, 2026-08-20); https://open-meteo.com/en/pricing states it in words.
 */
export function quotaCost({ locations, variables, models, members, days }: RequestSize): number {
  const columns = (variables * models * members) / 10;
  const perLocation = Math.max(1, columns, (days / 14) * columns);
  return Math.round(perLocation * locations * 100) / 100;
}
