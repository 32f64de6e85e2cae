import type { Logger } from '@patchbay/observability';
import type { Awaitable } from './awaitable.ts';
import type { Access } from './define/access.ts';
import type { Announcement, Caller, ClientView } from './define/context.ts';
import type { AnyPrompt } from './define/prompt.ts';
import type { ServedResource } from './define/resource.ts';
import type { ResultRepository } from './define/results.ts';
import type { AnyTool } from './define/tool.ts';
import type { WriteEffect, WriteRequest } from './define/writes.ts';
import type { Result } from './wire.ts';

/** Something that can be ended before its time. */
export interface Cancellable {
  /** Whether it was. */
  readonly aborted: boolean;
  /** Aborts when it is. Made when it is first asked for, so `aborted` is the cheaper question. */
  readonly signal: AbortSignal;
}

/** One MCP request, free of any transport's or SDK's objects; aborted when the client cancels or goes away. */
export interface Request extends Cancellable {
  readonly method: string;
  /** Without `_meta`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The request's `_meta`, where trace context travels, without what it says of the client. */
  readonly meta: Readonly<Record<string, unknown>>;
  readonly id: string | number | undefined;
  readonly caller: Caller;
  readonly client: ClientView;
  /** Sends a notification that belongs to this request. */
  notify(method: string, params: Readonly<Record<string, unknown>>): Promise<void>;
}

/** What a request is aimed at, resolved once at start. */
export type Target =
  | {
      readonly kind: 'tool';
      readonly name: string;
      readonly access: Access;
      readonly scopes: readonly string[];
      readonly timeoutMs: number;
      readonly tool: AnyTool<unknown>;
    }
  | {
      readonly kind: 'resource';
      readonly name: string;
      readonly access: 'read';
      readonly scopes: readonly string[];
      readonly timeoutMs: number;
      readonly resource: ServedResource<unknown>;
    }
  | {
      readonly kind: 'prompt';
      readonly name: string;
      readonly access: 'read';
      readonly scopes: readonly string[];
      readonly timeoutMs: number;
      readonly prompt: AnyPrompt<unknown>;
    }
  | {
      readonly kind: 'completion' | 'list';
      readonly name: string;
      readonly access: 'read';
      readonly scopes: readonly string[];
      readonly timeoutMs: number;
    };

/**
 * One request on its way through the pipeline.
 *
 * Middleware may replace `input` and `ending` and fill in `write`, `effect` and `budget`; everything else is fixed.
 */
export interface Call {
  readonly request: Request;
  readonly target: Target;
  readonly selection: Selection;
  /** Arguments: as received before validation, parsed after it. */
  input: unknown;
  /** What the caller said about a write; undefined for reads and before validation. */
  write: WriteRequest | undefined;
  /** What a write has done so far; undefined where nothing keeps account of it. */
  effect: WriteEffect | undefined;
  /** Where results are kept; undefined for servers that keep none. */
  readonly results: ResultRepository | undefined;
  /** Tokens that the result may cost. */
  budget: number;
  /** What clients that subscribed are told when the call has succeeded. */
  announced: readonly Announcement[];
  /** How far into the pipeline the call has come, so that no layer runs the rest of it twice. */
  reached: number;
  /** Aborted on cancellation, disconnect and deadline. */
  ending: Cancellable;
  /** Finds this call in the log: the trace id where there is one. */
  correlationId: string;
  log: Logger;
  /** Facts for the log line that middleware learns on the way. */
  readonly notes: Record<string, unknown>;
  /** The error that became the result, for the log and the span. */
  error: unknown;
}

/** Which part of a server a connection sees, resolved against its definition. */
export interface Selection {
  /** Equal selections have equal keys. */
  readonly key: string;
  readonly readOnly: boolean;
  /** Names of the visible tools. */
  readonly tools: ReadonlySet<string>;
}

/** The rest of the pipeline. */
export type Next = (call: Call) => Awaitable<Result>;

/** One layer around a call. */
export type Middleware = (call: Call, next: Next) => Awaitable<Result>;

/** Decides once per target whether a layer applies to it; undefined leaves it out. */
export type MiddlewareFor = (target: Target) => Middleware | undefined;
