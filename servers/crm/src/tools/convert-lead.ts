import { unavailable } from '@patchbay/core';
import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { leadId, seenRecord, updateParameters, writtenFields } from '../records/parameters.ts';
import { recordText, writtenLines } from '../records/text.ts';
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
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    lead_id: leadId,
    deal: deal.optional().describe('None unless given.'),
    link_existing: z.boolean().default(true).describe('Use company and contact that exist.'),
    ...updateParameters,
  }),
  example: { lead_id: 6, deal: { name: 'First order', amount_minor: 1_250_000 } },
  output: z.object({
    lead: seenRecord,
    company_id: z.string().optional(),
    contact_id: z.string(),
    deal_id: z.string().optional(),
    ...writtenFields,
  }),
  async handler({ lead_id, idempotency_key: _key, ...options }, { deps, caller, signal }) {
    if (deps.leads.convert === undefined) {
      throw unavailable('This backend cannot convert leads.', {
        hint: 'Convert the lead where its data lives.',
      });
    }
    return deps.leads.convert(lead_id, options, { caller, signal });
  },
  render: ({ lead, company_id, contact_id, deal_id, ...written }) =>
    [recordText({ company_id, contact_id, deal_id }), recordText(lead), ...writtenLines(written)].join('\n'),
});
