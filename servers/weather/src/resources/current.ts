import { cityCompletion } from '../completions/city.ts';
import { currentQuery, currentWeather } from '../forecast/current-weather.ts';
import { resource } from '../tool.ts';

const listedCities = [
  ['new-york', 'New York'],
  ['london', 'London'],
  ['tokyo', 'Tokyo'],
] as const;

export const current = resource({
  name: 'current_weather',
  title: 'Current weather',
  description: 'Weather of a city now, in metric units, as get_current_weather gives it.',
  mimeType: 'application/json',
  uri: 'weather://{city}/current',
  tool: 'get_current_weather',
  cache: { ttlMs: 600_000, scope: 'public' },
  listed: listedCities.map(([city, name]) => ({
    uri: `weather://${city}/current`,
    name: `current_weather_${city.replaceAll('-', '_')}`,
    title: `Current weather in ${name}`,
    description: `Weather in ${name} now, in metric units.`,
  })),
  complete: { city: cityCompletion },
  async read({ city = '' }, { deps, signal }) {
    const place = await deps.places.resolve(city, { signal });
    const reading = await deps.weather.series('forecast', currentQuery(place, 'metric'), { signal });
    return currentWeather(place, reading, deps.now());
  },
});
