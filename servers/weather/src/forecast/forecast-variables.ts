import type { Variable } from '../series/variable.ts';

/** The steps in which forecasts come. */
export const granularities = ['daily', 'hourly'] as const;

/** One of the steps in which forecasts come. */
export type Granularity = (typeof granularities)[number];

const hours = { factor: 1 / 3600, unit: 'h' };
const minutes = { factor: 1 / 60, unit: 'min' };

const hourly: readonly Variable[] = [
  { name: 'condition', column: 'weather_code', as: 'weather' },
  { name: 'temperature', column: 'temperature_2m' },
  { name: 'feels_like', column: 'apparent_temperature' },
  { name: 'humidity', column: 'relative_humidity_2m' },
  { name: 'dew_point', column: 'dew_point_2m' },
  { name: 'precipitation', column: 'precipitation' },
  { name: 'precipitation_chance', column: 'precipitation_probability' },
  { name: 'rain', column: 'rain' },
  { name: 'snowfall', column: 'snowfall' },
  { name: 'snow_depth', column: 'snow_depth', decimals: 2 },
  { name: 'wind_speed', column: 'wind_speed_10m' },
  { name: 'wind_gusts', column: 'wind_gusts_10m' },
  { name: 'wind_direction', column: 'wind_direction_10m', as: 'compass' },
  { name: 'pressure', column: 'pressure_msl' },
  { name: 'cloud_cover', column: 'cloud_cover' },
  { name: 'visibility', column: 'visibility', decimals: 0 },
  { name: 'uv_index', column: 'uv_index' },
  { name: 'sunshine', column: 'sunshine_duration', scale: minutes, decimals: 0 },
  { name: 'solar_radiation', column: 'shortwave_radiation' },
];

const daily: readonly Variable[] = [
  { name: 'condition', column: 'weather_code', as: 'weather' },
  { name: 'temperature_min', column: 'temperature_2m_min' },
  { name: 'temperature_max', column: 'temperature_2m_max' },
  { name: 'feels_like_min', column: 'apparent_temperature_min' },
  { name: 'feels_like_max', column: 'apparent_temperature_max' },
  { name: 'precipitation', column: 'precipitation_sum' },
  { name: 'precipitation_chance', column: 'precipitation_probability_max' },
  { name: 'precipitation_time', column: 'precipitation_hours', decimals: 0 },
  { name: 'rain', column: 'rain_sum' },
  { name: 'snowfall', column: 'snowfall_sum' },
  { name: 'wind_speed', column: 'wind_speed_10m_max' },
  { name: 'wind_gusts', column: 'wind_gusts_10m_max' },
  { name: 'wind_direction', column: 'wind_direction_10m_dominant', as: 'compass' },
  { name: 'sunrise', column: 'sunrise', as: 'sky' },
  { name: 'sunset', column: 'sunset', as: 'sky' },
  { name: 'daylight', column: 'daylight_duration', as: 'sky' },
  { name: 'sunshine', column: 'sunshine_duration', scale: hours },
  { name: 'uv_index', column: 'uv_index_max' },
  { name: 'solar_radiation', column: 'shortwave_radiation_sum' },
];

/** Every variable of the forecast, in the order answers show them. */
export const forecastVariables: Readonly<Record<Granularity, readonly Variable[]>> = { daily, hourly };

const presets: Readonly<Record<string, Readonly<Record<Granularity, string>>>> = {
  basic: {
    daily:
      'condition temperature_min temperature_max precipitation precipitation_chance wind_speed wind_gusts',
    hourly: 'condition temperature feels_like precipitation precipitation_chance wind_speed wind_direction',
  },
  wind: {
    daily: 'wind_speed wind_gusts wind_direction',
    hourly: 'wind_speed wind_gusts wind_direction pressure',
  },
  sun: {
    daily: 'condition sunrise sunset daylight sunshine uv_index solar_radiation',
    hourly: 'condition cloud_cover uv_index sunshine solar_radiation',
  },
  precipitation: {
    daily: 'condition precipitation precipitation_chance precipitation_time rain snowfall',
    hourly: 'condition precipitation precipitation_chance rain snowfall snow_depth',
  },
  all: {
    daily: daily.map(({ name }) => name).join(' '),
    hourly: hourly.map(({ name }) => name).join(' '),
  },
};

/** Names of the ready-made choices of variables. */
export const presetNames: readonly string[] = Object.keys(presets);

/**
 * The variables that a caller's list of presets, names and Open-Meteo column names means, in the catalogue's order.
 *
 * Returns the names that mean nothing at this granularity as `unknown`.
 */
export function chooseVariables(
  granularity: Granularity,
  wanted: readonly string[],
): { readonly variables: readonly Variable[]; readonly unknown: readonly string[] } {
  const catalogue = forecastVariables[granularity];
  const names = new Set(
    wanted.flatMap((name) =>
      Object.hasOwn(presets, name) ? (presets[name]?.[granularity].split(' ') ?? []) : [name],
    ),
  );
  const isWanted = ({ name, column }: Variable): boolean => names.has(name) || names.has(column);
  const variables = catalogue.filter(isWanted);
  const known = new Set(catalogue.flatMap(({ name, column }) => [name, column]));
  return { variables, unknown: [...names].filter((name) => !known.has(name)) };
}
