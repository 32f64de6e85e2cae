import type { McpMetrics, Redactor } from '@patchbay/observability';
import type { Call, MiddlewareFor, Target } from '../call.ts';
import { isBag } from '../engine/arguments.ts';
import { type CallOutcome, outcomeOf } from '../engine/outcome.ts';
import { ToolError } from '../errors.ts';
import type { Result } from '../wire.ts';

const maxArguments = 500;

/** Writes one line per call and counts it: what, for whom, how it ended, how long it took, how large it was. */
export function log({
  metrics,
  redactor,
}: {
  readonly metrics?: McpMetrics | undefined;
  readonly redactor?: Redactor | undefined;
}): MiddlewareFor {
  return (target) => {
    const measure = metrics === undefined ? undefined : createMeter(metrics, target);
    return async (call, next) => {
      const started = performance.now();
      try {
        const result = await next(call);
        const ended = { ...outcomeOf(result, undefined), seconds: (performance.now() - started) / 1000 };
        const bytes = measure !== undefined || call.log.isEnabled('info') ? sizeOf(result) : 0;
        measure?.(call, ended, bytes);
        write(call, ended, bytes, redactor);
        return result;
      } catch (error) {
        const ended = { ...outcomeOf(undefined, error), seconds: (performance.now() - started) / 1000 };
        measure?.(call, ended, 0);
        write(call, ended, 0, redactor);
        throw error;
      }
    };
  };
}

interface Ended extends CallOutcome {
  readonly seconds: number;
}

function createMeter(metrics: McpMetrics, target: Target) {
  const name = target.kind === 'list' || target.kind === 'completion' ? '' : target.name;
  const bytesCell = metrics.resultBytes.cell({ target: name });
  return (call: Call, { outcome, code, seconds }: Ended, bytes: number): void => {
    metrics.duration
      .cell({ method: call.request.method, target: name, outcome, error_code: code })
      .observe(seconds);
    if (code !== '') metrics.errors.cell({ code }).inc();
    if (bytes > 0) bytesCell.observe(bytes);
    const coercions = call.notes['coercions'];
    if (typeof coercions === 'number') metrics.coercions.cell({ target: name }).inc(coercions);
  };
}

function write(
  call: Call,
  { outcome, code, seconds }: Ended,
  bytes: number,
  redactor: Redactor | undefined,
): void {
  const failed = code === 'internal';
  if (!failed && !call.log.isEnabled('info')) return;
  const fields = {
    method: call.request.method,
    target: call.target.name,
    outcome,
    ...(code !== '' && { code }),
    ms: Math.round(seconds * 1e5) / 100,
    bytes,
    caller: call.request.caller.id,
    transport: call.request.client.transport,
    ...(call.request.client.name !== undefined && { client: call.request.client.name }),
    correlation_id: call.correlationId,
    ...call.notes,
    ...argumentsOf(call, redactor),
  };
  if (failed) call.log.error({ ...fields, err: call.error }, 'call');
  else call.log.info({ ...fields, ...causeOf(call.error) }, 'call');
}

/** What stood behind an error that the client was told about, such as an upstream's refusal. */
function causeOf(error: unknown): { readonly err?: unknown } {
  return error instanceof ToolError && error.cause !== undefined ? { err: error.cause } : {};
}

/** The arguments for the line; a text that is cut is cleaned first, since half a secret is not recognised. */
function argumentsOf({ request }: Call, redactor: Redactor | undefined): { readonly args?: unknown } {
  const args = request.params['arguments'];
  if (args === undefined) return {};
  const text = JSON.stringify(args);
  if (text.length <= maxArguments) return { args };
  const clean = redactor?.text(text) ?? text;
  return { args: `${clean.slice(0, maxArguments)}…` };
}

/** Bytes of what a model or reader gets; lists, which clients keep, count nothing. */
function sizeOf({ content, contents, messages }: Result): number {
  const parts = content ?? contents ?? messages;
  return Array.isArray(parts) ? parts.reduce<number>((sum, part: unknown) => sum + sizeOfPart(part), 0) : 0;
}

function sizeOfPart(part: unknown): number {
  if (!isBag(part)) return 0;
  const payload = part['text'] ?? part['blob'] ?? part['data'];
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return sizeOfPart(part['content'] ?? part['resource']);
}
