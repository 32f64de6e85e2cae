import { airQuery, airReport } from '../air/air-report.ts';
import { cityCompletion } from '../completions/city.ts';
import { resource } from '../tool.ts';

const days = 3;

export const airQuality = resource({
  name: 'air_quality',
  title: 'Air quality',
  description: 'Air of a city now and for three days, as get_air_quality gives it.',
  mimeType: 'application/json',
  uri: 'weather://{city}/air-quality',
  tool: 'get_air_quality',
  cache: { ttlMs: 1_800_000, scope: 'public' },
  complete: { city: cityCompletion },
  async read({ city = '' }, { deps, signal }) {
    const place = await deps.places.resolve(city, { signal });
    return airReport(place, await deps.weather.series('air_quality', airQuery(place, days), { signal }));
  },
});
