import { type StoreKernel, storedRecords } from '@patchbay/storage';
import { type NewEntry, seenEntry } from '../../entries/entry.ts';
import { policy } from '../../policy.ts';
import type { PlaceholderTables } from './tables.ts';

/** The ports over the store, under the policy. */
export const createPorts = (kernel: StoreKernel<PlaceholderTables>) => ({
  entries: storedRecords(kernel, {
    policy,
    table: 'entries',
    noun: 'entry',
    id: 'entry_id',
    newest: 'created_at',
    seen: seenEntry,
    foundBy: 'list_placeholder_entries',
    row: (entry: NewEntry, { caller }) => ({ ...entry, author: caller.id, created_at: kernel.timestamp() }),
  }),
});
