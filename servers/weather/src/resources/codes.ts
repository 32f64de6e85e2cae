import { resource } from '../tool.ts';
import { wmoCodes } from '../units/wmo-codes.ts';

export const codes = resource({
  name: 'weather_codes',
  title: 'Weather codes',
  description: 'What each WMO weather code means, as Open-Meteo uses them (a subset of WMO table 4677).',
  mimeType: 'application/json',
  uri: 'weather://codes',
  tool: 'get_forecast',
  cache: { ttlMs: 86_400_000, scope: 'public' },
  read: () => ({ items: [...wmoCodes].map(([code, condition]) => ({ code, condition })) }),
});
