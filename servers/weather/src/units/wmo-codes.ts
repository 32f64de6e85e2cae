/**
 * What the weather codes of Open-Meteo mean.
 *
 * A subset of WMO code table 4677 (present weather), as listed on https://open-meteo.com/en/docs.
 */
export const wmoCodes: ReadonlyMap<number, string> = new Map([
  [0, 'clear sky'],
  [1, 'mainly clear'],
  [2, 'partly cloudy'],
  [3, 'overcast'],
  [45, 'fog'],
  [48, 'freezing fog'],
  [51, 'light drizzle'],
  [53, 'drizzle'],
  [55, 'dense drizzle'],
  [56, 'light freezing drizzle'],
  [57, 'freezing drizzle'],
  [61, 'light rain'],
  [63, 'rain'],
  [65, 'heavy rain'],
  [66, 'light freezing rain'],
  [67, 'heavy freezing rain'],
  [71, 'light snowfall'],
  [73, 'snowfall'],
  [75, 'heavy snowfall'],
  [77, 'snow grains'],
  [80, 'light rain showers'],
  [81, 'rain showers'],
  [82, 'violent rain showers'],
  [85, 'light snow showers'],
  [86, 'heavy snow showers'],
  [95, 'thunderstorm'],
  [96, 'thunderstorm with light hail'],
  [99, 'thunderstorm with heavy hail'],
]);

/** A weather code in words; an unlisted code is named by its number, an absent one is undefined. */
export function describeWeather(code: number | string | null | undefined): string | undefined {
  if (code === null || code === undefined || code === '') return undefined;
  return wmoCodes.get(Number(code)) ?? `weather code ${code}`;
}
