/** How far a call has come; counts of whatever the work consists of. */
export interface Progress {
  readonly done: number;
  /** What `done` will be at the end, where that is known. */
  readonly total?: number;
  /** What is being done, in a few words. */
  readonly message?: string;
}

/** What a handler in a child gets beside its input. */
export interface CallContext {
  /** Aborts when the caller stops waiting; a handler that does not end soon after is killed with its process. */
  readonly signal: AbortSignal;
  /** Tells the caller how far the call has come; counts towards the limit of output. */
  progress(progress: Progress): void;
}

/**
 * One call that a child answers. Input and output are plain data: primitives, objects, arrays, dates, maps, sets, bytes;
 * an output contains no cycle, and what it shares or leaves out in arrays counts towards its limit as if written out.
 * A `ToolError` that it throws reaches the caller as it is; anything else becomes `internal`, without its text.
 */
export type Handler = (input: never, context: CallContext) => unknown;

/** Calls by name. */
export type Handlers = Readonly<Record<string, Handler>>;

/** What a handler takes. */
export type InputOf<H extends Handler> = Parameters<H>[0];

/** What a handler answers. */
export type OutputOf<H extends Handler> = Awaited<ReturnType<H>>;
