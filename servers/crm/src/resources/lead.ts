import { leadCompletion } from '../completions/lead.ts';
import { leadIdOf } from '../leads/lead-id.ts';
import { resource } from '../tool.ts';

export const lead = resource({
  name: 'lead',
  title: 'Lead',
  description: 'One lead with its last ten activities, as get_lead_details gives it.',
  mimeType: 'application/json',
  uri: 'crm://lead/{lead_id}',
  tool: 'get_lead_details',
  cache: { ttlMs: 30_000, scope: 'private' },
  complete: { lead_id: leadCompletion },
  read: ({ lead_id }, { deps, caller, signal }) =>
    deps.leads.details(
      leadIdOf(lead_id),
      { include_activities: true, activities: { limit: 10 } },
      { caller, signal },
    ),
});
