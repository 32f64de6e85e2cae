import { pageCursor } from '@patchbay/schemas';
import { z } from 'zod';
import { fieldsParameter, leadId } from '../records/parameters.ts';
import { countedPage, seenRecord } from '../records/seen.ts';
import { recordLines, recordText, totalLine } from '../records/text.ts';
import { tool } from '../tool.ts';

export const getLeadDetails = tool({
  name: 'get_lead_details',
  title: 'Get lead details',
  description: 'One lead with score breakdown, allowed next statuses, activities and possible duplicates.',
  access: 'read',
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    lead_id: leadId,
    include_activities: z.boolean().default(true).describe('Newest first.'),
    activities_limit: z.int().min(1).max(50).default(10).describe('Per page.'),
    activities_cursor: pageCursor,
    fields: fieldsParameter,
  }),
  example: { lead_id: 1 },
  output: z.object({
    lead: seenRecord('leads'),
    allowed_next_statuses: z.array(z.string()),
    activities: countedPage(seenRecord('activities')).optional(),
    possible_duplicates: z.array(z.int()).optional(),
  }),
  async handler({ lead_id, include_activities, activities_limit, activities_cursor, fields }, context) {
    const { deps, caller, signal } = context;
    const activities = { limit: activities_limit, cursor: activities_cursor };
    const found = await deps.leads.details(
      lead_id,
      { include_activities, activities, fields },
      { caller, signal },
    );
    const { allowed_next_statuses, possible_duplicates, ...rest } = found;
    return {
      lead: rest.lead,
      allowed_next_statuses: [...allowed_next_statuses],
      ...(rest.activities && { activities: { ...rest.activities, items: [...rest.activities.items] } }),
      ...(possible_duplicates && { possible_duplicates: [...possible_duplicates] }),
    };
  },
  render: ({ lead, allowed_next_statuses, activities, possible_duplicates }) =>
    [
      recordText(lead),
      `allowed_next_statuses: ${allowed_next_statuses.join(', ')}`,
      ...(possible_duplicates === undefined
        ? []
        : [`possible_duplicates: ${possible_duplicates.join(', ')}`]),
      ...(activities === undefined
        ? []
        : ['Activities:', ...recordLines(activities.items), totalLine(activities)]),
    ].join('\n'),
});
