import { and, eq, type RowOf, type SQL } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { noLead } from '../../../leads/refusals.ts';
import { recordUri } from '../../../records/addresses.ts';
import type { CrmDb } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import type { CrmTables } from '../tables/tables.ts';

/** A lead as stored. */
export type LeadRow = RowOf<CrmTables['leads']>;

/** A lead with what other tables say about it. */
export type FullLead = LeadRow & { readonly owner_name: string | null; readonly url: string };

/** Starts a select of leads together with the names of their owners. */
export function selectLeads(db: CrmDb) {
  const { leads, users } = db.tables;
  return db
    .select({ lead: leads, owner_name: users.name })
    .from(leads)
    .leftJoin(users, eq(users.user_id, leads.owner_id));
}

/** Flattens a row of {@link selectLeads}. */
export function fullLead({ lead, owner_name }: { lead: LeadRow; owner_name: string | null }): FullLead {
  return { ...lead, owner_name, url: recordUri('leads', lead.lead_id) };
}

/** Leads that fulfil a condition and that the caller may see. */
export async function visibleLeads(db: CrmDb, scope: CallScope, condition: SQL | undefined) {
  const rows = await selectLeads(db).where(and(condition, rowCondition(db, scope, 'leads', db.tables.leads)));
  return rows.map(fullLead);
}

/** @throws ToolError `not_found`, also for a lead that the caller may not see. */
export async function findLead(db: CrmDb, scope: CallScope, lead_id: number): Promise<FullLead> {
  const [lead] = await visibleLeads(db, scope, eq(db.tables.leads.lead_id, lead_id));
  if (lead === undefined) throw noLead(lead_id);
  return lead;
}
