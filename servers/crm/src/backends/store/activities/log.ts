import { notFound, validationError } from '@patchbay/core';
import { eq } from '@patchbay/storage';
import type { CallScope, NewActivity, Records, RecordType } from '../../../deps.ts';
import { recordUri } from '../../../records/addresses.ts';
import { idFields } from '../../../records/fields.ts';
import { requireSeen, requireWrite } from '../../gate.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';
import { rescored } from '../leads/score.ts';
import { seenRecords } from '../records/search.ts';
import { idValues, visibleRows } from '../records/table.ts';

const shown = [
  'activity_id',
  'kind',
  'subject',
  'occurred_at',
  'due_at',
  'owner_id',
  'links',
  'version',
] as const;

type Link = NewActivity['links'][number];

/**
 * Logs an activity on records, all of which the caller must see.
 *
 * What has happened is dated now unless said otherwise; a task has no such date until it is done.
 */
export async function logActivity(
  kernel: Kernel,
  activity: NewActivity,
  scope: CallScope,
): Promise<Awaited<ReturnType<Records['logActivity']>>> {
  const { links, ...values } = activity;
  const given = Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  requireWrite(scope, 'activities', 'create', [...given, 'links']);
  if (activity.kind === 'task' && activity.due_at === undefined && activity.occurred_at === undefined) {
    throw validationError('due_at: a task needs a date by which it is to be done.', { hint: 'Pass due_at.' });
  }
  return kernel.write(scope, async (db) => {
    const at = kernel.timestamp();
    await requireLinked(db, scope, links);
    const row = await db.insert(db.tables.activities, {
      activity_id: kernel.newId('act'),
      kind: activity.kind,
      subject: activity.subject,
      body: activity.body ?? null,
      occurred_at: utc(activity.occurred_at) ?? (activity.kind === 'task' ? null : at),
      due_at: utc(activity.due_at) ?? null,
      owner_id: scope.caller.id,
      created_at: at,
      updated_at: at,
    });
    await addLinks(db, row.activity_id, links);
    if (row.occurred_at !== null && row.occurred_at <= at)
      await touchLeads(db, links, row.occurred_at, kernel.now());
    const [seen = {}] = await seenRecords(db, scope, 'activities', [row], shown);
    return { activity: seen };
  });
}

/** Links an activity to records; how many it was not linked to yet. */
export async function addLinks(db: CrmWriteDb, activity_id: string, links: readonly Link[]): Promise<number> {
  const unique = new Map(links.map((link) => [recordUri(link.object_type, link.id), link]));
  const rows = [...unique.values()].map(({ object_type: object, id: record_id }) => ({
    activity_id,
    object,
    record_id,
  }));
  const { activity_links } = db.tables;
  const present = await db
    .select({ object: activity_links.object, record_id: activity_links.record_id })
    .from(activity_links)
    .where(eq(activity_links.activity_id, activity_id));
  const known = new Set(present.map(({ object, record_id }) => `${object}/${record_id}`));
  const added = rows.filter(({ object, record_id }) => !known.has(`${object}/${record_id}`));
  if (added.length > 0) await db.insertMany(activity_links, added);
  return added.length;
}

function utc(instant: string | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** @throws ToolError `not_found` for a link to a record that the caller does not see. */
async function requireLinked(db: CrmDb, scope: CallScope, links: readonly Link[]): Promise<void> {
  for (const [object, ofKind] of Map.groupBy(links, ({ object_type }) => object_type)) {
    requireSeen(scope, object);
    const ids = ofKind.map(({ id }) => id);
    const seen = await visibleRows(db, scope, object, ids);
    const missing = ids.find((id) => !seen.has(id));
    if (missing !== undefined) throw noRecord(object, missing);
  }
}

/** The error for a record that does not exist, or not for the caller. */
export function noRecord(object: RecordType, id: string) {
  return notFound(`No record of ${object} has the ${idFields[object]} ${JSON.stringify(id.slice(0, 60))}.`, {
    hint: 'Find the record with search_crm_records.',
  });
}

/** Remembers the latest contact on the leads and scores them anew; their version stays, since nobody has edited them. */
export async function touchLeads(
  db: CrmWriteDb,
  links: readonly Link[],
  occurred: string,
  now: Date,
): Promise<void> {
  const { leads } = db.tables;
  const ids = links.flatMap(({ object_type, id }) => (object_type === 'leads' ? [id] : []));
  for (const lead_id of new Set(idValues('leads', ids).map(Number))) {
    const lead = await db.get(leads, lead_id);
    if (lead === undefined) continue;
    const isLatest = lead.last_activity_at === null || lead.last_activity_at < occurred;
    const score = await rescored(db, lead_id, lead, now);
    await db.update(
      leads,
      { ...score, ...(isLatest && { last_activity_at: occurred }) },
      eq(leads.lead_id, lead_id),
    );
  }
}
