import { unknownName } from '../search/nearest.ts';
import { recordTypes } from './fields.ts';
import type { RecordType } from './types.ts';

/** The kind of record that a part of an address names. @throws ToolError `validation_error` with the nearest kind. */
export function recordTypeOf(text: string): RecordType {
  const found = recordTypes.find((type) => type === text);
  if (found === undefined) throw unknownName('The kind of record', text, recordTypes);
  return found;
}
