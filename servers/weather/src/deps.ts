import type { ServerDeps } from '@patchbay/core';
import type { Alert } from './alerts/alert.ts';
import type { Place } from './places/place.ts';
import type { PointSeries, Reading, SeriesQuery, WeatherApi } from './series/series.ts';

/** Options of every call that may leave the process. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/** Finds places by name, id or coordinates. */
export interface Places {
  /**
   * The one place that a caller's text means.
   *
   * @throws ToolError `not_found` with near names, or `validation_error` with `details.candidates` when several
   * places of similar weight bear the name: never a silent pick.
   */
  resolve(location: string, options: CallOptions): Promise<Place>;
  /** Places that fit a query, best first. */
  search(
    query: string,
    options: CallOptions & { readonly country?: string; readonly language?: string; readonly limit: number },
  ): Promise<Reading<readonly Place[]>>;
  /** Ids of places whose name begins with what was typed, the largest first, and how many there are; from memory. */
  suggest(prefix: string, limit: number): { readonly values: readonly string[]; readonly total: number };
  /** The cities that are listed as resources. */
  featured(): readonly Place[];
}

/** Reads series of weather data; several points are one upstream request. */
export interface WeatherData {
  /**
   * One series per point, in the order asked.
   *
   * @throws ToolError `rate_limited` before the request when the quota cannot bear its cost, saying the cost.
   */
  series(api: WeatherApi, query: SeriesQuery, options: CallOptions): Promise<Reading<readonly PointSeries[]>>;
}

/** Official warnings for one place. */
export interface AlertReport {
  /** `official` when an authority's feed covers the place; `none` when no feed we read does. */
  readonly coverage: 'official' | 'none';
  /** One sentence on what the coverage means. */
  readonly statement: string;
  /** Deduplicated by CAP id, superseded and cancelled ones left out, the most severe first. */
  readonly alerts: readonly Alert[];
  /** How many messages of the source may be warnings and could not be read. */
  readonly unreadable?: number;
}

/** Reads official warnings. */
export interface Alerts {
  active(place: Place, options: CallOptions): Promise<Reading<AlertReport>>;
}

/** One upstream's state, for the health tool. */
export interface UpstreamStatus {
  readonly name: string;
  readonly status: 'up' | 'degraded' | 'down' | 'unknown';
  readonly circuit: 'closed' | 'open' | 'half_open';
  readonly last_success_at?: string;
  readonly cache_entries: number;
  readonly cache_hit_rate: number | null;
}

/** What is left of an allowance, in weighted calls. */
export interface QuotaWindow {
  readonly window: 'minute' | 'hour' | 'day';
  readonly used: number;
  readonly limit: number;
  /** When the window begins anew, as an RFC 3339 instant. */
  readonly resets_at: string;
}

/** Tells how the upstreams are. */
export interface Status {
  upstreams(): readonly UpstreamStatus[];
  quota(): readonly QuotaWindow[];
  /** `open-meteo` or `demo`. */
  readonly provider: string;
}

/** The ports of the weather server. */
export interface WeatherPorts {
  readonly places: Places;
  readonly weather: WeatherData;
  readonly alerts: Alerts;
  readonly status: Status;
  /** The present moment. */
  now(): Date;
}

/** The opened weather server. */
export type WeatherDeps = ServerDeps<WeatherPorts>;
