import { searchWords, wordsOf } from '@patchbay/schemas';
import type { CallScope } from '../../deps.ts';
import { seesInFull } from '../gate.ts';
import type { LeadRow } from './lead-schema.ts';

const searchedFields = ['name', 'company_name', 'email', 'title', 'city'] as const;

/**
 * For a role that does not see all searched fields in full: whether the words of a search occur in those that it does,
 * since the API also searches the others and a hit would tell their values. Undefined when every hit may be shown.
 */
export function openTextMatch(
  scope: CallScope,
  query: string | undefined,
): ((lead: LeadRow) => boolean) | undefined {
  const open = searchedFields.filter((field) => seesInFull(scope, 'leads', field));
  const words = searchWords(query ?? '');
  if (open.length === searchedFields.length || words.length === 0) return undefined;
  return (lead) => {
    const tokens = open.flatMap((field) => wordsOf(lead[field] ?? '')).join(' ');
    return words.every(({ forms }) => forms.some((form) => tokens.includes(form.join(' '))));
  };
}
