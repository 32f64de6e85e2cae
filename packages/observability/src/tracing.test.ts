import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';
import { recordSpans } from './testing.ts';
import { formatTraceparent, parseTraceparent } from './trace-context.ts';
import { noopTracer } from './tracing.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;

describe('parseTraceparent', () => {
  it('reads version 00 and what later versions share with it', () => {
    const parsed = { traceId: TRACE_ID, spanId: SPAN_ID, sampled: true };
    expect(parseTraceparent(TRACEPARENT)).toEqual(parsed);
    expect(parseTraceparent(`cc-${TRACE_ID}-${SPAN_ID}-01-what-else`)).toEqual(parsed);
    expect(parseTraceparent(`00-${TRACE_ID}-${SPAN_ID}-02`)).toEqual({ ...parsed, sampled: false });
    expect(formatTraceparent(parsed)).toBe(TRACEPARENT);
  });

  it.each([
    undefined,
    42,
    '',
    TRACEPARENT.toUpperCase(),
    ` ${TRACEPARENT}`,
    `${TRACEPARENT}-extra`,
    `ff-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `00-${TRACE_ID}-${SPAN_ID}`,
    `cc-${TRACE_ID}-${SPAN_ID}-01.what`,
    `cc-${TRACE_ID}-${SPAN_ID}-01-${'x'.repeat(10_000)}`,
  ])('ignores %s', (value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });
});

describe('spans of calls', () => {
  it('continue the trace of _meta and link that of the HTTP request', async () => {
    const { tracer, spans } = await recordSpans();
    const call = tracer.startCall({
      method: 'tools/call',
      target: 'get_forecast',
      meta: { traceparent: TRACEPARENT, tracestate: 'vendor=value' },
      transport: 'http',
      requestId: 7,
      protocolVersion: '2026-07-28',
      httpTraceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
    });
    expect(call.traceId).toBe(TRACE_ID);
    call.end({ outcome: 'ok' });
    call.end({ outcome: 'tool_error' });
    const [span] = spans();
    expect(spans()).toHaveLength(1);
    expect(span).toMatchObject({ name: 'tools/call get_forecast', kind: SpanKind.SERVER });
    expect(span?.parentSpanContext).toMatchObject({ traceId: TRACE_ID, spanId: SPAN_ID, isRemote: true });
    expect(span?.spanContext().traceState?.get('vendor')).toBe('value');
    expect(span?.links.map(({ context }) => context.traceId)).toEqual(['1'.repeat(32)]);
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).toEqual({
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'get_forecast',
      'gen_ai.operation.name': 'execute_tool',
      'jsonrpc.request.id': '7',
      'mcp.protocol.version': '2026-07-28',
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'patchbay.outcome': 'ok',
    });
  });

  it('start a trace of their own when the caller has none, or an invalid one', async () => {
    const { tracer, spans } = await recordSpans();
    for (const traceparent of [undefined, 'nonsense', { toString: () => TRACEPARENT }]) {
      tracer.startCall({ method: 'tools/list', meta: { traceparent } }).end({ outcome: 'ok' });
    }
    expect(spans().map(({ parentSpanContext }) => parentSpanContext)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(new Set(spans().map((span) => span.spanContext().traceId)).size).toBe(3);
  });

  it('leave a trace unrecorded that the caller does not sample, and keep its id', async () => {
    const { tracer, spans } = await recordSpans();
    const call = tracer.startCall({ method: 'ping', meta: { traceparent: TRACEPARENT.replace(/1$/, '0') } });
    expect(call).toMatchObject({ recording: false, traceId: TRACE_ID });
    call.setAttribute('a', 1);
    call.end({ outcome: 'ok' });
    expect(spans()).toEqual([]);
  });

  it('are errors only for tool and protocol errors', async () => {
    const { tracer, spans } = await recordSpans();
    const start = { method: 'tools/call', target: 't', resourceUri: 'crm://leads/1' };
    tracer.startCall(start).end({ outcome: 'tool_error', errorCode: 'not_found' });
    tracer.startCall(start).end({ outcome: 'protocol_error', errorCode: '-32602' });
    tracer.startCall(start).end({ outcome: 'input_required' });
    tracer.startCall(start).end({ outcome: 'cancelled' });
    expect(spans().map(({ status, attributes }) => [status.code, attributes['error.type']])).toEqual([
      [SpanStatusCode.ERROR, 'tool_error'],
      [SpanStatusCode.ERROR, '-32602'],
      [SpanStatusCode.UNSET, undefined],
      [SpanStatusCode.UNSET, undefined],
    ]);
    expect(spans()[0]?.attributes['patchbay.error.code']).toBe('not_found');
    expect(spans()[1]?.attributes['rpc.response.status_code']).toBe('-32602');
  });

  it('hold no secret in name, attributes, events or status', async () => {
    const canary = 'canary-5Ecret/value+1';
    const { tracer, spans } = await recordSpans({ redactor: createRedactor({ secrets: [canary] }) });
    const call = tracer.startCall({ method: canary, target: canary, resourceUri: `x://u:${canary}@h` });
    call.setAttribute(canary, [canary, encodeURIComponent(canary)]);
    call.setAttribute('authorization', 'Bearer unknown-value');
    call.end({ outcome: 'tool_error', errorCode: canary, error: new Error(`Bearer ${canary}`) });
    const [span] = spans();
    const text = JSON.stringify([span?.name, span?.attributes, span?.events, span?.status]);
    expect(span?.events[0]?.name).toBe('exception');
    expect(text).toContain('[REDACTED]');
    expect(text).not.toMatch(/canary|unknown-value/);
  });
});

describe('spans of upstream requests', () => {
  it('are children of the call they run in, across awaits, and record no query', async () => {
    const { tracer, spans } = await recordSpans();
    const call = tracer.startCall({ method: 'tools/call', target: 't' });
    await call.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const url = new URL('https://api.example/v1/forecast?apikey=abc');
      const upstream = tracer.startUpstream({ method: 'GET', url, resendCount: 1 });
      expect(parseTraceparent(upstream.traceparent)?.traceId).toBe(call.traceId);
      upstream.end({ status: 503 });
    });
    call.end({ outcome: 'ok' });
    tracer
      .startUpstream({ method: 'GET', url: new URL('http://h:8080/x'), urlTemplate: '/{id}' })
      .end({ status: 200 });
    const [inner, outer, alone] = spans();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(inner).toMatchObject({
      name: 'GET',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR },
    });
    expect(inner?.attributes).toEqual({
      'http.request.method': 'GET',
      'server.address': 'api.example',
      'server.port': 443,
      'url.path': '/v1/forecast',
      'http.request.resend_count': 1,
      'http.response.status_code': 503,
      'error.type': '503',
    });
    expect(alone?.parentSpanContext).toBeUndefined();
    expect(alone).toMatchObject({
      name: 'GET /{id}',
      attributes: { 'server.port': 8080, 'url.template': '/{id}' },
    });
  });
});

it('without a collector is one shared object per kind', () => {
  const first = noopTracer.startCall({ method: 'ping' });
  expect(noopTracer.startCall({ method: 'tools/list' })).toBe(first);
  expect(first.run(() => 42)).toBe(42);
  const url = new URL('http://h.example');
  expect(noopTracer.startUpstream({ method: 'GET', url })).toBe(
    noopTracer.startUpstream({ method: 'PUT', url }),
  );
});
