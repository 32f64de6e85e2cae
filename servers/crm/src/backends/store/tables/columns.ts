import { type Kit, timeColumns, versionColumn } from '@patchbay/storage';

/** What every kind of record has at its end: who is in charge, its id elsewhere, and how it came to be as it is. */
export const recordColumns = (k: Kit) => ({
  owner_id: k.text('owner_id'),
  external_id: k.text('external_id'),
  ...versionColumn(k),
  ...timeColumns(k),
});
