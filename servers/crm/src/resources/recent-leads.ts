import { resource } from '../tool.ts';

export const recentLeads = resource({
  name: 'recent_leads',
  title: 'Recent leads',
  description: 'The twenty leads changed last, as search_leads lists them.',
  mimeType: 'application/json',
  uri: 'crm://leads/recent',
  tool: 'search_leads',
  cache: { ttlMs: 30_000, scope: 'private' },
  async read(_variables, { deps, caller, signal }) {
    const search = { sort: 'updated_at', limit: 20 } as const;
    const { applied_filters: _none, ...page } = await deps.leads.search(search, { caller, signal });
    return page;
  },
});
