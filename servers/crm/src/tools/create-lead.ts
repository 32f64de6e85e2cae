import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).describe(description);

export const createLead = tool({
  name: 'create_lead',
  title: 'Create lead',
  description: 'Create one lead unless it exists: same mailbox or nearly the same person.',
  access: 'create',
  toolset: 'sales',
  needs: ['intake'],
  openWorld: false,
  input: z.object({
    name: text(200, 'Full name.'),
    email: text(254, 'Address.').optional(),
    phone: text(40, 'Any spelling.').optional(),
    company_name: text(200, 'Full name.').optional(),
    title: text(200, 'Job.').optional(),
    source: text(100, 'Such as referral.').optional(),
    owner_id: identifier(100).optional().describe('User id or name; you by default.'),
    notes: text(10_000, 'Free text.').optional(),
    city: text(100, 'Town.').optional(),
    country: text(100, 'Code or name.').optional(),
    external_id: identifier(200).optional().describe('Id elsewhere.'),
    on_duplicate: z
      .enum(['return_existing', 'error', 'create'])
      .default('return_existing')
      .describe('If it exists.'),
  }),
  example: { name: 'Ada Lovelace', email: 'ada@analytical-engines.example' },
  output: z.object({
    lead: seenRecord('leads'),
    created: z.boolean(),
    matched_on: z.array(z.string()).optional(),
  }),
  async handler({ on_duplicate, ...lead }, context) {
    const { matched_on, ...made } = await context.deps.intake.create(lead, { on_duplicate }, context);
    return { ...made, ...(matched_on && { matched_on: [...matched_on] }) };
  },
  render: ({ lead, created, matched_on }) =>
    [
      `created: ${created}${matched_on === undefined ? '' : `; matched_on: ${matched_on.join(', ')}`}`,
      recordText(lead),
    ].join('\n'),
});
