import { fold } from '@patchbay/schemas';
import { z } from 'zod';
import { type ReadFile, readJson } from '../operators/read-json.ts';
import { type Stage, stageKinds } from './stage.ts';

const id = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, 'must be 1 to 64 letters, digits, "_", "." or "-"');

const stage = z.strictObject({
  id,
  name: z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters'),
  kind: z.enum(stageKinds, `must be one of: ${stageKinds.join(', ')}`).default('open'),
  probability: z
    .int('must be a whole number of percent')
    .min(0, 'must be 0 to 100')
    .max(100, 'must be 0 to 100')
    .optional(),
});

const file = z.strictObject({
  pipelines: z
    .array(
      z.strictObject({
        id,
        stages: z.array(stage).min(1, 'must not be empty').max(50, 'must have at most 50 stages'),
      }),
    )
    .min(1, 'must name at least one pipeline')
    .max(50, 'must have at most 50 pipelines'),
  moves: z.record(id, id).default({}),
});

/** What a file of pipelines asks for. */
export interface WantedPipelines {
  readonly stages: readonly Stage[];
  /** Where the deals of stages that go away move to: the id of the one by that of the other. */
  readonly moves: ReadonlyMap<string, string>;
}

/**
 * Reads a file of pipelines: JSON with `pipelines`, each with an `id` and its `stages` in order, and with `moves`.
 *
 * Stages are told apart by their ids, in all pipelines; names are unique in theirs, as people read them. Won is 100 % and
 * lost 0 %, an open stage says its probability, and each pipeline has all three kinds.
 */
export function readPipelines(text: string): ReadFile<WantedPipelines> {
  const read = readJson(file, text);
  if ('problems' in read) return read;
  const { pipelines, moves } = read.value;
  const stages = pipelines
    .flatMap(({ id: pipeline_id, stages: own }) =>
      own.map(
        ({ id: stage_id, name, kind, probability }): Omit<Stage, 'position'> => ({
          ...{ stage_id, pipeline_id, stage: name, kind },
          probability: probability ?? (kind === 'won' ? 100 : 0),
        }),
      ),
    )
    .map((one, index): Stage => ({ ...one, position: index + 1 }));
  const problems = [
    ...twice(
      'pipeline',
      pipelines.map((pipeline) => pipeline.id),
    ),
    ...twice(
      'stage',
      stages.map(({ stage_id }) => stage_id),
    ),
    ...pipelines.flatMap((pipeline) => pipelineProblems(pipeline)),
    ...Object.entries(moves)
      .filter(([, to]) => !stages.some(({ stage_id }) => stage_id === to))
      .map(([from, to]) => `moves.${from}: the file has no stage ${to}`),
  ];
  return problems.length > 0 ? { problems } : { value: { stages, moves: new Map(Object.entries(moves)) } };
}

function twice(what: string, ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((one) => seen.size === seen.add(one).size))].map(
    (one) => `the ${what} ${one} is named twice`,
  );
}

type Pipeline = z.output<typeof file>['pipelines'][number];

function pipelineProblems({ id: pipeline, stages }: Pipeline): readonly string[] {
  const names = stages.map(({ name }) => fold(name));
  const missing = stageKinds.filter((kind) => !stages.some((one) => one.kind === kind));
  return [
    ...stages
      .filter(({ name }, index) => names.indexOf(fold(name)) < index)
      .map(({ name }) => `${pipeline}: two stages are called ${JSON.stringify(name)}`),
    ...(missing.length === 0 ? [] : [`${pipeline}: has no stage of kind ${missing.join(', none of kind ')}`]),
    ...stages.flatMap((one) => probabilityProblem(pipeline, one)),
  ];
}

function probabilityProblem(
  pipeline: string,
  { id: stage_id, kind, probability }: Pipeline['stages'][number],
) {
  if (kind === 'open') {
    return probability === undefined ? [`${pipeline}: ${stage_id} is open and needs a probability`] : [];
  }
  const only = kind === 'won' ? 100 : 0;
  return probability === undefined || probability === only
    ? []
    : [`${pipeline}: ${stage_id} is ${kind}, so its probability is ${only}; leave it out`];
}
