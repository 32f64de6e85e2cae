import { fold } from '@patchbay/schemas';
import { asc } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { defaultStages, type Stage } from '../../../pipelines/stage.ts';
import { nearest } from '../../../search/nearest.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';

/** All stages, pipeline by pipeline, in order; the usual ones for a tenant that has not defined any. */
export async function allStages(db: CrmDb): Promise<readonly Stage[]> {
  const { stages } = db.tables;
  const rows = await db.select().from(stages).orderBy(asc(stages.position), asc(stages.pipeline_id));
  return rows.length === 0 ? defaultStages : rows.map(stageOf);
}

function stageOf({
  tenant: _,
  kind,
  ...stage
}: Omit<Stage, 'kind'> & { kind: string; tenant: string }): Stage {
  return { ...stage, kind: kind === 'won' || kind === 'lost' ? kind : 'open' };
}

/**
 * The stage of that id or name, case aside; or why there is none, with the nearest name.
 *
 * @param pipeline_id whose stage is meant where several pipelines have one of that name.
 */
export function stageNamed(
  stages: readonly Stage[],
  text: string,
  pipeline_id?: string,
): Stage | { readonly problem: string } {
  const wanted = fold(text);
  const found = stages.filter(({ stage_id, stage }) => stage_id === text || fold(stage) === wanted);
  const one =
    found.find(({ stage_id }) => stage_id === text) ??
    found.find((stage) => stage.pipeline_id === pipeline_id) ??
    (found.length === 1 ? found[0] : undefined);
  if (one !== undefined) return one;
  if (found.length > 1) {
    const ids = found.map((stage) => `${stage.stage_id} of ${stage.pipeline_id}`);
    return { problem: `is a stage of several pipelines: name one by its id, ${ids.join(', ')}` };
  }
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
