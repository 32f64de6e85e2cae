import { unavailable } from '@patchbay/core';
import { z } from 'zod';
import { seenRecord, writeParameters, writtenFields } from '../domain/parameters.ts';
import { recordText, writtenLines } from '../domain/record-text.ts';
import { tool } from '../tool.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

export const createLead = tool({
  name: 'create_lead',
  title: 'Create lead',
  description: 'Create one lead unless it exists: same mailbox or nearly the same person.',
  access: 'create',
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    name: text(200),
    email: text(254).optional(),
    phone: text(40).optional(),
    company_name: text(200).optional(),
    title: text(200).optional(),
    source: text(100).optional(),
    owner_id: text(100).optional(),
    notes: text(10_000).optional(),
    city: text(100).optional(),
    country: text(100).optional(),
    external_id: text(200).optional(),
    on_duplicate: z.enum(['return_existing', 'error', 'create']).default('return_existing'),
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
