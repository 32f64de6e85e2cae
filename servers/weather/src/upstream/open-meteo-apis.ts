import type { WeatherApi } from '../series/series.ts';

/** The interfaces of Open-Meteo that this server reads, each on a host of its own. */
export type OpenMeteoApi = WeatherApi | 'geocoding';

/** What one interface serves and how long its answers keep. */
export interface ApiFacts {
  /** Prefix of the public host: `api` for `api.open-meteo.com`. */
  readonly host: string;
  readonly path: string;
  /** Days ahead that it serves at most, and unless asked otherwise. */
  readonly forecastDays: { readonly max: number; readonly usual: number };
  readonly maxPastDays: number;
  readonly needsDates: boolean;
  /** How long an answer counts as fresh. */
  readonly ttlMs: number;
  /** How long past that it may stand in for a failed refresh. */
  readonly staleIfErrorMs: number;
  /** Long spans take the upstream longer: the deadline of one attempt. */
  readonly timeoutMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const timeline = {
  path: '/v1/forecast',
  forecastDays: { max: 16, usual: 7 },
  maxPastDays: 92,
  needsDates: false,
  ttlMs: 30 * minute,
  staleIfErrorMs: 12 * hour,
  timeoutMs: 4_000,
} as const;

/**
 * The interfaces, by the names that this server has for them.
 *
 * Hosts, paths and ranges are those of the public documentation (https://open-meteo.com/en/docs); keeping times follow
 * from how often the models behind them run.
 */
export const openMeteoApis: Readonly<Record<OpenMeteoApi, ApiFacts>> = {
  forecast: { ...timeline, host: 'api' },
  archive: {
    ...timeline,
    host: 'archive-api',
    path: '/v1/archive',
    forecastDays: { max: 1, usual: 1 },
    needsDates: true,
    ttlMs: 6 * hour,
    staleIfErrorMs: 30 * day,
    timeoutMs: 12_000,
  },
  air_quality: {
    ...timeline,
    host: 'air-quality-api',
    path: '/v1/air-quality',
    forecastDays: { max: 7, usual: 5 },
  },
  marine: { ...timeline, host: 'marine-api', path: '/v1/marine', ttlMs: hour },
  ensemble: {
    ...timeline,
    host: 'ensemble-api',
    path: '/v1/ensemble',
    forecastDays: { max: 36, usual: 7 },
    ttlMs: hour,
    timeoutMs: 12_000,
  },
  climate: {
    ...timeline,
    host: 'climate-api',
    path: '/v1/climate',
    forecastDays: { max: 0, usual: 0 },
    needsDates: true,
    ttlMs: 30 * day,
    staleIfErrorMs: 30 * day,
    timeoutMs: 12_000,
  },
  flood: {
    ...timeline,
    host: 'flood-api',
    path: '/v1/flood',
    forecastDays: { max: 366, usual: 92 },
    ttlMs: 6 * hour,
    staleIfErrorMs: 2 * day,
    timeoutMs: 12_000,
  },
  geocoding: {
    ...timeline,
    host: 'geocoding-api',
    path: '/v1/search',
    ttlMs: 7 * day,
    staleIfErrorMs: 30 * day,
  },
};

/** Answers with a `current` section keep this long: Open-Meteo renews it every quarter of an hour. */
export const currentTtlMs = 10 * minute;

/** Archive answers keep this long once no day of theirs will be revised soon. */
export const settledTtlMs = 30 * day;

/** Days after which the archive no longer revises a day in ordinary operation; it lags by about five. */
export const settledAfterDays = 10;
