import { fileURLToPath } from 'node:url';
import { clientMatrix } from '@patchbay/testkit';
import { server } from './server.ts';

clientMatrix(
  server,
  fileURLToPath(new URL('bin.ts', import.meta.url)),
  {
    success: {
      tool: 'convert_temperature',
      args: { temperature: 20, from_unit: 'celsius', to_unit: 'fahrenheit' },
    },
    failure: { tool: 'get_forecast', args: { location: 'Atlantis-on-Sea' }, code: 'not_found' },
    resource: 'weather://codes',
    prompt: { name: 'severe_weather_briefing', args: { city: 'london' } },
    completion: { ref: { type: 'ref/prompt', name: 'travel_packing' }, name: 'city', value: 'lond' },
  },
  { demo: true },
);
