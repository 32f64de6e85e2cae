import { recordTypes } from '../records/fields.ts';
import { completion } from '../tool.ts';

/** The kinds of record. */
export const recordTypeCompletion = completion({
  name: 'record_type',
  values: (prefix) => recordTypes.filter((type) => type.startsWith(prefix.trim().toLowerCase())),
});
