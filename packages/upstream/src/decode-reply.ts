import type { z } from 'zod';
import type { Emit } from './events.ts';
import { UpstreamFailure } from './failure.ts';

/** A 2xx answer, read. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** How to read an answer. */
export interface Decoder<S extends z.ZodType> {
  readonly parse: (text: string) => unknown;
  readonly schema: S;
  readonly operation: string | undefined;
  readonly emit: Emit;
}

const maxProblems = 10;

/**
 * Parses an answer and checks it against its schema; an empty answer counts as undefined.
 *
 * Throws `bad_body`; where and how the answer broke the schema goes to the `bad_answer` event only.
 */
export function decodeReply<S extends z.ZodType>(reply: Reply, decoder: Decoder<S>): z.output<S> {
  const { operation, emit } = decoder;
  const result = decoder.schema.safeParse(parseText(reply.text, decoder));
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, maxProblems).map(({ path, code }) => ({
    path: path.map(String).join('.'),
    code,
  }));
  emit({ type: 'bad_answer', operation, problems });
  throw new UpstreamFailure('bad_body');
}

function parseText<S extends z.ZodType>(text: string, { parse, operation, emit }: Decoder<S>): unknown {
  if (text === '') return undefined;
  try {
    return parse(text);
  } catch (cause) {
    emit({ type: 'bad_answer', operation, problems: [{ path: '(body)', code: 'not_json' }] });
    throw new UpstreamFailure('bad_body', { cause });
  }
}
