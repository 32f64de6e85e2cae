import { resource } from '../tool.ts';

export const users = resource({
  name: 'crm_users',
  title: 'Users',
  description: 'The people who work with the CRM, as far as the role of the caller sees them.',
  mimeType: 'application/json',
  uri: 'database://users',
  tool: 'search_crm_records',
  needs: ['users'],
  cache: { ttlMs: 60_000, scope: 'private' },
  async read(_variables, { deps, caller, signal }) {
    return deps.users.list({ limit: 100 }, { caller, signal });
  },
});
