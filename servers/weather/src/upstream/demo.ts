import { countryName } from '@patchbay/schemas';
import type { WeatherConfig } from '../config.ts';
import { createNws } from '../demo/nws/nws.ts';
import { createOpenMeteo } from '../demo/open-meteo/open-meteo.ts';
import type { Place, PlaceIndex } from '../demo/open-meteo/places.ts';
import type { Alerts, Places, WeatherData, WeatherDeps } from '../deps.ts';
import { attributions } from './attributions.ts';
import type { City } from './gazetteer/city.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { createGeocoder } from './geocoder.ts';
import { createNwsAlerts, mapNwsFailure } from './nws.ts';
import { createOpenMeteoData, type OpenMeteoSources } from './open-meteo.ts';
import { mapOpenMeteoFailure } from './open-meteo-errors.ts';
import { createPlaces } from './places.ts';
import { ledgerOf, type QuotaLedger } from './quota.ts';
import { createSyntheticSource } from './synthetic-source.ts';

/** What the demo works with. */
export interface DemoSettings {
  readonly seed: number;
  readonly quota: QuotaLedger;
  now(): Date;
}

/** The ports of the weather server over synthetic data. */
export function createDemoDeps(config: WeatherConfig): WeatherDeps {
  const now = () => new Date();
  const quota = ledgerOf(config, now);
  const synthetic = { status: 'up', circuit: 'closed', cache_entries: 0, cache_hit_rate: null } as const;
  return {
    ports: {
      ...createDemoPorts({ seed: config.WEATHER_DEMO_SEED, quota, now }),
      status: {
        provider: 'demo',
        upstreams: () => [{ name: 'synthetic data', ...synthetic }],
        quota: () => quota.windows(),
      },
      now,
    },
    health: async () => [{ name: 'synthetic data', status: 'up', required: true }],
    close: async () => {},
  };
}

/** The ports over invented data in this process: no network, and every reading says that it is synthetic. */
function createDemoPorts(settings: DemoSettings): {
  readonly places: Places;
  readonly weather: WeatherData;
  readonly alerts: Alerts;
} {
  const { seed, quota, now } = settings;
  const sources = createDemoSources(settings);
  const nws = once(() => createNws({ seed, now }));
  const alerts = createSyntheticSource({
    answer: (path, query) => nws().respond({ path, query, userAgent: 'patchbay-weather demo' }),
    mapError: mapNwsFailure,
  });
  return {
    places: createPlaces({
      geocoder: createGeocoder(sources.geocoding),
      attribution: attributions.gazetteer,
      gazetteerAttribution: attributions.gazetteer,
      now,
    }),
    weather: createOpenMeteoData({ sources, quota, attribution: attributions.synthetic, now }),
    alerts: createNwsAlerts({ source: alerts, attribution: attributions.syntheticAlerts, now }),
  };
}

function createDemoSources({ seed, quota, now }: DemoSettings): OpenMeteoSources {
  const openMeteo = once(() => createOpenMeteo({ seed, now, places: demoPlaces }));
  const source = createSyntheticSource({
    answer: (path, query) => openMeteo().respond({ path, query }),
    mapError: (failure) => mapOpenMeteoFailure(failure, quota),
  });
  return {
    forecast: source,
    archive: source,
    air_quality: source,
    marine: source,
    ensemble: source,
    climate: source,
    flood: source,
    geocoding: source,
  };
}

/** The shipped places as the geocoder's, with numbers of their own for ids. */
const demoPlaces: PlaceIndex = {
  matching: (name) => [...gazetteer.named(name), ...gazetteer.startingWith(name, 100)].map(toDemoPlace),
  byId: (id) => {
    const city = gazetteer.byIndex(id - firstDemoId);
    return city && toDemoPlace(city);
  },
  nearest: (latitude, longitude) => {
    const found = gazetteer.nearest({ latitude, longitude }, farKm);
    return found && { place: toDemoPlace(found.city), km: found.km };
  },
};

/** Above the ids that GeoNames has given out. */
const firstDemoId = 100_000_000;
/** Beyond this distance no place tells anything of a point. */
const farKm = 700;

function toDemoPlace(city: City): Place {
  return {
    id: firstDemoId + city.index,
    name: city.name,
    latitude: city.latitude,
    longitude: city.longitude,
    timezone: city.timezone,
    country: countryName(city.country_code) ?? city.country_code,
    country_code: city.country_code,
    admin1: city.admin1,
    population: city.population,
    feature_code: city.isCapital ? 'PPLC' : 'PPL',
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
