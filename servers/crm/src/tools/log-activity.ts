import { identifier, isoInstant } from '@patchbay/schemas';
import { z } from 'zod';
import { activityKinds, recordTypes } from '../records/fields.ts';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const linkable = recordTypes.filter((type) => type !== 'activities');

const link = z.strictObject({
  object_type: z.enum(linkable).describe('Kind.'),
  id: identifier(100).describe('Record id: "2".'),
});

export const logActivity = tool({
  name: 'log_activity',
  title: 'Log activity',
  description: 'Log a call, e-mail, meeting or note on records, or plan a task.',
  access: 'create',
  toolset: 'sales',
  needs: ['records'],
  openWorld: false,
  input: z.object({
    kind: z.enum(activityKinds).describe('Kind.'),
    subject: z.string().trim().min(1).max(200).describe('Headline.'),
    body: z.string().trim().min(1).max(10_000).optional().describe('Text.'),
    occurred_at: isoInstant.optional().describe('RFC 3339 with zone; default now.'),
    due_at: isoInstant.optional().describe('For tasks; likewise.'),
    links: z.array(link).min(1).max(20).describe('About which records.'),
  }),
  example: { kind: 'call', subject: 'Asked for a quote', links: [{ object_type: 'leads', id: '2' }] },
  output: z.object({ activity: seenRecord('activities') }),
  handler: (activity, context) => context.deps.records.logActivity(activity, context),
  render: ({ activity }) => recordText(activity),
});
