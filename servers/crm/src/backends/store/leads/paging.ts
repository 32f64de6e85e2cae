import type { LeadSearch } from '../../../deps.ts';

/** What binds a cursor to the list of leads; also for the list of matches. */
export type LeadPaging = ReturnType<typeof pagingOf>;

/** How the list of leads is cut into pages. */
export function pagingOf({ limit, cursor, fields: _fields, ...filter }: LeadSearch) {
  return { list: 'search_leads', filter, limit, cursor };
}
