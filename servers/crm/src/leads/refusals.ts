import { conflict, notFound, searchWords, type ToolError, validationError } from '@patchbay/schemas';
import {
  allowedNextStatuses,
  judgeStatusChange,
  type StatusChange,
  type StatusChangeKind,
} from './status.ts';

/** The refusal of a lead that does not exist, or not for this caller. */
export function noLead(lead_id: number | string): ToolError {
  const named = typeof lead_id === 'number' ? lead_id : JSON.stringify(lead_id.slice(0, 60));
  return notFound(`There is no lead ${named}.`, { hint: 'Find the lead with search_leads.' });
}

/** @throws ToolError `validation_error` for a search text in which there is nothing to search for. */
export function requireWords(query: string): void {
  if (searchWords(query).length > 0) return;
  throw validationError('query holds no letter or digit to search for.', {
    hint: 'Search for words of a name, company or e-mail address, or leave query out.',
  });
}

/**
 * What an allowed change of status is.
 *
 * @throws ToolError `conflict` with the statuses that may follow, `validation_error` for a missing reason or note.
 */
export function requireStatusChange(change: StatusChange): StatusChangeKind {
  if (change.to !== 'lost' && typeof change.lost_reason === 'string') {
    throw validationError(`lost_reason: a lead that is ${change.to} has none.`, {
      hint: 'Leave lost_reason out, or set status lost.',
    });
  }
  const verdict = judgeStatusChange(change);
  if (verdict.allowed) return verdict.kind;
  const { message, hint, problem } = verdict;
  if (problem !== 'not_a_next_status') throw validationError(message, { hint });
  throw conflict(message, { hint, details: { allowed_next_statuses: allowedNextStatuses(change.from) } });
}
