import { inspect } from 'node:util';
import { getHeapStatistics, serialize } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { ToolError, tooLarge } from '@patchbay/schemas';
import type { CallContext, Handlers } from './calls.ts';
import { openChildWire } from './wire/child-wire.ts';
import { measure } from './wire/measure.ts';
import type { FromChild, SentError, ToChild } from './wire/messages.ts';

export type { CallContext, Handler, Handlers, Progress } from './calls.ts';

type Request = Extract<ToChild, { type: 'call' }>;

/**
 * Answers the calls of a pool: the whole of what a worker's entry does.
 *
 * `handlers` are the calls by name, or a function that makes them from the pool's `setup`; calls wait until it is done,
 * and when it fails, the child ends.
 *
 * @example
 * const calls = { double: ({ value }: { value: number }) => value * 2 };
 * export type Calls = typeof calls;
 * serveCalls(calls);
 */
export function serveCalls(handlers: Handlers | ((setup: never) => Handlers | Promise<Handlers>)): void {
  const running = new Map<number, AbortController>();
  let known: Handlers = {};
  let outputBytes = 0;

  const send = openChildWire((message) => {
    if (message.type === 'setup') {
      outputBytes = message.outputBytes;
      void prepare(message.setup);
    } else if (message.type === 'call') void answer(message);
    else running.get(message.id)?.abort();
  });

  /** A rejection is not handled: the child ends with its text on standard error. */
  const prepare = async (setup: unknown): Promise<void> => {
    // the setup crosses untyped; the pool and its entry belong to one server
    known = typeof handlers === 'function' ? await handlers(setup as never) : handlers;
    send(serialize({ type: 'ready' } satisfies FromChild));
  };

  const answer = async (request: Request): Promise<void> => {
    const controller = new AbortController();
    running.set(request.id, controller);
    let left = outputBytes;
    const context: CallContext = {
      signal: controller.signal,
      progress(progress) {
        const { payload, size } = write({ type: 'progress', id: request.id, progress });
        left -= size;
        if (left < 0) throw outputTooLarge();
        send(payload);
      },
    };
    const payload = await outcome(known, request, context, () => left);
    running.delete(request.id);
    send(payload);
  };
}

/** Runs one call; resolves to its serialised end. */
async function outcome(
  handlers: Handlers,
  { id, name, input }: Request,
  context: CallContext,
  bytesLeft: () => number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (handler === undefined) throw new TypeError(`no handler is called ${name}`);
    // the pool's types hold what its caller passes
    const output = await handler(input as never, context);
    const { payload, size } = write({ type: 'done', id, output, heldMb: heldMb() });
    if (size <= bytesLeft()) return payload;
    throw outputTooLarge();
  } catch (error) {
    return failedPayload(id, failure(error));
  }
}

function outputTooLarge(): ToolError {
  return tooLarge('The result of this step is too large.', { hint: 'Ask for a smaller part.' });
}

/** Details that cannot leave the process are left out, so that the rest of the error is told. */
function failedPayload(id: number, { error, detail }: ReturnType<typeof failure>): Uint8Array<ArrayBuffer> {
  const message = { type: 'failed', id, error, detail, heldMb: heldMb() } satisfies FromChild;
  try {
    return write(message).payload;
  } catch {
    return serialize({ ...message, error: error && { ...error, details: undefined } } satisfies FromChild);
  }
}

/** Serialises a message and measures it as the pool will. Throws `TypeError` for what is no plain data. */
function write(message: FromChild): { readonly payload: Uint8Array<ArrayBuffer>; readonly size: number } {
  const payload = serialize(message);
  const size = measure(payload);
  if (size === undefined) throw new TypeError('what a worker answers must be plain data');
  return { payload, size };
}

function failure(error: unknown): { readonly error?: SentError; readonly detail: string } {
  const detail = inspect(error, { depth: 2, maxStringLength: 2_000, maxArrayLength: 20 }).slice(0, 20_000);
  if (!(error instanceof ToolError) || error.code === 'internal') return { detail };
  const { code, message, hint, retryable, retryAfterMs, details } = error;
  return {
    error: {
      code,
      message: message.slice(0, 4_000),
      hint: hint.slice(0, 4_000),
      retryable,
      retryAfterMs,
      details,
    },
    detail,
  };
}

/** What this child holds in MB: a process its resident memory, a thread its heap. */
function heldMb(): number {
  return (isMainThread ? process.memoryUsage.rss() : getHeapStatistics().used_heap_size) / 1e6;
}
