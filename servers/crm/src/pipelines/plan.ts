import type { WantedPipelines } from './read-file.ts';
import type { Stage } from './stage.ts';

/** A stage that takes the place of another, for deals and in words. */
export interface StageMove {
  readonly from: Stage;
  readonly to: Stage;
  /** How many deals move. */
  readonly deals: number;
}

/** What has to be done to get from the stages that are to those that are wanted. */
export interface PipelinePlan {
  readonly added: readonly Stage[];
  /** Stages that stay, and differ in something. */
  readonly changed: readonly { readonly before: Stage; readonly after: Stage; readonly deals: number }[];
  readonly removed: readonly Stage[];
  readonly moves: readonly StageMove[];
}

/**
 * Compares pipelines by the ids of their stages.
 *
 * @param dealsIn how many deals stand in each stage.
 * @returns the plan; or why it cannot be: a stage with deals goes away without a move, becomes of another kind, or a stage
 * stays whose deals are to move.
 */
export function planPipelines(
  current: readonly Stage[],
  { stages, moves }: WantedPipelines,
  dealsIn: ReadonlyMap<string, number>,
): PipelinePlan | { readonly problems: readonly string[] } {
  const wanted = new Map(stages.map((stage) => [stage.stage_id, stage]));
  const known = new Map(current.map((stage) => [stage.stage_id, stage]));
  const removed = current.filter(({ stage_id }) => !wanted.has(stage_id));
  const changed = stages.flatMap((after) => {
    const before = known.get(after.stage_id);
    const deals = dealsIn.get(after.stage_id) ?? 0;
    return before === undefined || isSame(before, after) ? [] : [{ before, after, deals }];
  });
  const problems = [
    ...removed.flatMap((stage) => homeless(stage, dealsIn.get(stage.stage_id) ?? 0, moves)),
    ...changed
      .filter(({ before, after, deals }) => before.kind !== after.kind && deals > 0)
      .map(
        ({ before, after, deals }) =>
          `${after.stage_id} holds ${count(deals)} and cannot turn from ${before.kind} into ${after.kind}: add a stage of kind ${after.kind}, and move the deals that belong there`,
      ),
    ...[...moves.keys()]
      .filter((from) => wanted.has(from))
      .map((from) => `moves.${from}: the stage stays; leave it out of pipelines to move its deals`),
  ];
  if (problems.length > 0) return { problems };
  return {
    added: stages.filter(({ stage_id }) => !known.has(stage_id)),
    changed,
    removed,
    moves: removed.flatMap((from) => {
      const to = wanted.get(moves.get(from.stage_id) ?? '');
      const deals = dealsIn.get(from.stage_id) ?? 0;
      return to === undefined || deals === 0 ? [] : [{ from, to, deals }];
    }),
  };
}

function isSame(before: Stage, after: Stage): boolean {
  return (
    before.stage === after.stage &&
    before.pipeline_id === after.pipeline_id &&
    before.position === after.position &&
    before.probability === after.probability &&
    before.kind === after.kind
  );
}

function homeless(stage: Stage, deals: number, moves: WantedPipelines['moves']): readonly string[] {
  if (deals === 0 || moves.has(stage.stage_id)) return [];
  return [
    `${stage.stage_id} (${stage.stage}) holds ${count(deals)} and is missing in the file: keep it, under another name if you like, or add "moves": { ${JSON.stringify(stage.stage_id)}: "<id of a stage>" }`,
  ];
}

function count(deals: number): string {
  return deals === 1 ? '1 deal' : `${deals} deals`;
}

/** The plan in lines for the operator. */
export function planText({ added, changed, removed, moves }: PipelinePlan): readonly string[] {
  return [
    ...added.map((stage) => `add ${stageText(stage)}`),
    ...changed.map(({ before, after }) => `change ${after.stage_id}: ${differences(before, after)}`),
    ...moves.map(({ from, to, deals }) => `move ${count(deals)} from ${from.stage_id} to ${to.stage_id}`),
    ...removed.map(({ stage_id, stage }) => `remove ${stage_id} (${stage})`),
  ];
}

function differences(before: Stage, after: Stage): string {
  const fields = [
    ['name', before.stage, after.stage],
    ['pipeline', before.pipeline_id, after.pipeline_id],
    ['place', before.position, after.position],
    ['probability', before.probability, after.probability],
    ['kind', before.kind, after.kind],
  ] as const;
  return fields
    .filter(([, was, is]) => was !== is)
    .map(([field, was, is]) => `${field} ${was} → ${is}`)
    .join(', ');
}

/** A stage in a line. */
function stageText({ stage_id, pipeline_id, stage, position, probability, kind }: Stage): string {
  return `${pipeline_id} ${position}. ${stage} (${stage_id}): ${kind}, ${probability} %`;
}

/** Stages as a file that describes them. */
export function pipelinesFile(stages: readonly Stage[]): string {
  const pipelines = [...Map.groupBy(stages, ({ pipeline_id }) => pipeline_id)].map(([id, own]) => ({
    id,
    stages: own.map(({ stage_id, stage: name, kind, probability }) => ({
      id: stage_id,
      name,
      ...(kind === 'open' ? { probability } : { kind }),
    })),
  }));
  return JSON.stringify({ pipelines }, undefined, 2);
}
