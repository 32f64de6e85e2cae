import { notFound } from '@patchbay/core';
import { z } from 'zod';
import { entrySchema } from '../entries/entry.ts';
import { tool } from '../tool.ts';

export const getPlaceholderEntry = tool({
  name: 'get_placeholder_entry',
  title: 'Get placeholder entry',
  description: 'Fetch one entry of the placeholder by its id. Returns its text.',
  access: 'read',
  openWorld: false,
  input: z.object({ entry_id: z.string().min(1).max(80).describe('Id of the entry, `first` for instance.') }),
  example: { entry_id: 'first' },
  output: entrySchema,
  async handler({ entry_id }, { deps, signal }) {
    const entry = await deps.entries.find(entry_id, { signal });
    if (entry === undefined) {
      throw notFound(`No entry has the id ${entry_id}.`, { hint: 'Call it with `first`, which exists.' });
    }
    return entry;
  },
});
