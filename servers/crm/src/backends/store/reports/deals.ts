import { and, asc, between, eq, gt, inArray, lte, max } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import type { DealRow, StageMove } from '../../../reports/rows.ts';
import { seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';

/** Which deals a report is about. */
export interface DealsAsked {
  readonly owner_id: string | undefined;
  /** Activities after it do not count. */
  readonly as_of: string;
}

/** A deal of a report, with who owns it. */
export interface OwnedDeal extends DealRow {
  readonly owner_id: string | null;
}

/** So few that no statement and no step between two of them is long. */
const dealsAtOnce = 250;

/**
 * The deals that the caller sees, a few at a time in the order of their ids, so that however many there are nobody else
 * waits long; each with its moves and its last activity.
 */
export async function* dealsOf(
  db: CrmDb,
  scope: CallScope,
  asked: DealsAsked,
): AsyncGenerator<readonly OwnedDeal[]> {
  const { deals } = db.tables;
  const seen = and(
    rowCondition(db, scope, 'deals', deals),
    asked.owner_id === undefined ? undefined : eq(deals.owner_id, asked.owner_id),
  );
  for (let after = ''; ; ) {
    // by the key alone: a slice is as short for somebody who sees few of its deals
    const ids = await db
      .select({ deal_id: deals.deal_id })
      .from(deals)
      .where(gt(deals.deal_id, after))
      .orderBy(asc(deals.deal_id))
      .limit(dealsAtOnce);
    const [first, last] = [ids[0]?.deal_id, ids.at(-1)?.deal_id];
    if (first === undefined || last === undefined) return;
    const rows = await db
      .select(dealColumns(db))
      .from(deals)
      .where(and(between(deals.deal_id, first, last), seen));
    yield await withPast(db, scope, rows, asked.as_of);
    if (ids.length < dealsAtOnce) return;
    after = last;
  }
}

/** Those that a report reads; the texts of a deal are long. */
function dealColumns({ tables: { deals } }: CrmDb) {
  const { deal_id, stage_id, amount_minor, currency, probability, owner_id, created_at } = deals;
  const { close_date, closed_at, close_date_pushes, first_close_date } = deals;
  return {
    ...{ deal_id, stage_id, amount_minor, currency, probability, owner_id, created_at },
    ...{ close_date, closed_at, close_date_pushes, first_close_date },
  };
}

async function withPast(
  db: CrmDb,
  scope: CallScope,
  rows: readonly Omit<OwnedDeal, 'moves' | 'last_activity_at'>[],
  as_of: string,
): Promise<readonly OwnedDeal[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ deal_id }) => deal_id);
  const moves = await movesOf(db, ids);
  const lastActivity = await lastActivities(db, scope, ids, as_of);
  const seesAmounts = seesInFull(scope, 'deals', 'amount_minor');
  return rows.map((row) => ({
    ...row,
    ...(!seesAmounts && { amount_minor: null, currency: null }),
    moves: moves.get(row.deal_id) ?? [],
    last_activity_at: lastActivity.get(row.deal_id) ?? null,
  }));
}

async function movesOf(db: CrmDb, ids: string[]): Promise<ReadonlyMap<string, readonly StageMove[]>> {
  const { stage_history } = db.tables;
  const rows = await db
    .select({
      deal_id: stage_history.record_id,
      from_stage: stage_history.from_stage,
      to_stage: stage_history.to_stage,
      at: stage_history.at,
    })
    .from(stage_history)
    .where(and(eq(stage_history.object, 'deals'), inArray(stage_history.record_id, ids)));
  return Map.groupBy(rows, ({ deal_id }) => deal_id);
}

async function lastActivities(
  db: CrmDb,
  scope: CallScope,
  ids: string[],
  as_of: string,
): Promise<ReadonlyMap<string, string>> {
  if (!seesAny(scope, 'activities')) return new Map();
  const { activities, activity_links } = db.tables;
  const rows = await db
    .select({ deal_id: activity_links.record_id, at: max(activities.occurred_at) })
    .from(activity_links)
    .innerJoin(activities, eq(activities.activity_id, activity_links.activity_id))
    .where(
      and(
        eq(activity_links.object, 'deals'),
        inArray(activity_links.record_id, ids),
        lte(activities.occurred_at, as_of),
        rowCondition(db, scope, 'activities', activities),
      ),
    )
    .groupBy(activity_links.record_id);
  return new Map(rows.flatMap(({ deal_id, at }) => (at === null ? [] : [[deal_id, at]])));
}
