import { z } from 'zod';
import { newEntry, seenEntry } from '../entries/entry.ts';
import { tool } from '../tool.ts';

export const addPlaceholderEntry = tool({
  name: 'add_placeholder_entry',
  title: 'Add placeholder entry',
  description: 'Keep one entry of the placeholder. Returns it with its id.',
  access: 'create',
  openWorld: false,
  input: newEntry,
  example: { title: 'Fourth', text: 'Written by hand.' },
  output: z.object({ entry: seenEntry }),
  handler: async (entry, context) => ({ entry: await context.deps.entries.add(entry, context) }),
});
