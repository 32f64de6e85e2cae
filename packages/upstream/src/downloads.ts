import { type ContentFacts, contentFacts } from './content-facts.ts';
import { type ExchangeParts, runExchange } from './exchange.ts';
import { abortFailure, UpstreamFailure } from './failure.ts';
import { follow, type LinkedSignal, linkSignal } from './link-signal.ts';
import { readBytes, streamBody } from './read-body.ts';
import { type Answer, discard, failing, type WireRequest } from './transport.ts';

/** The parts that downloads run on. */
export interface DownloadParts {
  readonly exchange: ExchangeParts;
  readonly maxAttempts: number;
  /** Resolves with a 2xx answer or throws; see `Transport`. */
  send(request: WireRequest, signal: AbortSignal): Promise<Answer>;
  /** Words a failure for the caller. */
  toError(error: unknown, order: Order): unknown;
  succeeded(): void;
}

/** One download with everything decided. */
export interface Order {
  readonly request: WireRequest;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly budgetMs: number;
  readonly operation: string | undefined;
  readonly cost: number;
}

/** What was found, wherever redirects led. */
export interface Found extends ContentFacts {
  readonly status: number;
  /** What was asked for in the end. */
  readonly source: WireRequest;
}

/** Fetches bodies of any type. Both ways throw what `toError` makes of a failure. */
export interface Downloads {
  bytes(order: Order): Promise<Found & { readonly bytes: Uint8Array }>;
  stream(order: Order): Promise<Found & { readonly body: ReadableStream<Uint8Array> }>;
  /** Ends all that is under way. */
  abortAll(reason: UpstreamFailure): void;
}

/** Builds downloads over their parts; the calls under way are all they keep. */
export function createDownloads(parts: DownloadParts): Downloads {
  const underWay = new Set<LinkedSignal>();
  const begin = ({ signal, budgetMs }: Order): LinkedSignal => {
    const linked = linkSignal(signal, budgetMs, () => new UpstreamFailure('timeout'));
    const call = {
      ...linked,
      dispose: () => {
        linked.dispose();
        underWay.delete(call);
      },
    };
    underWay.add(call);
    // nothing is left to bound then, even if nobody reads the error
    linked.signal.addEventListener('abort', call.dispose, { once: true });
    return call;
  };
  return {
    bytes: (order) => readWhole(parts, order, begin),
    stream: (order) => readInPieces(parts, order, begin),
    abortAll: (reason) => {
      for (const call of underWay) call.abort(reason);
    },
  };
}

type Begin = (order: Order) => LinkedSignal;

async function readWhole(
  parts: DownloadParts,
  order: Order,
  begin: Begin,
): Promise<Found & { readonly bytes: Uint8Array }> {
  if (order.signal.aborted) throw worded(parts, order, order.signal.reason);
  const call = begin(order);
  const attempt = (request: WireRequest, signal: AbortSignal) =>
    failing(signal, async () => {
      const answer = await open(parts, order, request, signal);
      const bytes = await readBytes(answer.body, answer.header('content-encoding'), order.maxBytes);
      return { ...foundIn(answer), bytes };
    });
  try {
    // the pool bounds every silence, so that an attempt may take as long as the call
    const { budgetMs: timeoutMs } = order;
    const found = await runExchange(
      parts.exchange,
      { ...planOf(parts, order), timeoutMs, attempt },
      call.signal,
    );
    parts.succeeded();
    return found;
  } catch (error) {
    throw worded(parts, order, error);
  } finally {
    call.dispose();
  }
}

/** An answer whose first piece has arrived. */
interface Opened extends Found {
  readonly first: IteratorResult<Uint8Array>;
  readonly rest: AsyncGenerator<Uint8Array>;
  readonly socket: AbortController;
}

