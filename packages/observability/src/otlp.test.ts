import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { declareMcpMetrics } from './mcp-metrics.ts';
import { createRegistry } from './metrics.ts';
import { startTelemetry } from './otlp.ts';
import type { OtlpEnv } from './otlp-env.ts';
import { createRedactor } from './redact.ts';
import { type Collector, memoryLog, startCollector } from './testing.ts';

const CANARY = 'canary-5Ecret/value+1';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

async function open(env: OtlpEnv) {
  const sink = memoryLog();
  const redactor = createRedactor({ secrets: [CANARY] });
  const logger = createLogger({
    level: 'trace',
    name: 'weather',
    version: '1.2.3',
    redactor,
    destination: sink.destination,
  });
  const registry = createRegistry({ redactor });
  const options = { serviceName: 'weather', serviceVersion: '1.2.3', logger, redactor, registry };
  return { ...(await startTelemetry({ ...options, env })), sink, registry, redactor };
}

describe('export', () => {
  it('sends spans and metrics with resource and headers, and no secret among them', async () => {
    const { tracer, shutdown, registry, sink } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.endpoint}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector-key-1,x-team=weather',
      OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=test,note=${encodeURIComponent(CANARY)}`,
      OTEL_SERVICE_NAME: 'renamed',
    });
    const metrics = declareMcpMetrics(registry);
    const labels = { method: 'tools/call', target: CANARY, outcome: 'tool_error', error_code: 'not_found' };
    metrics.duration.cell(labels).observe(0.5);
    metrics.errors.cell({ code: CANARY }).inc();
    metrics.circuitState.cell({ dependency: 'api' }).set(1);
    const call = tracer.startCall({
      method: 'tools/call',
      target: CANARY,
      meta: { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` },
    });
    call.setAttribute('note', `key collector-key-1 and ${CANARY}`);
    call.end({ outcome: 'tool_error', error: new Error(CANARY, { cause: CANARY }) });
    await shutdown(5_000);
    expect(collector.requests.map(({ path }) => path).sort()).toEqual(['/v1/metrics', '/v1/traces']);
    expect(collector.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer collector-key-1',
      'x-team': 'weather',
    });
    expect(collector.spans()).toMatchObject([
      { name: 'tools/call [REDACTED]', traceId: TRACE_ID, parentSpanId: 'b7ad6b7169203331' },
    ]);
    expect(collector.metricNames()).toContain('mcp.server.operation.duration');
    expect(collector.text()).toContain('renamed');
    expect(collector.text()).toContain('"explicitBounds":[0.01,');
    expect(collector.text()).not.toContain('collector-key-1');
    expect(collector.text()).not.toMatch(/canary|5Ecret/);
    expect(sink.text()).toBe('');
  });

  it.each([
    ['traceidratio', '0', 'sampled', 0],
    ['traceidratio', '1', 'unsampled', 1],
    ['parentbased_traceidratio', '0', 'sampled', 1],
    ['parentbased_traceidratio', '1', 'unsampled', 0],
    ['parentbased_always_off', '', 'sampled', 1],
    ['always_off', '', 'sampled', 0],
  ])('follows the sampler %s(%s) for a caller that is %s', async (sampler, ratio, caller, expected) => {
    const { tracer, shutdown } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER: sampler,
      OTEL_TRACES_SAMPLER_ARG: ratio,
    });
    const flags = caller === 'sampled' ? '01' : '00';
    const meta = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-${flags}` };
    tracer.startCall({ method: 'ping', meta }).end({ outcome: 'ok' });
    await shutdown(5_000);
    expect(collector.spans()).toHaveLength(expected);
  });

  it('samples about the configured share of new traces', async () => {
    const { tracer, shutdown } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    });
    for (let call = 0; call < 2_000; call += 1) tracer.startCall({ method: 'ping' }).end({ outcome: 'ok' });
    await shutdown(5_000);
    expect(collector.spans().length).toBeGreaterThan(380);
    expect(collector.spans().length).toBeLessThan(620);
  });
});

describe('a bad collector', () => {
  it('that never answers costs no more than the deadline', async () => {
    collector.answerWith(0);
    const { tracer, shutdown } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    tracer.startCall({ method: 'ping' }).end({ outcome: 'ok' });
    const started = performance.now();
    await shutdown(50);
    // the export by itself would be given up after five seconds
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('that refuses is one warning without its address or our headers', async () => {
    collector.answerWith(401);
    const { tracer, shutdown, sink } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-token=collector-key-1',
    });
    tracer.startCall({ method: 'ping' }).end({ outcome: 'ok' });
    await shutdown(5_000);
    await shutdown(5_000);
    expect(sink.lines().length).toBeGreaterThan(0);
    expect(sink.lines().every((line) => line['level'] === 'warn')).toBe(true);
    expect(sink.text()).not.toContain('collector-key-1');
  });
});

describe('settings', () => {
  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://x' }],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'not a url' }],
    ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'my-secret-header' }],
    ['OTEL_RESOURCE_ATTRIBUTES', { OTEL_RESOURCE_ATTRIBUTES: 'a=%E0%A4%A' }],
    ['OTEL_TRACES_SAMPLER', { OTEL_TRACES_SAMPLER: 'sometimes' }],
    ['OTEL_TRACES_SAMPLER_ARG', { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '7' }],
  ])('that cannot be used are named in a warning, and the server starts: %s', async (variable, env) => {
    const opened = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, ...env });
    expect(opened.sink.lines()).toMatchObject([{ level: 'warn', variable }]);
    expect(opened.sink.text()).not.toContain('my-secret-header');
    await opened.shutdown(1_000);
  });

  it.each<OtlpEnv>([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, { OTEL_SDK_DISABLED: 'TRUE' }])(
    'that ask for nothing give the no-op tracer: %o',
    async (env) => {
      const endpoint =
        env.OTEL_SDK_DISABLED === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint };
      const { tracer, shutdown } = await open({ ...endpoint, ...env });
      expect(tracer.enabled).toBe(false);
      await shutdown(0);
      expect(collector.requests).toEqual([]);
    },
  );
});

it('loads no OpenTelemetry module until an endpoint is configured', async () => {
  const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const o = await import(${index});
    const redactor = o.createRedactor();
    const registry = o.createRegistry();
    const logger = o.createLogger({ level: 'info', name: 'n', version: 'v', redactor });
    const start = (env) => o.startTelemetry({ serviceName: 'n', serviceVersion: 'v', env, logger, redactor, registry });
    const count = () => loaded.filter((url) => url.includes('@opentelemetry')).length;
    const off = await start({});
    off.tracer.startCall({ method: 'ping' }).end({ outcome: 'ok' });
    const before = count();
    const on = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    on.tracer.startCall({ method: 'ping' }).end({ outcome: 'ok' });
    await on.shutdown(20);
    process.stderr.write(JSON.stringify({ before, after: count() }));
    process.exit(0);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
  ]);
  const { before, after } = JSON.parse(/\{"before".*?\}/.exec(stderr)?.[0] ?? '');
  expect(stdout).toBe('');
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(5);
});
