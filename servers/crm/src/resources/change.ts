import { resource } from '../tool.ts';

export const change = resource({
  name: 'crm_change',
  title: 'Change',
  description: 'What one write changed, record by record: before and after. undo_change takes it back.',
  mimeType: 'application/json',
  uri: 'crm://changes/{change_id}',
  tool: 'undo_change',
  needs: ['changes'],
  cache: { ttlMs: 1000, scope: 'private' },
  read: ({ change_id = '' }, { deps, caller, signal }) => deps.changes.get(change_id, { caller, signal }),
});
