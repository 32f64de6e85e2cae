import type { Leads } from '../../deps.ts';
import type { OffsetCursors } from './cursors.ts';
import { ownerNamed } from './known-leads.ts';
import type { LeadApi } from './lead-api.ts';
import { leadDetails } from './lead-details.ts';
import { searchLeads } from './search-leads.ts';
import { updateLeadStatus } from './update-lead-status.ts';

/** Leads behind a lead API. It cannot create or convert them, so neither can we. */
export function createRestLeads(api: LeadApi, cursors: OffsetCursors, now: () => Date): Leads {
  return {
    search: (search, scope) => searchLeads(api, cursors, search, scope),
    owner: (text, scope) => ownerNamed(api, scope, text),
    details: (lead_id, options, scope) => leadDetails(api, cursors, lead_id, options, scope),
    updateStatus: (change, scope) => updateLeadStatus(api, change, scope, now()),
  };
}
