import type { ServerSetup } from '@patchbay/core';
import { createUpstream, observeUpstream, type Upstream } from '@patchbay/upstream';
import type { WeatherConfig } from '../config.ts';
import type { WeatherDeps } from '../deps.ts';
import { attributions } from './attributions.ts';
import { createGeocoder } from './geocoder.ts';
import { nwsHealth, openMeteoHealth, toUpstreamStatus } from './health.ts';
import { createNwsAlerts, mapNwsFailure, probeNws } from './nws.ts';
import { createOpenMeteoData, probeOpenMeteo } from './open-meteo.ts';
import { createOpenMeteoUpstreams } from './open-meteo-upstreams.ts';
import { createPlaces } from './places.ts';
import { ledgerOf, type QuotaLedger } from './quota.ts';

/** What tests replace. */
export interface DepsOptions {
  now?(): Date;
}

/** Builds the ports that the configuration asks for; the synthetic ones are loaded only when they are. */
export async function openWeatherDeps(setup: ServerSetup<WeatherConfig>): Promise<WeatherDeps> {
  if (!setup.demo && setup.config.WEATHER_PROVIDER !== 'demo') return createWeatherDeps(setup);
  const { createDemoDeps } = await import('./demo.ts');
  return createDemoDeps(setup.config);
}

/**
 * Builds the ports of the weather server over its upstreams; nothing is asked before the first call.
 *
 * Throws an Error that names the setting for a configuration that the licence of Open-Meteo forbids.
 */
export function createWeatherDeps(setup: ServerSetup<WeatherConfig>, options: DepsOptions = {}): WeatherDeps {
  const now = options.now ?? (() => new Date());
  return liveDeps(setup, ledgerOf(setup.config, now), now);
}

function liveDeps(setup: ServerSetup<WeatherConfig>, quota: QuotaLedger, now: () => Date): WeatherDeps {
  const { config, proxy } = setup;
  refuseForbiddenUse(config);
  const openMeteo = createOpenMeteoUpstreams({
    apiKey: config.WEATHER_OPEN_METEO_API_KEY,
    baseUrl: config.WEATHER_OPEN_METEO_URL,
    proxy,
    telemetry: setup,
    quota,
    now: () => now().getTime(),
  });
  const nws = openNws(setup, now);
  const all = [...Object.values(openMeteo), nws];
  return {
    ports: {
      places: createPlaces({
        geocoder: createGeocoder(openMeteo.geocoding),
        attribution: attributions.geocoder,
        gazetteerAttribution: attributions.gazetteer,
        now,
      }),
      weather: createOpenMeteoData({ sources: openMeteo, quota, attribution: attributions.weather, now }),
      alerts: createNwsAlerts({ source: nws, attribution: attributions.alerts, now }),
      status: {
        provider: 'open-meteo',
        upstreams: () => all.map((upstream) => toUpstreamStatus(upstream.health())),
        quota: () => quota.windows(),
      },
      now,
    },
    health: async ({ probe, signal }) => {
      // A failed probe is told by the health that it leaves behind.
      if (probe) await Promise.allSettled([probeOpenMeteo(openMeteo, signal), probeNws(nws, signal)]);
      const states = Object.values(openMeteo).map((upstream) => upstream.health());
      return [openMeteoHealth(states, quota.windows(), repairFor(config)), nwsHealth(nws.health())];
    },
    close: async () => {
      await Promise.all(all.map((upstream) => upstream.close()));
    },
  };
}

function openNws({ config, proxy, ...telemetry }: ServerSetup<WeatherConfig>, now: () => Date): Upstream {
  return createUpstream({
    name: 'US National Weather Service',
    baseUrl: config.WEATHER_NWS_URL,
    headers: { 'user-agent': `patchbay-weather (${config.WEATHER_CONTACT})`, accept: 'application/geo+json' },
    proxy,
    clock: () => now().getTime(),
    mapError: mapNwsFailure,
    ...observeUpstream(telemetry, config.WEATHER_NWS_URL),
  });
}

function refuseForbiddenUse(config: WeatherConfig): void {
  if (!config.WEATHER_COMMERCIAL_USE) return;
  if (config.WEATHER_OPEN_METEO_API_KEY !== undefined || config.WEATHER_OPEN_METEO_URL !== undefined) return;
  throw new Error(
    'WEATHER_COMMERCIAL_USE is true, and the free Open-Meteo service forbids commercial use: set WEATHER_OPEN_METEO_API_KEY to a key of a commercial plan, or WEATHER_OPEN_METEO_URL to an instance of your own.',
  );
}

function repairFor(config: WeatherConfig): string {
  if (config.WEATHER_OPEN_METEO_URL !== undefined) {
    return 'Check that WEATHER_OPEN_METEO_URL can be reached from here and serves every interface.';
  }
  const key =
    config.WEATHER_OPEN_METEO_API_KEY === undefined ? '' : ' and that WEATHER_OPEN_METEO_API_KEY is valid';
  return `Check that *.open-meteo.com can be reached from here (proxy, firewall)${key}.`;
}
