import { startNwsEmulator } from '@patchbay/emulators/nws';
import { startOpenMeteoEmulator } from '@patchbay/emulators/open-meteo';
import { serverContract } from '@patchbay/testkit';
import { afterAll, beforeAll } from 'vitest';
import { server } from './server.ts';
import { createTestDeps, testNow } from './testing/connect-weather.ts';

const now = () => testNow;
const emulators = { openMeteo: startOpenMeteoEmulator({ now }), nws: startNwsEmulator({ now }) };
const urls = { openMeteo: '', nws: '' };

beforeAll(async () => {
  urls.openMeteo = (await emulators.openMeteo).url;
  urls.nws = (await emulators.nws).url;
});

afterAll(async () => {
  await Promise.all([(await emulators.openMeteo).close(), (await emulators.nws).close()]);
});

serverContract(server, {
  createDeps: () =>
    createTestDeps({ WEATHER_OPEN_METEO_URL: urls.openMeteo, WEATHER_NWS_URL: urls.nws }, now),
  local: ['convert_temperature', 'weather_health_check'],
  samples: {
    compare_locations: { locations: ['london', 'tokyo'] },
    compare_to_climate: {
      location: 'london',
      variable: 'temperature_max',
      start: '2026-07-01',
      end: '2026-07-03',
    },
    convert_temperature: { temperature: 20, from_unit: 'celsius', to_unit: 'fahrenheit' },
    find_best_window: { location: 'london', activity: 'running' },
    get_air_quality: { location: 'london' },
    get_climate_projection: { location: 'london' },
    get_current_weather: { location: 'london' },
    get_forecast: { location: 'london', days: 3 },
    get_forecast_confidence: { location: 'london', variable: 'temperature_max', threshold: 20 },
    get_historical_weather: { location: 'london', start: '2020-01-01', end: '2020-01-10' },
    get_marine_conditions: { location: '50.1,-6.5' },
    get_river_discharge: { location: 'london' },
    get_weather_alerts: { location: 'new-york' },
    get_weather_summary: { city_id: 'london' },
    search_locations: { query: 'London' },
    weather_health_check: {},
  },
});
