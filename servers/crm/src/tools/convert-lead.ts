import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { leadId } from '../records/parameters.ts';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const deal = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('Title.'),
  amount_minor: z.int().min(0).optional().describe('Cents.'),
  currency: z.string().length(3).optional().describe('ISO 4217.'),
  close_date: isoDate.optional().describe('YYYY-MM-DD.'),
});

export const convertLead = tool({
  name: 'convert_lead',
  title: 'Convert lead',
  description: 'Turn a lead into company, contact and deal at once.',
  access: 'create',
  versioned: true,
  toolset: 'sales',
  needs: ['intake'],
  openWorld: false,
  input: z.object({
    lead_id: leadId,
    deal: deal.optional().describe('None unless given.'),
    link_existing: z.boolean().default(true).describe('Use company and contact that exist.'),
  }),
  example: { lead_id: 6, deal: { name: 'First order', amount_minor: 1_250_000 } },
  output: z.object({
    lead: seenRecord('leads'),
    company_id: z.string().optional(),
    contact_id: z.string().optional(),
    deal_id: z.string().optional(),
  }),
  handler: ({ lead_id, ...options }, context) => context.deps.intake.convert(lead_id, options, context),
  render: ({ lead, company_id, contact_id, deal_id }) =>
    [recordText({ company_id, contact_id, deal_id }), recordText(lead)].join('\n'),
});
