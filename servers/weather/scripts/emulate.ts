import { runEmulator } from '@patchbay/emulators/command';
import { startNws, startOpenMeteo } from '../src/testing/emulators.ts';

await runEmulator('servers/weather/scripts/emulate.ts', {
  'open-meteo': startOpenMeteo,
  nws: ({ seed, port }) => startNws({ seed, port }),
});
