import type { CallScope, LeadSearch, Leads } from '../deps.ts';
import { requireWords } from '../leads/refusals.ts';
import { requireFilter, requireWrite } from './gate.ts';

/** @throws ToolError unless the caller may search by all that the search uses, and there are words to search for. */
export function requireLeadSearch(scope: CallScope, search: LeadSearch): void {
  const { query, status, owner_id, source, min_score, updated_since, sort } = search;
  requireFilter(scope, 'leads', 'name');
  const filters = { status, owner_id, source, score: min_score, updated_at: updated_since };
  for (const [field, value] of Object.entries(filters)) {
    if (value !== undefined) requireFilter(scope, 'leads', field);
  }
  if (sort !== 'relevance') requireFilter(scope, 'leads', sort);
  if (query !== undefined) requireWords(query);
}

/** @throws ToolError `permission_denied` unless the caller may move leads so, and log the note. */
export function requireStatusWrite(
  scope: CallScope,
  { lost_reason, note }: Parameters<Leads['updateStatus']>[0],
): void {
  requireWrite(scope, 'leads', 'update', lost_reason === undefined ? ['status'] : ['status', 'lost_reason']);
  if (note !== undefined) requireWrite(scope, 'activities', 'create');
}
