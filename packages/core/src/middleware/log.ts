import type { HistogramCell, Logger, McpMetrics, Redactor, ShapedLine } from '@patchbay/observability';
import { isBag } from '@patchbay/schemas';
import { settle } from '../awaitable.ts';
import { brief } from '../brief.ts';
import type { Call, MiddlewareFor, Request, Target } from '../call.ts';
import { type CallOutcome, outcomeOf } from '../engine/outcome.ts';
import { ToolError } from '../errors.ts';
import type { Result } from '../wire.ts';

const maxArguments = 500;
const maxCells = 50;

/** What becomes of calls in the log. */
export interface LogOptions {
  readonly metrics?: McpMetrics | undefined;
  readonly redactor?: Redactor | undefined;
  /** Whether lines hold what was asked, without secrets, or the names and sizes of it; `values` unless given. */
  readonly logArguments?: 'values' | 'sizes' | undefined;
}

/** Writes one line per call and counts it: what, for whom, how it ended, how long it took, how large it was. */
export function log({ metrics, redactor, logArguments = 'values' }: LogOptions): MiddlewareFor {
  const shown =
    logArguments === 'sizes' ? sizesOf : (params: Request['params']) => argumentsOf(params, redactor);
  return (target) => {
    const measure = metrics === undefined ? undefined : createMeter(metrics, target);
    const write = createWriter(target, shown);
    const report = (call: Call, started: number, outcome: CallOutcome, bytes: number) => {
      const line = { call, outcome, seconds: (performance.now() - started) / 1000, bytes };
      measure?.(line);
      write(line);
    };
    return (call, next) => {
      const started = performance.now();
      return settle(
        () => next(call),
        (result) => {
          const bytes = measure !== undefined || call.log.isEnabled('info') ? sizeOf(result) : 0;
          report(call, started, outcomeOf(result, undefined), bytes);
          return result;
        },
        (error) => {
          report(call, started, outcomeOf(undefined, error), 0);
          throw error;
        },
      );
    };
  };
}

function createMeter(metrics: McpMetrics, target: Target) {
  const name = target.kind === 'list' || target.kind === 'completion' ? '' : target.name;
  const bytesCell = metrics.resultBytes.cell({ target: name });
  const durations = new Map<string, HistogramCell>();
  const durationOf = (method: string, { outcome, code }: CallOutcome): HistogramCell => {
    const key = `${method} ${outcome} ${code}`;
    const known = durations.get(key);
    if (known !== undefined) return known;
    const cell = metrics.duration.cell({ method, target: name, outcome, error_code: code });
    if (durations.size < maxCells) durations.set(key, cell);
    return cell;
  };
  return ({ call, outcome, seconds, bytes }: Line): void => {
    durationOf(brief(call.request.method), outcome).observe(seconds);
    const { code } = outcome;
    if (code !== '') metrics.errors.cell({ code }).inc();
    if (bytes > 0) bytesCell.observe(bytes);
    const coercions = call.notes['coercions'];
    if (typeof coercions === 'number') metrics.coercions.cell({ target: name }).inc(coercions);
  };
}

interface Line {
  readonly call: Call;
  readonly outcome: CallOutcome;
  readonly seconds: number;
  readonly bytes: number;
}

/** Writes the lines of one target; those without an error to describe, which are most, share a prepared shape. */
function createWriter(target: Target, shown: ShownArguments): (line: Line) => void {
  let shaped: { readonly log: Logger; readonly write: ShapedLine } | undefined;
  const usual = (log: Logger) => {
    if (shaped?.log !== log) shaped = { log, write: log.shaped('info', { target: target.name }, 'call') };
    return shaped.write;
  };
  return (line) => {
    const { call, outcome } = line;
    const whole = () => ({ target: target.name, ...factsOf(line), ...fieldsOf(call, shown) });
    if (outcome.code === 'internal') return call.log.error({ ...whole(), err: call.error }, 'call');
    if (!call.log.isEnabled('info')) return undefined;
    const cause = call.error instanceof ToolError ? call.error.cause : undefined;
    if (cause === undefined) return usual(call.log)(factsOf(line), fieldsOf(call, shown));
    // what stood behind an error that the client was told about, such as an upstream's refusal
    return call.log.info({ ...whole(), err: cause }, 'call');
  };
}

/** Numbers and words of our own. */
function factsOf({ call, outcome: { outcome, code }, seconds, bytes }: Line): object {
  const { request, correlationId } = call;
  return {
    outcome,
    code: code === '' ? undefined : code,
    ms: Math.round(seconds * 1e5) / 100,
    bytes,
    transport: request.client.transport,
    correlation_id: correlationId,
  };
}

/** What others said. */
function fieldsOf({ request, notes }: Call, shown: ShownArguments): object {
  const { method, caller, client, params } = request;
  return {
    method: brief(method),
    caller: caller.id,
    client: client.name,
    ...notes,
    args: shown(params),
  };
}

type ShownArguments = (params: Request['params']) => unknown;

const maxNames = 30;

/** The arguments by name, each as its type and size: what it costs to serve them, and nothing of what they say. */
function sizesOf({ arguments: args }: Request['params']): unknown {
  if (!isBag(args)) return undefined;
  const names = Object.keys(args);
  const told = names.slice(0, maxNames).map((name) => [brief(name), sizeText(args[name])]);
  const more = names.length > maxNames ? [['…', `${names.length - maxNames} more`]] : [];
  return Object.fromEntries([...told, ...more]);
}

function sizeText(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length}`;
  if (Array.isArray(value)) return `list of ${value.length}`;
  return isBag(value) ? `object of ${Object.keys(value).length}` : typeof value;
}

/** The arguments for the line; a text that is cut is cleaned first, since half a secret is not recognised. */
function argumentsOf({ arguments: args }: Request['params'], redactor: Redactor | undefined): unknown {
  if (args === undefined || isShort(args)) return args;
  const text = JSON.stringify(args);
  if (text.length <= maxArguments) return args;
  const clean = redactor?.text(text) ?? text;
  return `${clean.slice(0, maxArguments)}…`;
}

/** Whether arguments are certainly no longer than fits, which spares most of them being written out twice. */
function isShort(args: unknown): boolean {
  if (!isBag(args)) return false;
  let length = 0;
  for (const name in args) {
    const value = args[name];
    if (typeof value === 'object') return false;
    // an escaped character takes up to six
    length += 6 * (name.length + (typeof value === 'string' ? value.length : 4)) + 6;
  }
  return length <= maxArguments;
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
