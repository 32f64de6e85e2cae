import { and, countRows, desc, eq, inArray } from '@patchbay/storage';
import type { CallScope, Leads, SeenPage } from '../../../deps.ts';
import { rankCandidates } from '../../../duplicates/find-duplicates.ts';
import { shownActivity, wholeLead } from '../../../leads/shown.ts';
import { allowedNextStatuses, leadStatus } from '../../../leads/status.ts';
import { chosenFields, see, seesInFull } from '../../gate.ts';
import { type Comparable, duplicateRecord, keyRows } from '../duplicates/keys.ts';
import { recordsSharing } from '../duplicates/shared-keys.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import { type FullLead, findLead, visibleLeads } from './rows.ts';

type DetailOptions = Parameters<Leads['details']>[1];

/** One lead with its activities, where it may go, and its look-alikes. */
export async function leadDetails(kernel: Kernel, lead_id: number, options: DetailOptions, scope: CallScope) {
  const fields = chosenFields(scope, 'leads', options.fields, wholeLead);
  return kernel.read(scope, async (db) => {
    const lead = await findLead(db, scope, lead_id);
    const alike = await lookAlikes(db, scope, lead, lead_id);
    return {
      lead: see(scope, 'leads', lead, fields),
      allowed_next_statuses: allowedNextStatuses(leadStatus.parse(lead.status)),
      ...(options.include_activities && { activities: await leadActivities(db, scope, lead_id, options) }),
      ...(alike.length > 0 && { possible_duplicates: alike.map(({ lead: { lead_id: id } }) => id) }),
    };
  });
}

async function leadActivities(
  db: CrmDb,
  scope: CallScope,
  lead_id: number,
  { activities: { limit, cursor } }: DetailOptions,
): Promise<SeenPage> {
  const { activities, activity_links: links, users } = db.tables;
  const visible = rowCondition(db, scope, 'activities', activities);
  const about = and(eq(links.object, 'leads'), eq(links.record_id, String(lead_id)));
  const ofLead = inArray(
    activities.activity_id,
    db.select({ activity_id: links.activity_id }).from(links).where(about),
  );
  const condition = and(ofLead, visible);
  const paging = db.paging({
    list: 'lead_activities',
    filter: { lead_id },
    sort: { column: activities.created_at, direction: 'desc' },
    id: activities.activity_id,
    limit,
    cursor,
  });
  const rows = await db
    .select({ activity: activities, owner_name: users.name })
    .from(activities)
    .leftJoin(users, eq(users.user_id, activities.owner_id))
    .where(and(condition, paging.after))
    .orderBy(...paging.orderBy)
    .limit(paging.limit);
  const page = paging.page(rows.map(({ activity, owner_name }) => ({ ...activity, owner_name })));
  const total = await countRows(db, activities, condition);
  return { ...page, ...total, items: page.items.map((row) => see(scope, 'activities', row, shownActivity)) };
}

const duplicateScore = 0.7;
const candidatesCompared = 50;
/** A key that more leads share tells nothing. */
const largestBlock = 100;

/** A lead that looks like another, with the probability that both are one. */
export interface LookAlike {
  readonly lead: FullLead;
  readonly score: number;
  readonly fields: readonly string[];
}

/**
 * Leads that the caller sees and that are likely the given one, most likely first. None for roles to which e-mail
 * addresses are masked, since being alike tells values.
 */
export async function lookAlikes(
  db: CrmDb,
  scope: CallScope,
  row: Comparable,
  lead_id?: number,
): Promise<readonly LookAlike[]> {
  const { leads } = db.tables;
  if (!seesInFull(scope, 'leads', 'email')) return [];
  const own = keyRows('leads', lead_id ?? 0, row).map(({ key }) => key);
  const sharing = await recordsSharing(db, 'leads', own, largestBlock);
  const ids = sharing.map(Number).filter((id) => id !== lead_id);
  if (ids.length === 0) return [];
  const candidates = await visibleLeads(db, scope, inArray(leads.lead_id, ids.slice(0, candidatesCompared)));
  const byId = new Map(candidates.map((lead) => [lead.lead_id, lead]));
  const { total_count } = await countRows(db, leads, undefined, [desc(leads.updated_at)]);
  const found = rankCandidates(
    duplicateRecord('leads', lead_id ?? 0, row),
    candidates.map((lead) => duplicateRecord('leads', lead.lead_id, lead)),
    total_count,
    duplicateScore,
  );
  return found.flatMap(({ b, score, reasons }) => {
    const lead = byId.get(Number(b));
    const fields = reasons.filter(({ agreement }) => agreement !== 'different').map(({ field }) => field);
    return lead === undefined ? [] : [{ lead, score, fields }];
  });
}
