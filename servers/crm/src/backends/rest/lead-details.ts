import type { CallScope, Leads, ListOptions, SeenPage } from '../../deps.ts';
import { noLead } from '../../leads/refusals.ts';
import { shownActivity, wholeLead } from '../../leads/shown.ts';
import { allowedNextStatuses } from '../../leads/status.ts';
import { chosenFields, see, sees, seesAny } from '../gate.ts';
import type { OffsetCursors } from './cursors.ts';
import type { LeadApi } from './lead-api.ts';
import type { ActivityRow } from './lead-schema.ts';

/**
 * One lead, and its activities (newest first) where they are asked for and the role sees any.
 *
 * @throws ToolError `not_found`, also for a lead that the caller's role does not see.
 */
export async function leadDetails(
  api: LeadApi,
  cursors: OffsetCursors,
  lead_id: number,
  options: Parameters<Leads['details']>[1],
  scope: CallScope,
): ReturnType<Leads['details']> {
  const fields = chosenFields(scope, 'leads', options.fields, wholeLead);
  const activities = options.include_activities && seesAny(scope, 'activities');
  const { activities: entries = [], ...lead } = await api.get(
    lead_id,
    { activities, fresh: false },
    scope.signal,
  );
  if (!sees(scope, 'leads', lead)) throw noLead(lead_id);
  return {
    lead: see(scope, 'leads', lead, fields),
    allowed_next_statuses: allowedNextStatuses(lead.status),
    ...(options.include_activities && {
      activities: activityPage(lead_id, entries, options.activities, cursors, scope),
    }),
  };
}

function activityPage(
  lead_id: number,
  entries: readonly ActivityRow[],
  { limit, cursor, fields }: ListOptions,
  cursors: OffsetCursors,
  scope: CallScope,
): SeenPage {
  if (!seesAny(scope, 'activities')) return { items: [], has_more: false };
  const chosen = chosenFields(scope, 'activities', fields, shownActivity);
  const binding = ['activities', scope.caller.tenant, scope.caller.id, lead_id];
  const start = cursors.read(binding, cursor);
  const seen = entries
    .filter((entry) => sees(scope, 'activities', entry))
    .toSorted((a, b) => (b.occurred_at ?? '').localeCompare(a.occurred_at ?? ''));
  const end = start + limit;
  return {
    items: seen.slice(start, end).map((entry) => see(scope, 'activities', entry, chosen)),
    has_more: end < seen.length,
    ...(end < seen.length && { next_cursor: cursors.write(binding, end) }),
    total_count: seen.length,
  };
}
