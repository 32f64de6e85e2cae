/**
 * The form in which a client takes its answer, read from `Accept` in one place for both ways of serving.
 *
 * The protocol asks clients to accept JSON and a stream of events, and many send one of them, anything or nothing.
 */

/** One JSON body, a stream of events, or what a way of serving gives by itself. */
export type AnswerForm = 'json' | 'stream' | 'either';

const usual = 'application/json, text/event-stream';

/** An `Accept` that the SDK takes, whatever the client sent. */
export const acceptAll = { accept: usual } as const;

/** The one form that a client names, or leaves where it refuses the other; else `either`. */
export function answerForm(accept: string | undefined): AnswerForm {
  if (accept === undefined || accept === usual || accept === '*/*') return 'either';
  const ranges = accept.toLowerCase().split(',').map(rangeIn);
  const json = stanceOn(ranges, 'application/json', 'application/*');
  const stream = stanceOn(ranges, 'text/event-stream', 'text/*');
  if (json === stream) return 'either';
  return json > stream ? 'json' : 'stream';
}

interface Range {
  readonly type: string;
  readonly isRefused: boolean;
}

/** A media range; a weight of zero refuses it (RFC 9110, section 12.4.2). */
function rangeIn(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  return { type, isRefused: parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) };
}

/** 1 for a form that is named, -1 for one that is refused, 0 for one that is left open; the exact name counts first. */
function stanceOn(ranges: readonly Range[], ...types: readonly string[]): number {
  for (const type of types) {
    const range = ranges.find((one) => one.type === type);
    if (range !== undefined) return range.isRefused ? -1 : 1;
  }
  return 0;
}
