import { resource } from '../tool.ts';

export const entry = resource({
  name: 'placeholder_entry',
  title: 'Entry',
  description: 'One entry of the placeholder; list_placeholder_entries gives the same.',
  mimeType: 'application/json',
  tool: 'list_placeholder_entries',
  uri: 'placeholder://entry/{entry_id}',
  cache: { ttlMs: 1000, scope: 'private' },
  async list(context, cursor) {
    const { items, ...rest } = await context.deps.entries.list({ cursor }, context);
    const listed = items.map((one) => ({ uri: `placeholder://entry/${one.entry_id}`, name: one.title }));
    return { ...rest, items: listed };
  },
  read: ({ entry_id = '' }, context) => context.deps.entries.get(entry_id, context),
});
