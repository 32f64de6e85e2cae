import { leadCompletion } from '../completions/lead.ts';
import { leadIdOf } from '../leads/lead-id.ts';
import { resource } from '../tool.ts';

export const leadTimeline = resource({
  name: 'lead_timeline',
  title: 'Timeline of a lead',
  description: 'What happened to one lead, newest first: activities, moves and changes.',
  mimeType: 'application/json',
  uri: 'crm://lead/{lead_id}/timeline',
  tool: 'search_crm_records',
  needs: ['records'],
  cache: { ttlMs: 30_000, scope: 'private' },
  complete: { lead_id: leadCompletion },
  async read({ lead_id }, { deps, caller, signal }) {
    const id = String(leadIdOf(lead_id));
    return deps.records.timeline('leads', id, { limit: 50 }, { caller, signal });
  },
});
