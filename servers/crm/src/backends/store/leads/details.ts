import { and, countRows, eq, inArray } from '@patchbay/storage';
import type { CallScope, Leads, SeenPage } from '../../../deps.ts';
import { shownActivity, wholeLead } from '../../../leads/shown.ts';
import { allowedNextStatuses, leadStatus } from '../../../leads/status.ts';
import { chosenFields, see } from '../../gate.ts';
import { lookAlikes } from '../duplicates/look-alikes.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import { findLead } from './rows.ts';

type DetailOptions = Parameters<Leads['details']>[1];

/** One lead with its activities, where it may go, and its look-alikes. */
export async function leadDetails(kernel: Kernel, lead_id: number, options: DetailOptions, scope: CallScope) {
  const fields = chosenFields(scope, 'leads', options.fields, wholeLead);
  return kernel.read(scope, async (db) => {
    const lead = await findLead(db, scope, lead_id);
    const alike = await lookAlikes(db, scope, { object: 'leads', row: lead, id: String(lead_id) });
    const leads = alike.flatMap(({ object, id }) => (object === 'leads' ? [Number(id)] : []));
    return {
      lead: see(scope, 'leads', lead, fields),
      allowed_next_statuses: allowedNextStatuses(leadStatus.parse(lead.status)),
      ...(options.include_activities && { activities: await leadActivities(db, scope, lead_id, options) }),
      ...(leads.length > 0 && { possible_duplicates: leads }),
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
