import { unavailable } from '@patchbay/core';
import { z } from 'zod';
import { seenRecord, writeParameters, writtenFields } from '../records/parameters.ts';
import { recordText, writtenLines } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).describe(description);

export const createLead = tool({
  name: 'create_lead',
  title: 'Create lead',
  description: 'Create one lead unless it exists: same mailbox or nearly the same person.',
  access: 'create',
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    name: text(200, 'Full name.'),
    email: text(254, 'Address.').optional(),
    phone: text(40, 'Any spelling.').optional(),
    company_name: text(200, 'Full name.').optional(),
    title: text(200, 'Job.').optional(),
    source: text(100, 'Such as referral.').optional(),
    owner_id: text(100, 'User; you by default.').optional(),
    notes: text(10_000, 'Free text.').optional(),
    city: text(100, 'Town.').optional(),
    country: text(100, 'Code or name.').optional(),
    external_id: text(200, 'Id elsewhere.').optional(),
    on_duplicate: z
      .enum(['return_existing', 'error', 'create'])
      .default('return_existing')
      .describe('If it exists.'),
    ...writeParameters,
  }),
  example: { name: 'Ada Lovelace', email: 'ada@analytical-engines.example' },
  output: z.object({
    lead: seenRecord,
    created: z.boolean(),
    matched_on: z.array(z.string()).optional(),
    ...writtenFields,
  }),
  async handler({ on_duplicate, dry_run, idempotency_key: _key, ...lead }, { deps, caller, signal }) {
    if (deps.leads.create === undefined) {
      throw unavailable('This backend cannot create leads.', {
        hint: 'Create the lead where its data lives.',
      });
    }
    const { matched_on, ...made } = await deps.leads.create(
      lead,
      { on_duplicate, dry_run },
      { caller, signal },
    );
    return { ...made, ...(matched_on && { matched_on: [...matched_on] }) };
  },
  render: ({ lead, created, matched_on, ...written }) =>
    [
      `created: ${created}${matched_on === undefined ? '' : `; matched_on: ${matched_on.join(', ')}`}`,
      recordText(lead),
      ...writtenLines(written),
    ].join('\n'),
});
