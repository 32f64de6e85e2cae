import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { amountWords } from '../records/amounts.ts';
import { leadId } from '../records/parameters.ts';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const deal = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('Title.'),
  amount: z.number().min(0).max(1e12).optional().describe('Whole units: 12500.5.'),
  amount_minor: z.int().min(0).optional().describe('Or cents.'),
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
  example: { lead_id: 6, deal: { name: 'First order', amount: 12_500, currency: 'EUR' } },
  output: z.object({
    lead: seenRecord('leads'),
    company_id: z.string().optional(),
    contact_id: z.string().optional(),
    deal_id: z.string().optional(),
    deal_amount: z.string().optional(),
    company_candidates: z
      .array(z.object({ company_id: z.string(), differs: z.array(z.string()) }))
      .optional(),
  }),
  async handler({ lead_id, ...options }, context) {
    const {
      deal: made,
      company_candidates,
      ...converted
    } = await context.deps.intake.convert(lead_id, options, context);
    const deal_amount = made && amountWords('amount_minor', made['amount_minor'], made);
    const candidates = company_candidates?.map(({ company_id, differs }) => ({
      company_id,
      differs: [...differs],
    }));
    return {
      ...converted,
      ...(deal_amount !== undefined && { deal_amount }),
      ...(candidates && { company_candidates: candidates }),
    };
  },
  render: ({ lead, company_id, contact_id, deal_id, deal_amount, company_candidates = [] }) =>
    [
      recordText({ company_id, contact_id, deal_id, deal_amount }),
      ...company_candidates.map((one) => `not linked: ${one.company_id}, other ${one.differs.join(', ')}`),
      recordText(lead),
    ].join('\n'),
});
