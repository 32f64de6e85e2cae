import type { HourlyApi } from './names.ts';

/** The weather APIs that answer with time series. */
export type SeriesApi = 'forecast' | 'archive' | 'air-quality' | 'marine' | 'ensemble' | 'climate' | 'flood';

/** What one API accepts. Days are counted from today. */
export interface ApiLimits {
  /** Which table of hourly variables the API draws on. */
  variables: HourlyApi;
  maxForecastDays: number;
  defaultForecastDays: number;
  maxPastDays: number;
  /** First date on record, or how many days back it goes. */
  since: string | number;
  /** Last date on record, where it is not today plus the longest forecast. */
  until?: string;
  /** Degrees of the model grid, on which the coordinates of the response lie. */
  grid: number;
  defaultModel: string;
  /** Without dates the request is refused. */
  needsDates?: boolean;
}

export const APIS: Record<SeriesApi, ApiLimits> = {
  forecast: {
    variables: 'forecast',
    maxForecastDays: 16,
    defaultForecastDays: 7,
    maxPastDays: 92,
    since: 93,
    grid: 0.0625,
    defaultModel: 'best_match',
  },
  archive: {
    variables: 'archive',
    maxForecastDays: 1,
    defaultForecastDays: 1,
    maxPastDays: 92,
    since: '1940-01-01',
    grid: 0.0703125,
    defaultModel: 'best_match',
  },
  'air-quality': {
    variables: 'air-quality',
    maxForecastDays: 7,
    defaultForecastDays: 5,
    maxPastDays: 92,
    since: '2013-01-01',
    grid: 0.1,
    defaultModel: 'best_match',
  },
  marine: {
    variables: 'marine',
    maxForecastDays: 16,
    defaultForecastDays: 7,
    maxPastDays: 92,
    since: '1940-01-01',
    grid: 0.083333,
    defaultModel: 'best_match',
  },
  ensemble: {
    variables: 'ensemble',
    maxForecastDays: 36,
    defaultForecastDays: 7,
    maxPastDays: 92,
    since: 93,
    grid: 0.25,
    defaultModel: 'icon_seamless',
  },
  climate: {
    variables: 'climate',
    maxForecastDays: 0,
    defaultForecastDays: 0,
    maxPastDays: 0,
    since: '1950-01-01',
    until: '2050-12-31',
    grid: 0.1,
    defaultModel: 'MRI_AGCM3_2_S',
    needsDates: true,
  },
  flood: {
    variables: 'flood',
    maxForecastDays: 366,
    defaultForecastDays: 92,
    maxPastDays: 92,
    since: '1984-01-01',
    grid: 0.05,
    defaultModel: 'seamless_v4',
  },
};

/** Locations in one request; the elevation API takes fewer. */
export const MAX_LOCATIONS = 1000;
export const MAX_ELEVATION_POINTS = 100;
