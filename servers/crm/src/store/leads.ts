import type { Leads } from '../deps.ts';
import type { Kernel } from './kernel.ts';
import { convertLead } from './leads-convert.ts';
import { createLead } from './leads-create.ts';
import { leadDetails } from './leads-details.ts';
import { searchLeads } from './leads-search.ts';
import { updateLeadStatus } from './leads-status.ts';

/** Leads in the store. */
export function createLeads(kernel: Kernel): Required<Leads> {
  return {
    search: (search, scope) => searchLeads(kernel, search, scope),
    details: (lead_id, options, scope) => leadDetails(kernel, lead_id, options, scope),
    updateStatus: (change, scope) => updateLeadStatus(kernel, change, scope),
    create: (lead, options, scope) => createLead(kernel, lead, options, scope),
    convert: (lead_id, options, scope) => convertLead(kernel, lead_id, options, scope),
  };
}
