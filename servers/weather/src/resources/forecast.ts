import { cityCompletion } from '../completions/city.ts';
import { forecast as forecastOf, forecastQuery } from '../forecast/forecast.ts';
import { chooseVariables } from '../forecast/forecast-variables.ts';
import { resource } from '../tool.ts';

const { variables } = chooseVariables('daily', ['basic']);
const request = { granularity: 'daily', days: 7, variables, units: 'metric' } as const;

export const forecast = resource({
  name: 'weather_forecast',
  title: 'Forecast',
  description: 'Forecast of a city for seven days, in metric units, as get_forecast gives it.',
  mimeType: 'application/json',
  uri: 'weather://{city}/forecast',
  tool: 'get_forecast',
  cache: { ttlMs: 1_800_000, scope: 'public' },
  complete: { city: cityCompletion },
  async read({ city = '' }, { deps, signal }) {
    const place = await deps.places.resolve(city, { signal });
    const reading = await deps.weather.series('forecast', forecastQuery(place, request), { signal });
    return forecastOf(place, reading, { ...request, from: deps.now() });
  },
});
