import type { CallScope } from '../../deps.ts';
import { searchDocument, searchTerms } from '../../search/terms.ts';
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
  const terms = searchTerms(query ?? '');
  if (open.length === searchedFields.length || terms.length === 0) return undefined;
  return (lead) => {
    const document = searchDocument(open.map((field) => lead[field]));
    return terms.every((term) => document.includes(term));
  };
}
