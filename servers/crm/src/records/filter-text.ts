import { inlineJson } from '@patchbay/schemas';
import type { RecordFilter } from './types.ts';

/** The conditions of a search as an answer repeats them: `status eq "new"`. */
export function filterTexts(filters: readonly RecordFilter[]): string[] {
  return filters.map(({ field, op, value }) => `${field} ${op} ${valueText(value)}`);
}

function valueText(value: unknown): string {
  const isOpen = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return isOpen ? inlineJson(value) : JSON.stringify(value);
}

/** The same as the first line of an answer; no line without conditions. */
export function whereLine(filters: readonly string[] = []): readonly string[] {
  return filters.length === 0 ? [] : [`Where ${filters.join(' and ')}:`];
}
