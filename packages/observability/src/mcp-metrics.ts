import type { CounterCell, GaugeCell, HistogramCell, Instrument } from './metric-cells.ts';
import type { Registry } from './metrics.ts';
import { targetAttributes } from './tracing.ts';

/** Seconds; the boundaries that the OpenTelemetry MCP conventions prescribe. */
const DURATION_BUCKETS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
const BYTE_BUCKETS = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304];

/** State of a circuit breaker as the gauge shows it. */
export const CIRCUIT_STATE = { closed: 0, half_open: 1, open: 2 } as const;

/** The instruments that every server has. */
export interface McpMetrics {
  /** Seconds per call; `outcome` is one of `Outcome`, `error_code` is empty unless the call failed. */
  readonly duration: Instrument<'method' | 'target' | 'outcome' | 'error_code', HistogramCell>;
  /** Failed calls. */
  readonly errors: Instrument<'code', CounterCell>;
  /** Serialised bytes per result. */
  readonly resultBytes: Instrument<'target', HistogramCell>;
  /** Arguments accepted in another type than the declared one. */
  readonly coercions: Instrument<'target', CounterCell>;
  /** HTTP requests refused before they became a call. */
  readonly rejections: Instrument<'reason', CounterCell>;
  /** Seconds per request to an upstream API. */
  readonly upstreamDuration: Instrument<'dependency' | 'outcome', HistogramCell>;
  readonly upstreamRetries: Instrument<'dependency', CounterCell>;
  /** One of {@link CIRCUIT_STATE}. */
  readonly circuitState: Instrument<'dependency', GaugeCell>;
  /** Cache look-ups; `result` is `hit`, `miss` or `stale`. */
  readonly cacheRequests: Instrument<'cache' | 'result', CounterCell>;
  /** Seconds per call to a worker, waiting included; `outcome` is `ok` or an error code. */
  readonly workerDuration: Instrument<'pool' | 'outcome', HistogramCell>;
  /** Workers that ended, by reason. */
  readonly workerEnds: Instrument<'pool' | 'reason', CounterCell>;
  /** Calls that wait for a worker. */
  readonly workerWaiting: Instrument<'pool', GaugeCell>;
}

/** Declares the instruments of an MCP server in a registry, once per registry. */
export function declareMcpMetrics(registry: Registry): McpMetrics {
  return {
    ...declareCallMetrics(registry),
    ...declareDependencyMetrics(registry),
    ...declareWorkerMetrics(registry),
  };
}

function declareCallMetrics(registry: Registry) {
  return {
    duration: registry.histogram({
      name: 'mcp_server_operation_duration_seconds',
      help: 'Time from receiving an MCP request to its result.',
      unit: 's',
      buckets: DURATION_BUCKETS,
      labels: ['method', 'target', 'outcome', 'error_code'],
      otel: { name: 'mcp.server.operation.duration', attributes: durationAttributes },
    }),
    errors: registry.counter({
      name: 'mcp_server_errors_total',
      help: 'MCP requests that failed, by error code.',
      labels: ['code'],
    }),
    resultBytes: registry.histogram({
      name: 'mcp_server_result_bytes',
      help: 'Size of serialised results.',
      unit: 'By',
      buckets: BYTE_BUCKETS,
      labels: ['target'],
    }),
    coercions: registry.counter({
      name: 'mcp_server_coercions_total',
      help: 'Arguments accepted in another type than the declared one.',
      labels: ['target'],
    }),
    rejections: registry.counter({
      name: 'http_rejections_total',
      help: 'HTTP requests refused before they became an MCP request.',
      labels: ['reason'],
    }),
  };
}

function declareDependencyMetrics(registry: Registry) {
  return {
    upstreamDuration: registry.histogram({
      name: 'upstream_request_duration_seconds',
      help: 'Time of one request to an upstream API, retries counted apart.',
      unit: 's',
      buckets: DURATION_BUCKETS,
      labels: ['dependency', 'outcome'],
    }),
    upstreamRetries: registry.counter({
      name: 'upstream_retries_total',
      help: 'Repeated requests to upstream APIs.',
      labels: ['dependency'],
    }),
    circuitState: registry.gauge({
      name: 'upstream_circuit_state',
      help: 'Circuit breaker: 0 closed, 1 half open, 2 open.',
      labels: ['dependency'],
    }),
    cacheRequests: registry.counter({
      name: 'cache_requests_total',
      help: 'Cache look-ups by result.',
      labels: ['cache', 'result'],
    }),
  };
}

function declareWorkerMetrics(registry: Registry) {
  return {
    workerDuration: registry.histogram({
      name: 'worker_call_duration_seconds',
      help: 'Time of one call to a worker, waiting included.',
      unit: 's',
      buckets: DURATION_BUCKETS,
      labels: ['pool', 'outcome'],
    }),
    workerEnds: registry.counter({
      name: 'worker_ends_total',
      help: 'Worker processes and threads that ended, by reason.',
      labels: ['pool', 'reason'],
    }),
    workerWaiting: registry.gauge({
      name: 'worker_calls_waiting',
      help: 'Calls that wait for a worker.',
      labels: ['pool'],
    }),
  };
}

/** Empty labels are left out, since an attribute that does not apply must be absent. */
function durationAttributes(labels: Readonly<Record<string, string>>): Record<string, string> {
  const { method = '', target = '', outcome = '', error_code: code = '' } = labels;
  const attributes: Record<string, string> = { 'mcp.method.name': method, 'patchbay.outcome': outcome };
  if (target !== '') Object.assign(attributes, targetAttributes(method, target));
  if (outcome === 'tool_error') {
    attributes['error.type'] = 'tool_error';
    if (code !== '') attributes['patchbay.error.code'] = code;
  }
  if (outcome === 'protocol_error') {
    attributes['error.type'] = code === '' ? '_OTHER' : code;
    attributes['rpc.response.status_code'] = attributes['error.type'];
  }
  return attributes;
}
