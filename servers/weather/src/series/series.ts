/** The families of data, each served by its own upstream interface. */
export type WeatherApi = 'forecast' | 'archive' | 'air_quality' | 'marine' | 'ensemble' | 'climate' | 'flood';

/** The systems of units that callers choose from. */
export type UnitSystem = 'metric' | 'imperial';

/** A point that is asked for; without a time zone it has that of its coordinates. */
export interface QueryPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly timezone?: string;
}

/** A question for series of data at one or more points. */
export interface SeriesQuery {
  readonly points: readonly QueryPoint[];
  readonly current?: readonly string[];
  readonly hourly?: readonly string[];
  readonly daily?: readonly string[];
  readonly models?: readonly string[];
  /** Days ahead, today included. */
  readonly forecast_days?: number;
  readonly past_days?: number;
  /** Calendar days, inclusive, local to each point. */
  readonly start_date?: string;
  readonly end_date?: string;
  readonly units?: UnitSystem;
}

/** Columns over time; every column is as long as `time`. */
export interface Columns {
  /** Times in the offset of their series (`2026-03-01T09:00`), or local dates for daily columns. */
  readonly time: readonly string[];
  readonly values: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly units: Readonly<Record<string, string>>;
  /** Dates of daily columns that the source covers in part only. */
  readonly partial?: readonly string[];
}

/** What came back for one point. */
export interface PointSeries {
  /** Centre of the model cell that answered. */
  readonly latitude: number;
  readonly longitude: number;
  readonly elevation_m: number | undefined;
  /** The clock of the place. */
  readonly timezone: string;
  /** The offset in which times are written. */
  readonly utc_offset_seconds: number;
  readonly current:
    | {
        readonly time: string;
        /** How long before `time` the sums and maxima begin, seconds. */
        readonly interval_s?: number;
        readonly values: Readonly<Record<string, number | string | null>>;
        readonly units: Readonly<Record<string, string>>;
      }
    | undefined;
  /** Hours by their beginning: states are at it, sums, means, maxima and probabilities of the hour that begins. */
  readonly hourly: Columns | undefined;
  readonly daily: Columns | undefined;
  /** Set when the days are those that the source makes, 24 hours each at `utc_offset_seconds`, not the place's own. */
  readonly service_days?: boolean;
}

/** Data with its provenance. */
export interface Reading<Value> {
  readonly value: Value;
  /** Who made the data, with the attribution that its licence asks for; says so when it is synthetic. */
  readonly source: string;
  /** When it was loaded, as an RFC 3339 instant. */
  readonly fetched_at: string;
  /** Present when a refresh failed and an older answer stands in: its age in seconds. */
  readonly stale_s?: number;
}
