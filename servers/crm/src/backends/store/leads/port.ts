import type { LeadIntake, Leads } from '../../../deps.ts';
import type { Kernel } from '../kernel.ts';
import { leadOwner } from '../lookups/owners.ts';
import { convertLead } from './convert.ts';
import { createLead } from './create.ts';
import { leadDetails } from './details.ts';
import { searchLeads } from './search.ts';
import { updateLeadStatus } from './status.ts';

/** Leads in the store. */
export function createLeads(kernel: Kernel): Leads {
  return {
    search: (search, scope) => searchLeads(kernel, search, scope),
    owner: (text, scope) => kernel.read(scope, (db) => leadOwner(db, scope, text)),
    details: (lead_id, options, scope) => leadDetails(kernel, lead_id, options, scope),
    updateStatus: (change, scope) => updateLeadStatus(kernel, change, scope),
  };
}

/** How leads come and become customers, in the store. */
export function createLeadIntake(kernel: Kernel): LeadIntake {
  return {
    create: (lead, options, scope) => createLead(kernel, lead, options, scope),
    convert: (lead_id, options, scope) => convertLead(kernel, lead_id, options, scope),
  };
}
