import { z } from 'zod';
import { allowedNextStatuses, leadStatus } from '../leads/status.ts';
import { leadId } from '../records/parameters.ts';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

export const updateLeadStatus = tool({
  name: 'update_lead_status',
  title: 'Update lead status',
  description: 'Move a lead to an allowed status, with a note kept as activity.',
  access: 'update',
  versioned: true,
  idempotent: true,
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    lead_id: leadId,
    status: leadStatus.describe('New status.'),
    note: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .optional()
      .describe(`Needed to reopen; lost goes to ${allowedNextStatuses('lost').join(' or ')}.`),
    lost_reason: z.string().trim().min(1).max(200).optional().describe('Needed for lost.'),
  }),
  example: { lead_id: 2, status: 'contacted', note: 'Called, wants a quote.' },
  output: z.object({ lead: seenRecord('leads'), previous_status: z.string() }),
  handler: (change, context) => context.deps.leads.updateStatus(change, context),
  render: ({ lead, previous_status }) => [`previous_status: ${previous_status}`, recordText(lead)].join('\n'),
});
