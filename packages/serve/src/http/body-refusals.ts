/** What is answered to a body that could not be had. */
import type { BodyProblem } from './body.ts';
import { maxDepth } from './body-text.ts';
import type { Refusal } from './guards.ts';

/** The refusal for a body; nobody is left to tell of one that was aborted. */
export function wrongBody(problem: Exclude<BodyProblem, 'aborted'>, maxBytes: number): Refusal {
  if (problem !== 'too_large') return refusals[problem];
  return { status: 413, reason: 'body_size', message: `The request body is larger than ${maxBytes} bytes.` };
}

const refusals: Readonly<Record<Exclude<BodyProblem, 'aborted' | 'too_large'>, Refusal>> = {
  too_slow: { status: 408, reason: 'body_pace', message: 'The request body came too slowly.' },
  compressed: {
    status: 415,
    reason: 'body_encoding',
    message: 'The request body is compressed: send it without Content-Encoding.',
    headers: { 'accept-encoding': 'identity' },
  },
  not_utf8: {
    status: 400,
    reason: 'body_text',
    message: 'The request body is not UTF-8 without a byte order mark.',
  },
  too_deep: {
    status: 400,
    reason: 'body_depth',
    message: `The request body is nested deeper than ${maxDepth} levels.`,
  },
};
