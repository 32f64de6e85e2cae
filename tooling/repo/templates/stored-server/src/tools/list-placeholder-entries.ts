import { page, pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
import { seenEntry } from '../entries/entry.ts';
import { tool } from '../tool.ts';

export const listPlaceholderEntries = tool({
  name: 'list_placeholder_entries',
  title: 'List placeholder entries',
  description: 'The entries of the placeholder, newest first, page by page.',
  access: 'read',
  openWorld: false,
  input: z.object({ limit: pageLimit(), cursor: pageCursor }),
  example: { limit: 2 },
  output: page(seenEntry),
  handler: (paging, context) => context.deps.entries.list(paging, context),
});
