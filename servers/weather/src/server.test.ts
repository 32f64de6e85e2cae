import { serverContract } from '@patchbay/testkit';
import { afterAll, beforeAll } from 'vitest';
import { server } from './server.ts';
import { createTestDeps, testNow } from './testing/connect-weather.ts';
import { startNws, startOpenMeteo } from './testing/emulators.ts';

const now = () => testNow;
const emulators = { openMeteo: startOpenMeteo({ now }), nws: startNws({ now }) };
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
});
