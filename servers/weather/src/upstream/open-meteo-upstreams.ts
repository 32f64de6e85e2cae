import type { ProxySettings } from '@patchbay/core';
import {
  createUpstream,
  observeUpstream,
  parseTolerantJson,
  type Upstream,
  type UpstreamEvent,
  type UpstreamTelemetry,
} from '@patchbay/upstream';
import { type ApiFacts, type OpenMeteoApi, openMeteoApis } from './open-meteo-apis.ts';
import { mapOpenMeteoFailure } from './open-meteo-errors.ts';
import type { QuotaLedger } from './quota.ts';

/** One client per interface of Open-Meteo. */
export type OpenMeteoUpstreams = Readonly<Record<OpenMeteoApi, Upstream>>;

/** How Open-Meteo is reached. */
export interface OpenMeteoAccess {
  /** Goes to the customer hosts, as a query parameter that nothing records. */
  readonly apiKey: string | undefined;
  /** One base URL for all interfaces instead of the public hosts. */
  readonly baseUrl: string | undefined;
  readonly proxy: ProxySettings | undefined;
  readonly telemetry: UpstreamTelemetry;
  readonly quota: QuotaLedger;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Builds the clients of all interfaces; no socket is opened before the first request.
 *
 * They share one quota: every attempt is booked before it is sent, and one that Open-Meteo refuses is corrected to the
 * single call that errors count as. A 429 is never retried, since the retry would count as well.
 */
export function createOpenMeteoUpstreams(access: OpenMeteoAccess): OpenMeteoUpstreams {
  const open = (api: OpenMeteoApi): Upstream => openUpstream(api, openMeteoApis[api], access);
  return {
    forecast: open('forecast'),
    archive: open('archive'),
    air_quality: open('air_quality'),
    marine: open('marine'),
    ensemble: open('ensemble'),
    climate: open('climate'),
    flood: open('flood'),
    geocoding: open('geocoding'),
  };
}

function openUpstream(api: OpenMeteoApi, facts: ApiFacts, access: OpenMeteoAccess): Upstream {
  const { apiKey, baseUrl, proxy, quota, now } = access;
  const url = baseUrl ?? publicUrl(facts.host, apiKey !== undefined);
  const { onEvent, ...spans } = observeUpstream(access.telemetry, url);
  return createUpstream({
    name: `Open-Meteo ${api.replace('_', ' ')}`,
    baseUrl: url,
    secretQuery: apiKey === undefined ? undefined : { apikey: apiKey },
    timeoutMs: facts.timeoutMs,
    maxAttempts: 2,
    // Even `Retry-After: 0` on a 429 is for the caller to follow: the quota knows better when to ask again.
    retry: { honourRetryAfterUpToMs: -1 },
    connections: 4,
    proxy,
    parse: parseTolerantJson,
    clock: now,
    ...spans,
    onEvent: (event) => {
      settle(quota, event);
      onEvent?.(event);
    },
    admit: ({ cost }) => quota.admit(cost),
    mapError: (failure) => mapOpenMeteoFailure(failure, quota),
  });
}

function publicUrl(host: string, isCustomer: boolean): string {
  return `https://${isCustomer ? 'customer-' : ''}${host}.open-meteo.com`;
}

function settle(quota: QuotaLedger, event: UpstreamEvent): void {
  if (event.type !== 'attempt' || event.outcome !== 'status') return;
  quota.settle(event.cost, 1, event.durationMs);
}
