import { z } from 'zod';

/** Where a job stands: the last three are its end. */
const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/**
 * A job as callers see it, with the result of its kind.
 *
 * `job_id` is absent from a rehearsal, which starts none. `cancelling` says that a running job was told to end.
 */
export function jobOf<Result extends z.ZodType>(result: Result) {
  return z.object({
    job_id: z.string().optional(),
    kind: z.string(),
    state: z.enum(jobStates),
    cancelling: z.literal(true).optional(),
    attempts: z.int(),
    progress: z
      .object({ done: z.number(), total: z.number().optional(), message: z.string().optional() })
      .optional(),
    created_at: z.string(),
    ended_at: z.string().optional(),
    result: result.optional(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
  });
}

const anyJob = jobOf(z.unknown());

/** A job of any kind. */
export type Job = z.output<typeof anyJob>;
