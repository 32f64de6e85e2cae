import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  createTraceState,
  type Link,
  type Tracer as OtelTracer,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { formatTraceparent, parseTraceparent } from './trace-context.ts';
import {
  type CallEnd,
  type CallSpan,
  type CallStart,
  type TraceMeta,
  type Tracer,
  targetAttributes,
  type UpstreamEnd,
  type UpstreamSpan,
  type UpstreamStart,
} from './tracing.ts';

/**
 * Builds a tracer over an OpenTelemetry one. Only sampled spans get attributes: whether a span is sampled is asked
 * first. Conventions: semantic-conventions-genai `mcp.md` for calls, semantic-conventions `http-spans.md` for
 * upstream requests.
 */
export function createOtelTracer(tracer: OtelTracer): Tracer {
  const current = new AsyncLocalStorage<Span>();
  return {
    enabled: true,
    startCall(start) {
      const options = { kind: SpanKind.SERVER, links: linksOf(start) };
      const span = tracer.startSpan(callName(start), options, parentContext(start.meta));
      if (span.isRecording()) span.setAttributes(callAttributes(start));
      return callSpan(span, current);
    },
    startUpstream(start) {
      const parent = current.getStore();
      const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
      const span = tracer.startSpan(upstreamName(start), { kind: SpanKind.CLIENT }, context);
      if (span.isRecording()) span.setAttributes(upstreamAttributes(start));
      return upstreamSpan(span);
    },
  };
}

function callName({ method, target }: CallStart): string {
  return target === undefined ? method : `${method} ${target}`;
}

function upstreamName({ method, urlTemplate }: UpstreamStart): string {
  return urlTemplate === undefined ? method : `${method} ${urlTemplate}`;
}

function parentContext(meta: TraceMeta | undefined): Context {
  const parent = remoteSpan(meta?.traceparent, meta?.tracestate);
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

function linksOf({ httpTraceparent }: CallStart): Link[] {
  const context = remoteSpan(httpTraceparent, undefined);
  return context === undefined ? [] : [{ context }];
}

function remoteSpan(traceparent: unknown, tracestate: unknown): SpanContext | undefined {
  const parsed = parseTraceparent(traceparent);
  if (parsed === undefined) return undefined;
  const { traceId, spanId, sampled } = parsed;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return typeof tracestate === 'string' ? { ...context, traceState: createTraceState(tracestate) } : context;
}

function callAttributes(start: CallStart): Attributes {
  const attributes: Attributes = { 'mcp.method.name': start.method };
  if (start.target !== undefined) Object.assign(attributes, targetAttributes(start.method, start.target));
  if (start.requestId !== undefined) attributes['jsonrpc.request.id'] = String(start.requestId);
  if (start.resourceUri !== undefined) attributes['mcp.resource.uri'] = start.resourceUri;
  if (start.protocolVersion !== undefined) attributes['mcp.protocol.version'] = start.protocolVersion;
  if (start.sessionId !== undefined) attributes['mcp.session.id'] = start.sessionId;
  if (start.clientAddress !== undefined) attributes['client.address'] = start.clientAddress;
  if (start.transport === 'stdio') attributes['network.transport'] = 'pipe';
  if (start.transport === 'http') {
    attributes['network.transport'] = 'tcp';
    attributes['network.protocol.name'] = 'http';
  }
  return attributes;
}

function callSpan(span: Span, current: AsyncLocalStorage<Span>): CallSpan {
  const { traceId, spanId } = span.spanContext();
  const recording = span.isRecording();
  let ended = false;
  return {
    recording,
    traceId,
    spanId,
    run: (work) => current.run(span, work),
    setAttribute(name, value) {
      if (!recording || ended) return;
      span.setAttribute(name, typeof value === 'object' ? [...value] : value);
    },
    end(end) {
      if (ended) return;
      ended = true;
      if (recording) describeEnd(span, end);
      span.end();
    },
  };
}

function describeEnd(span: Span, { outcome, errorCode, error }: CallEnd): void {
  span.setAttribute('patchbay.outcome', outcome);
  if (error !== undefined) span.recordException(error instanceof Error ? error : String(error));
  if (outcome === 'tool_error') {
    if (errorCode !== undefined) span.setAttribute('patchbay.error.code', errorCode);
    fail(span, 'tool_error');
  }
  if (outcome === 'protocol_error') {
    const code = errorCode ?? '_OTHER';
    span.setAttribute('rpc.response.status_code', code);
    fail(span, code);
  }
}

function fail(span: Span, errorType: string): void {
  span.setAttribute('error.type', errorType);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function upstreamAttributes(start: UpstreamStart): Attributes {
  const { url } = start;
  const attributes: Attributes = { 'http.request.method': start.method, 'server.address': url.hostname };
  const port = url.port === '' ? defaultPort(url) : Number(url.port);
  attributes['server.port'] = port;
  if (start.urlTemplate === undefined) attributes['url.path'] = url.pathname;
  else attributes['url.template'] = start.urlTemplate;
  if (start.resendCount !== undefined) attributes['http.request.resend_count'] = start.resendCount;
  return attributes;
}

function defaultPort(url: URL): number {
  return url.protocol === 'https:' ? 443 : 80;
}

function upstreamSpan(span: Span): UpstreamSpan {
  const { traceId, spanId, traceFlags } = span.spanContext();
  let ended = false;
  return {
    traceparent: formatTraceparent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) === 1 }),
    end({ status, errorType }: UpstreamEnd) {
      if (ended) return;
      ended = true;
      if (status !== undefined) span.setAttribute('http.response.status_code', status);
      const failure = errorType ?? (status !== undefined && status >= 400 ? String(status) : undefined);
      if (failure !== undefined) fail(span, failure);
      span.end();
    },
  };
}
