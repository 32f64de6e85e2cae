import { and, desc, eq } from '@patchbay/storage';
import type { CallScope, ListOptions, RecordType, SeenPage, SeenRecord } from '../../../deps.ts';
import { requireSeen, see, seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { allStages } from '../pipelines/stages.ts';
import { visibleRows } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
import { noRecord } from './log.ts';

/** Entries of each source that a timeline reaches back. */
const reach = 1000;

/** All that happened to a record, newest first: its activities and its moves between statuses or stages. */
export function recordTimeline(
  kernel: Kernel,
  object: RecordType,
  id: string,
  { limit, cursor }: ListOptions,
  scope: CallScope,
): Promise<SeenPage> {
  requireSeen(scope, object);
  return kernel.read(scope, async (db) => {
    if (!(await visibleRows(db, scope, object, [id])).has(id)) throw noRecord(object, id);
    const entries = [
      ...(await activityEntries(db, scope, object, id)),
      ...(await moveEntries(db, scope, object, id)),
    ];
    const items = entries.sort((a, b) => (a.key < b.key ? 1 : -1));
    const { items: page, ...rest } = db.pageOf({
      list: 'timeline',
      filter: { object, id },
      items,
      keyOf: ({ key }) => key,
      limit,
      cursor,
    });
    return { ...rest, total_count: items.length, items: page.map(({ entry }) => entry) };
  });
}

interface Entry {
  readonly key: string;
  readonly entry: SeenRecord;
}

const activityFields = ['activity_id', 'kind', 'subject', 'body', 'due_at', 'done_at'] as const;

async function activityEntries(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  id: string,
): Promise<readonly Entry[]> {
  if (!seesAny(scope, 'activities')) return [];
  const { activities, activity_links } = db.tables;
  const rows = await db
    .select({ activity: activities })
    .from(activities)
    .innerJoin(activity_links, eq(activity_links.activity_id, activities.activity_id))
    .where(
      and(
        eq(activity_links.object, object),
        eq(activity_links.record_id, id),
        rowCondition(db, scope, 'activities', activities),
      ),
    )
    .orderBy(desc(activities.updated_at))
    .limit(reach);
  return rows.map(({ activity }) => {
    const at = activity.occurred_at ?? activity.due_at ?? activity.created_at;
    return {
      key: `${at}|${activity.activity_id}`,
      entry: { at, ...see(scope, 'activities', activity, activityFields) },
    };
  });
}

async function moveEntries(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  id: string,
): Promise<readonly Entry[]> {
  const field = object === 'leads' ? 'status' : 'stage';
  if (object !== 'leads' && object !== 'deals') return [];
  if (!seesInFull(scope, object, field)) return [];
  const { stage_history } = db.tables;
  const moves = await db
    .select()
    .from(stage_history)
    .where(and(eq(stage_history.object, object), eq(stage_history.record_id, id)))
    .orderBy(desc(stage_history.at), desc(stage_history.entry_id))
    .limit(reach);
  const names = new Map((await allStages(db)).map(({ stage_id, stage }) => [stage_id, stage]));
  return moves.map(({ entry_id, at, from_stage, to_stage, by }) => ({
    key: `${at}|${entry_id}`,
    entry: {
      at,
      kind: 'move',
      from: from_stage === null ? null : (names.get(from_stage) ?? from_stage),
      to: names.get(to_stage) ?? to_stage,
      by,
    },
  }));
}
