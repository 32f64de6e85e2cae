import { fold } from '@patchbay/schemas';
import { asc } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { nearest } from '../../../search/nearest.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';

/** A stage as stored. */
export type StageFacts = Awaited<ReturnType<typeof allStages>>[number];

/** All stages, pipeline by pipeline, in order. */
export function allStages(db: CrmDb) {
  const { stages } = db.tables;
  return db.select().from(stages).orderBy(asc(stages.pipeline_id), asc(stages.position));
}

/** The stage of that id or name, case aside; or why there is none, with the nearest name. */
export function stageNamed(
  stages: readonly StageFacts[],
  text: string,
): StageFacts | { readonly problem: string } {
  const wanted = fold(text);
  const found = stages.find(({ stage_id, stage }) => stage_id === text || fold(stage) === wanted);
  if (found !== undefined) return found;
  const names = [...new Set(stages.map(({ stage }) => stage))];
  const near = nearest(text, names);
  return {
    problem: near === undefined ? `is none of: ${names.join(', ')}` : `is no stage; did you mean ${near}?`,
  };
}

/** Notes that a lead changed its status or a deal its stage; `from_stage` is null where a record begins. */
export async function noteMove(
  db: CrmWriteDb,
  kernel: Pick<Kernel, 'newId'>,
  scope: CallScope,
  move: {
    readonly object: 'leads' | 'deals';
    readonly record_id: string;
    readonly from_stage: string | null;
    readonly to_stage: string;
    readonly at: string;
  },
): Promise<void> {
  await db.insert(db.tables.stage_history, { ...move, entry_id: kernel.newId('mov'), by: scope.caller.id });
}
