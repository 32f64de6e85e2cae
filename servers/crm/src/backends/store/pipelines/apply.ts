import { ConfigurationError } from '@patchbay/core';
import { and, count, eq, everyRow, expr } from '@patchbay/storage';
import { type PipelinePlan, planPipelines } from '../../../pipelines/plan.ts';
import type { WantedPipelines } from '../../../pipelines/read-file.ts';
import type { Stage } from '../../../pipelines/stage.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';
import { allStages } from './stages.ts';

/**
 * Makes the pipelines of a tenant those that are wanted, in one change, and keeps its deals consistent: they move where
 * `moves` says, and keep what is theirs alone.
 *
 * @throws ConfigurationError with all reasons why the plan cannot be, before anything has changed.
 */
export async function applyPipelines(
  { newId, timestamp }: Pick<Kernel, 'newId' | 'timestamp'>,
  db: CrmWriteDb,
  wanted: WantedPipelines,
  by: string,
): Promise<PipelinePlan> {
  const plan = planPipelines(await allStages(db), wanted, await dealsByStage(db));
  if ('problems' in plan) throw new ConfigurationError(refusalOf(plan.problems));
  const at = timestamp();
  for (const { before, after } of plan.changed) await follow(db, before, after, at);
  for (const { from, to } of plan.moves) {
    const moved = await moveDeals(db, from, to, at);
    await db.insertMany(
      db.tables.stage_history,
      moved.map(({ deal_id }) => ({
        ...{ entry_id: newId('mov'), object: 'deals', record_id: deal_id, at, by },
        ...{ from_stage: from.stage_id, to_stage: to.stage_id },
      })),
    );
  }
  if (plan.added.length + plan.changed.length + plan.removed.length > 0) await store(db, wanted.stages);
  return plan;
}

/** A list of reasons, one to a line. */
export function refusalOf(problems: readonly string[]): string {
  return ['The file cannot be applied, and nothing has changed:', ...problems].join('\n  - ');
}

async function dealsByStage(db: CrmDb): Promise<ReadonlyMap<string, number>> {
  const { deals } = db.tables;
  const rows = await db
    .select({ stage_id: deals.stage_id, deals: count() })
    .from(deals)
    .groupBy(deals.stage_id);
  return new Map(rows.map((row) => [row.stage_id, row.deals]));
}

/** Deals go to the pipeline of their stage, and those with its usual probability follow that. */
async function follow(db: CrmWriteDb, before: Stage, after: Stage, at: string): Promise<void> {
  const { deals } = db.tables;
  const grown = { version: expr`${deals.version} + 1`, updated_at: at };
  const inStage = eq(deals.stage_id, after.stage_id);
  if (before.pipeline_id !== after.pipeline_id) {
    await db.update(deals, { ...grown, pipeline_id: after.pipeline_id }, inStage);
  }
  if (before.probability !== after.probability) {
    const isUsual = eq(deals.probability, before.probability);
    await db.update(deals, { ...grown, probability: after.probability }, and(inStage, isUsual));
  }
}

/** Deals that end by the move are closed now, those that live again are open. */
function moveDeals(db: CrmWriteDb, from: Stage, to: Stage, at: string) {
  const { deals } = db.tables;
  const isUsual = expr`${deals.probability} = ${from.probability}`;
  return db.update(
    deals,
    {
      stage_id: to.stage_id,
      pipeline_id: to.pipeline_id,
      probability:
        to.kind === 'open' && from.kind === 'open'
          ? expr`case when ${isUsual} then ${to.probability} else ${deals.probability} end`
          : to.probability,
      ...(to.kind === 'open' && { closed_at: null }),
      ...(to.kind !== 'open' && from.kind === 'open' && { closed_at: at }),
      version: expr`${deals.version} + 1`,
      updated_at: at,
    },
    eq(deals.stage_id, from.stage_id),
  );
}

/** Written anew as a whole: stages are few, and the usual ones were never stored. */
async function store(db: CrmWriteDb, wanted: readonly Stage[]): Promise<void> {
  const { stages } = db.tables;
  await db.delete(stages, everyRow);
  await db.insertMany(stages, wanted);
}
