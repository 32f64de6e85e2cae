import { unavailable } from '@patchbay/core';
import type { WeatherData } from '../deps.ts';
import type { SeriesQuery, WeatherApi } from '../series/series.ts';
import type { JsonSource } from './json-source.ts';
import { type OpenMeteoApi, openMeteoApis } from './open-meteo-apis.ts';
import { checkQuery, freshFor, sizeOf, toOpenMeteoQuery } from './open-meteo-query.ts';
import { seriesAnswer } from './open-meteo-schema.ts';
import type { QuotaLedger } from './quota.ts';
import { quotaCost } from './quota-cost.ts';
import { toReading } from './reading.ts';
import { followPlan, planSeries } from './series-plan.ts';

/** The interfaces of Open-Meteo, each where it is reached. */
export type OpenMeteoSources = Readonly<Record<OpenMeteoApi, JsonSource>>;

/** What the adapter works with. */
export interface OpenMeteoSettings {
  readonly sources: OpenMeteoSources;
  readonly quota: QuotaLedger;
  /** The attribution that every reading carries. */
  readonly attribution: string;
  now(): Date;
}

/**
 * Reads series from Open-Meteo or from its double in the demo.
 *
 * Days are those of each point's own clock, cut from hours, but where `service_days` says that they are the service's.
 * Columns that the models leave empty are absent from the answer. A question too heavy for any window is refused with
 * `validation_error`; one that the quota cannot bear now with `rate_limited`, unless an older answer can stand in.
 */
export function createOpenMeteoData({ sources, quota, attribution, now }: OpenMeteoSettings): WeatherData {
  return {
    series: async (api, query, { signal }) => {
      checkQuery(api, query);
      const asked = now();
      const plan = planSeries(api, query, asked);
      const cost = quotaCost(sizeOf(api, plan.wire));
      quota.checkSize(cost);
      const { path, staleIfErrorMs, timeoutMs } = openMeteoApis[api];
      const result = await sources[api].getJson({
        path,
        query: toOpenMeteoQuery(api, plan.wire),
        schema: seriesAnswer,
        signal,
        ttlMs: Math.min(freshFor(api, query, asked), asked.getTime() - (plan.dayBegan ?? 0)),
        staleIfErrorMs,
        budgetMs: timeoutMs + 800,
        operation: api,
        cost,
      });
      if (result.value.length !== query.points.length) throw wrongCount();
      const value = result.value.map((series, index) => followPlan(series, index, { query, plan }));
      return toReading({ ...result, value }, attribution, now());
    },
  };
}

function wrongCount(): Error {
  return unavailable('Open-Meteo answered for another number of places than asked.', {
    hint: 'Ask for one place at a time.',
  });
}

/** One small request past the cache, for a health check that wants to know. Throws like any read. */
export async function probeOpenMeteo(sources: OpenMeteoSources, signal: AbortSignal): Promise<void> {
  const query: SeriesQuery = { points: [{ latitude: 0, longitude: 0 }], current: ['temperature_2m'] };
  const api: WeatherApi = 'forecast';
  await sources[api].getJson({
    path: openMeteoApis[api].path,
    query: toOpenMeteoQuery(api, { ...query, timezone: 'GMT' }),
    schema: seriesAnswer,
    signal,
    operation: 'probe',
  });
}
