import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).describe(description);

const possible = z.object({
  object_type: z.enum(['leads', 'contacts']),
  id: z.string(),
  score: z.number(),
  reasons: z.array(z.string()),
});

export const createLead = tool({
  name: 'create_lead',
  title: 'Create lead',
  description: 'Create one lead unless the same person is there already; names those who may be.',
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
    possible_duplicates: z.array(possible).optional(),
  }),
  async handler({ on_duplicate, ...lead }, context) {
    const made = await context.deps.intake.create(lead, { on_duplicate }, context);
    const { matched_on, possible_duplicates: others, ...told } = made;
    return {
      ...told,
      ...(matched_on && { matched_on: [...matched_on] }),
      ...(others && {
        possible_duplicates: others.map((other) => ({ ...other, reasons: [...other.reasons] })),
      }),
    };
  },
  render: ({ lead, created, matched_on, possible_duplicates = [] }) =>
    [
      `created: ${created}${matched_on === undefined ? '' : `; matched_on: ${matched_on.join(', ')}`}`,
      recordText(lead),
      ...possible_duplicates.map(
        ({ object_type, id, score, reasons }) =>
          `possible duplicate: ${object_type} ${id}, ${score} (${reasons.join('; ')})`,
      ),
    ].join('\n'),
});
