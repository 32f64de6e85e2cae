/** The trace fields of a request's `_meta`, as received. */
export interface TraceMeta {
  readonly traceparent?: unknown;
  readonly tracestate?: unknown;
}

/** What is known of an MCP call when it starts; names of absent things are left out. */
export interface CallStart {
  /** JSON-RPC method, such as `tools/call`. */
  readonly method: string;
  /** Registered tool or prompt name; never a name that a client made up. */
  readonly target?: string | undefined;
  /** `params._meta` of the request. */
  readonly meta?: TraceMeta | undefined;
  readonly transport?: 'stdio' | 'http' | undefined;
  readonly requestId?: string | number | undefined;
  readonly protocolVersion?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly resourceUri?: string | undefined;
  readonly clientAddress?: string | undefined;
  /** `traceparent` header of the HTTP request: linked, not the parent. */
  readonly httpTraceparent?: string | undefined;
}

/** How a call ended, in the words of the metrics. */
export type Outcome = 'ok' | 'tool_error' | 'protocol_error' | 'input_required' | 'cancelled';

/** What is known of an MCP call when it ends. */
export interface CallEnd {
  readonly outcome: Outcome;
  /** Our error code for `tool_error`, the JSON-RPC code for `protocol_error`. */
  readonly errorCode?: string | undefined;
  /** The unexpected exception behind an internal error, recorded as an event. */
  readonly error?: unknown;
}

/** Values that a span attribute may have. */
export type AttributeValue = string | number | boolean | readonly string[];

/** One MCP call, or nothing at all when it is not recorded. Methods never throw. */
export interface CallSpan {
  readonly recording: boolean;
  /** Hexadecimal ids for log lines; absent when no tracing is configured. */
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  /** Runs the work so that upstream spans started inside become children. */
  run<T>(work: () => T): T;
  setAttribute(name: string, value: AttributeValue): void;
  /** Ends the span; only the first call counts. */
  end(end: CallEnd): void;
}

/** What is known of a request to an upstream API when it starts. */
export interface UpstreamStart {
  /** HTTP method. */
  readonly method: string;
  /** Host and path are recorded, the query never is. */
  readonly url: URL;
  /** Low-cardinality path such as `/v1/leads/{id}`; preferred over the path. */
  readonly urlTemplate?: string | undefined;
  /** Number of the retry, from 1. */
  readonly resendCount?: number | undefined;
}

/** How a request to an upstream API ended: with a status, or with the kind of failure. */
export interface UpstreamEnd {
  readonly status?: number | undefined;
  /** Low-cardinality kind such as `timeout`; the status stands in when absent. */
  readonly errorType?: string | undefined;
}

/** One request to an upstream API. */
export interface UpstreamSpan {
  /** Value for a `traceparent` header, when the upstream is ours to correlate with. */
  readonly traceparent: string | undefined;
  end(end: UpstreamEnd): void;
}

/** Starts spans by the OpenTelemetry conventions for MCP servers and HTTP clients. */
export interface Tracer {
  /** False when every span is the shared no-op. */
  readonly enabled: boolean;
  startCall(start: CallStart): CallSpan;
  startUpstream(start: UpstreamStart): UpstreamSpan;
}

const NOOP_CALL: CallSpan = Object.freeze({
  recording: false,
  traceId: undefined,
  spanId: undefined,
  run: <T>(work: () => T): T => work(),
  setAttribute: () => {},
  end: () => {},
});

const NOOP_UPSTREAM: UpstreamSpan = Object.freeze({ traceparent: undefined, end: () => {} });

/** The tracer without a collector: every span is one shared object that does nothing. */
export const noopTracer: Tracer = Object.freeze({
  enabled: false,
  startCall: () => NOOP_CALL,
  startUpstream: () => NOOP_UPSTREAM,
});

/** The attributes that name what a call addresses; shared by spans and the duration metric. */
export function targetAttributes(method: string, target: string): Record<string, string> {
  if (method === 'tools/call') return { 'gen_ai.tool.name': target, 'gen_ai.operation.name': 'execute_tool' };
  if (method === 'prompts/get') return { 'gen_ai.prompt.name': target };
  return {};
}
