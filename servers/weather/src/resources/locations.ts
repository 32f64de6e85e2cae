import { resource } from '../tool.ts';

export const locations = resource({
  name: 'weather_locations',
  title: 'Featured cities',
  description:
    'Cities to begin with. Any other city works as well: its id completes in weather://{city}/current.',
  mimeType: 'application/json',
  uri: 'weather://locations',
  tool: 'search_locations',
  cache: { ttlMs: 86_400_000, scope: 'public' },
  read: (_variables, { deps }) => ({ items: deps.places.featured() }),
});
