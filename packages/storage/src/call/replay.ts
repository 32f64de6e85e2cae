import { type Call, conflict, type Result, type ToolError } from '@patchbay/core';
import { fenceUntrusted, type Job } from '@patchbay/schemas';
import { lineOf } from '../jobs/job-view.ts';
import { argumentsHash, type Claim } from './idempotency.ts';

/** What the caller's `idempotency_key` claims; undefined without one, and for a rehearsal. */
export function claimOf({ write, input, request, target }: Call): Claim | undefined {
  if (write?.idempotencyKey === undefined || write.dryRun) return undefined;
  const { tenant, id: actor, role, team } = request.caller;
  const { idempotencyKey: key, expectedVersion } = write;
  // hashed as callers sent them, so that answers kept by earlier versions are still found
  const sent = {
    ...(typeof input === 'object' && input),
    dry_run: false,
    ...(expectedVersion !== undefined && { expected_version: expectedVersion }),
  };
  const view = JSON.stringify([role, team ?? null]);
  return { tenant, actor, tool: target.name, key, argsHash: argumentsHash(sent), view };
}

/** Equal for claims of the same key. */
export function identityOf({ tenant, actor, tool, key }: Claim): string {
  return JSON.stringify([tenant, actor, tool, key]);
}

/** An answer as it is kept: with what its caller was allowed to see. */
export function keptAnswer(result: Result, { view }: Claim): string {
  return JSON.stringify({ view, result });
}

/** The record of the first call under a key. */
export interface KeptAnswer {
  readonly argsHash: string;
  /** What {@link keptAnswer} made, or a bare result of a version before it. */
  readonly result: string;
}

/**
 * The first call's answer, marked as a replay.
 *
 * @throws ToolError `conflict` when that call had other arguments, or when its caller has another role now: the answer
 * shows what that role could see.
 */
export function answerOf(first: KeptAnswer, wanted: Claim): Result {
  requireSameArguments(first, wanted);
  const kept = bagOf(JSON.parse(first.result));
  if (kept['view'] === undefined) return replayed(kept);
  const result = bagOf(kept['result']);
  if (kept['view'] === wanted.view) return replayed(result);
  const change = changeIn(result);
  throw conflict(
    `This call was done before, under another role${change === undefined ? '' : ` (change_id ${change})`}.`,
    { hint: 'It had its effect once; read the records to see them as your present role does.' },
  );
}

/** Refuses a key that was used with other arguments. @throws ToolError `conflict`. */
export function requireSameArguments(first: Pick<KeptAnswer, 'argsHash'>, wanted: Claim): void {
  if (first.argsHash === wanted.argsHash) return;
  throw conflict(`The idempotency_key was used before with other arguments for ${wanted.tool}.`, {
    hint: 'Use a new idempotency_key for a new change; repeat the key only with exactly the same arguments.',
  });
}

/** The change that an answer tells of. */
export function changeIn(result: Result): string | undefined {
  const change = bagOf(result['structuredContent'])['change_id'];
  return typeof change === 'string' ? change : undefined;
}

/** The job that an answer tells of. */
export function jobIn(result: Result): string | undefined {
  const id = bagOf(bagOf(result['structuredContent'])['job'])['job_id'];
  return typeof id === 'string' ? id : undefined;
}

/** A replay of a write that started a job tells how that is now. */
export function withJob(result: Result, job: Job): Result {
  const lines =
    job.state === 'done'
      ? [lineOf(job), fenceUntrusted(JSON.stringify(job.result), 'job result')]
      : [lineOf(job)];
  return noted(result, lines.join('\n'), { job });
}

const note = 'idempotent_replay: true (answer of the first call; nothing was done again)';

function replayed(result: Result): Result {
  return noted(result, note, { idempotent_replay: true });
}

/** The error for a repeated call whose effect was taken back since: its answer would tell of what is not there. */
export function undoneSince(change: string, undoneBy: string): ToolError {
  return conflict(
    `This call was done before and undone since: its change ${change} was taken back by ${undoneBy}, so nothing of it is there.`,
    {
      hint: `Use a new idempotency_key to do it again, or undo ${undoneBy} to bring the first effect back.`,
      details: { change_id: change, undone_by: undoneBy },
    },
  );
}

function noted(result: Result, line: string, fields: Readonly<Record<string, unknown>>): Result {
  const content: unknown[] = Array.isArray(result['content']) ? result['content'] : [];
  const structured = result['structuredContent'];
  return {
    ...result,
    content: [...content, { type: 'text', text: line }],
    ...(structured !== undefined && { structuredContent: { ...bagOf(structured), ...fields } }),
  };
}

function bagOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
