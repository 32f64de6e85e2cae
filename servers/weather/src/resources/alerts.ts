import { alertReport } from '../alerts/alert-report.ts';
import { cityCompletion } from '../completions/city.ts';
import { resource } from '../tool.ts';

export const alerts = resource({
  name: 'weather_alerts',
  title: 'Weather alerts',
  description:
    'Official warnings in force for a city, as get_weather_alerts gives them. Coverage `none` means that no authority was asked.',
  mimeType: 'application/json',
  uri: 'weather://{city}/alerts',
  tool: 'get_weather_alerts',
  cache: { ttlMs: 300_000, scope: 'public' },
  complete: { city: cityCompletion },
  async read({ city = '' }, { deps, signal }) {
    const place = await deps.places.resolve(city, { signal });
    return alertReport(place, await deps.alerts.active(place, { signal }), 'unknown');
  },
});