async function readInPieces(
  parts: DownloadParts,
  order: Order,
  begin: Begin,
): Promise<Found & { readonly body: ReadableStream<Uint8Array> }> {
  if (order.signal.aborted) throw worded(parts, order, order.signal.reason);
  const call = begin(order);
  const attempt = async (request: WireRequest, signal: AbortSignal): Promise<Opened> => {
    const socket = new AbortController();
    const release = follow(signal, socket);
    try {
      return await failing(socket.signal, async () => {
        const answer = await open(parts, order, request, socket.signal);
        const rest = piecesOf(answer, order.maxBytes);
        const first = await rest.next();
        return { ...foundIn(answer), first, rest, socket };
      });
    } finally {
      release();
    }
  };
  try {
    const opened = await runExchange(parts.exchange, { ...planOf(parts, order), attempt }, call.signal);
    const { first: _first, rest: _rest, socket, ...found } = opened;
    follow(call.signal, socket);
    return { ...found, body: toStream(parts, order, opened, call) };
  } catch (error) {
    call.dispose();
    throw worded(parts, order, error);
  }
}

/** Hands pieces on as they are asked for, and tells how it ended: once, whoever ends it. */
function toStream(
  parts: DownloadParts,
  order: Order,
  opened: Opened,
  call: LinkedSignal,
): ReadableStream<Uint8Array> {
  const { rest, socket } = opened;
  const end = createEnding(parts, order, call);
  let bytes = 0;
  let pending: IteratorResult<Uint8Array> | undefined = opened.first;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const next = pending ?? (await failing(socket.signal, () => rest.next()));
          pending = undefined;
          if (next.done) {
            parts.succeeded();
            end('ok', bytes);
            controller.close();
          } else {
            bytes += next.value.byteLength;
            controller.enqueue(next.value);
          }
        } catch (error) {
          end(error, bytes);
          controller.error(worded(parts, order, error));
        }
      },
      cancel: () => {
        const left = new UpstreamFailure('cancelled');
        end(left, bytes);
        socket.abort(left);
        // the generator may be waiting for the socket that has just been closed
        rest.return(undefined).catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
}

/** Puts a stream's call away and reports it; a break that was the dependency's counts against its circuit. */
function createEnding(
  { exchange }: DownloadParts,
  { operation, signal }: Order,
  call: LinkedSignal,
): (result: unknown, bytes: number) => void {
  const startedAt = performance.now();
  return (result, bytes) => {
    const isOurs = call.signal.aborted;
    call.dispose();
    const failure = failureIn(signal, result);
    const outcome = result === 'ok' ? 'ok' : (failure?.kind ?? 'refused');
    exchange.emit({ type: 'stream', operation, outcome, bytes, durationMs: performance.now() - startedAt });
    if (failure && !isOurs) exchange.breaker.run(() => Promise.reject(failure)).catch(() => {});
  };
}

/** What stands behind an error: the caller's own signal, where it aborted, whatever its reason is. */
function failureIn(signal: AbortSignal, error: unknown): UpstreamFailure | undefined {
  if (signal.aborted) return abortFailure(signal);
  return error instanceof UpstreamFailure ? error : undefined;
}

function worded(parts: DownloadParts, order: Order, error: unknown): unknown {
  return parts.toError(failureIn(order.signal, error) ?? error, order);
}

async function open(
  parts: DownloadParts,
  { maxBytes }: Order,
  request: WireRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await parts.send(request, signal);
  if (Number(answer.header('content-length') ?? 0) <= maxBytes) return answer;
  discard(answer);
  throw new UpstreamFailure('too_large');
}

function piecesOf(answer: Answer, maxBytes: number): AsyncGenerator<Uint8Array> {
  try {
    return streamBody(answer.body, answer.header('content-encoding'), maxBytes);
  } catch (error) {
    discard(answer);
    throw error;
  }
}

function foundIn(answer: Answer): Found {
  return { status: answer.status, ...contentFacts(answer), source: answer.request };
}

function planOf({ maxAttempts }: DownloadParts, { request, budgetMs, operation, cost }: Order) {
  return { request, maxAttempts, budgetMs, operation, cost };
}
