import { resource } from '../tool.ts';

export const recentLeads = resource({
  name: 'recent_leads',
  title: 'Recent leads',
  description: 'The twenty leads changed last, as search_leads lists them.',
  mimeType: 'application/json',
  uri: 'crm://leads/recent',
  tool: 'search_leads',
  cache: { ttlMs: 30_000, scope: 'private' },
  read: (_variables, { deps, caller, signal }) =>
    deps.leads.search({ sort: 'updated_at', limit: 20 }, { caller, signal }),
});
