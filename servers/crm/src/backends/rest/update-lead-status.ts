import { ToolError, validationError } from '@patchbay/core';
import { versionConflict } from '@patchbay/schemas';
import type { CallScope, Leads } from '../../deps.ts';
import { noLead, requireStatusChange } from '../../leads/refusals.ts';
import { shortLead } from '../../leads/shown.ts';
import type { LeadStatus } from '../../leads/status.ts';
import { shownIn } from '../../records/addresses.ts';
import { see, sees } from '../gate.ts';
import { requireStatusWrite } from '../lead-gate.ts';
import type { LeadApi } from './lead-api.ts';
import type { LeadRow } from './lead-schema.ts';

const changedFields = [...shortLead, 'lost_reason', 'version'];

type StatusUpdate = Parameters<Leads['updateStatus']>[0];

/**
 * Moves a lead through the API: reads it past the cache, judges the move, sends one PATCH bound to the version read.
 *
 * When the answer to the PATCH is lost, the lead is read back: at the new status the change counts as made, and anything
 * else is reported with the failure. Where the API has versions, a PATCH that arrives late is refused by them, so that a
 * repeated call never adds a second effect; where it has none, a note may then be logged twice.
 *
 * @throws ToolError `not_found`; `conflict` for a move that the status rules forbid, and for a changed version;
 * `permission_denied`.
 */
export async function updateLeadStatus(
  api: LeadApi,
  change: StatusUpdate,
  scope: CallScope,
  now: Date,
): ReturnType<Leads['updateStatus']> {
  requireStatusWrite(scope, change);
  const before = await readFresh(api, change.lead_id, scope.signal);
  if (!sees(scope, 'leads', before)) throw noLead(change.lead_id);
  requireVersion(before, scope.expectedVersion);
  const kind = requireStatusChange({ ...change, from: before.status, to: change.status });
  const answer = (lead: LeadRow) => ({
    lead: see(scope, 'leads', lead, changedFields),
    previous_status: before.status,
  });
  if (kind === 'unchanged' && !(await saysMore(api, before, change, scope.signal))) return answer(before);
  if (scope.dryRun === true) return answer(moved(before, change, now));
  const after = await send(api, before, change, scope.signal);
  for (const uri of shownIn({ table: 'leads', key: [after.lead_id] }))
    scope.changed?.({ kind: 'resource', uri });
  return answer(after);
}

/**
 * Whether a lead that stays where it is gets a note or another reason for its loss. A note that its history holds is not
 * logged again: it may be this call, which was made before and whose answer was lost.
 */
async function saysMore(
  api: LeadApi,
  { lost_reason: known }: LeadRow,
  { lead_id, note, lost_reason }: StatusUpdate,
  signal: AbortSignal,
): Promise<boolean> {
  if (lost_reason !== undefined && lost_reason !== known) return true;
  if (note === undefined) return false;
  const { activities = [] } = await api.get(lead_id, { activities: true, fresh: true }, signal);
  return !activities.some(({ body }) => body === note);
}

async function readFresh(api: LeadApi, lead_id: number, signal: AbortSignal): Promise<LeadRow> {
  const { activities: _none, ...lead } = await api.get(lead_id, { activities: false, fresh: true }, signal);
  return lead;
}

function requireVersion({ version }: LeadRow, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  if (version === undefined || version === null) {
    throw validationError('expected_version cannot be checked: this lead API has no versions.', {
      hint: 'Leave expected_version out.',
    });
  }
  throw versionConflict(version, expected);
}

function moved(before: LeadRow, { status, lost_reason }: StatusUpdate, now: Date): LeadRow {
  if (status === before.status) return { ...before, lost_reason: lost_reason ?? before.lost_reason };
  const lost = status === 'lost' ? lost_reason : null;
  return { ...before, status, status_changed_at: now.toISOString(), lost_reason: lost ?? null };
}

async function send(
  api: LeadApi,
  before: LeadRow,
  change: StatusUpdate,
  signal: AbortSignal,
): Promise<LeadRow> {
  const { lead_id, status, note, lost_reason } = change;
  try {
    const patch = { status, note, lost_reason: status === 'lost' ? lost_reason : undefined };
    return await api.patch(lead_id, patch, before.version ?? undefined, signal);
  } catch (error) {
    if (!mayHaveHappened(error)) throw error;
    const after = await readFresh(api, lead_id, signal).catch(() => undefined);
    if (after !== undefined && isMade(before, after, status)) return after;
    throw after === undefined ? error : notMade(error, before.status);
  }
}

/** The codes under which the answer to a change may be lost while the change is made. */
const openCodes: ReadonlySet<string> = new Set(['network_error', 'timeout', 'unavailable', 'too_large']);

function mayHaveHappened(error: unknown): error is ToolError {
  return error instanceof ToolError && openCodes.has(error.code);
}

/** Without versions, another caller's same move counts as this one: the lead stands where it was asked to. */
function isMade(before: LeadRow, after: LeadRow, status: LeadStatus): boolean {
  return (
    after.status === status &&
    (before.version === undefined || before.version === null || after.version !== before.version)
  );
}

function notMade(error: ToolError, status: LeadStatus): ToolError {
  return new ToolError(error.code, `${error.message} The lead still was ${status} afterwards.`, {
    hint: 'Call again with the same idempotency_key.',
    retryable: true,
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    cause: error,
  });
}
