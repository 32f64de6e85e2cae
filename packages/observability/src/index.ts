export { type CrashSource, exitOnCrash } from './crash.ts';
export type { ShapedLine } from './line-shape.ts';
export {
  createLogger,
  LOG_LEVELS,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  type LogMethod,
} from './logger.ts';
export { CIRCUIT_STATE, declareMcpMetrics, type McpMetrics } from './mcp-metrics.ts';
export {
  type CounterCell,
  type GaugeCell,
  type HistogramCell,
  type Instrument,
  type Labels,
  OVERFLOW_LABEL,
} from './metric-cells.ts';
export {
  createRegistry,
  type GaugeOptions,
  type HistogramOptions,
  type InstrumentOptions,
  type Registry,
} from './metrics.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './otlp.ts';
export type { OtlpEnv } from './otlp-env.ts';
export type { PlainRecord, PlainValue } from './plain-copy.ts';
export { declareProcessMetrics } from './process-metrics.ts';
export { METRICS_CONTENT_TYPE } from './prometheus.ts';
export { createRedactor, type Redactor } from './redact.ts';
export { REDACTED } from './secret-patterns.ts';
export type { LogDestination } from './stderr.ts';
export { formatTraceparent, parseTraceparent, type TraceParent } from './trace-context.ts';
export {
  type AttributeValue,
  type CallEnd,
  type CallSpan,
  type CallStart,
  noopTracer,
  type Outcome,
  type TraceMeta,
  type Tracer,
  type UpstreamEnd,
  type UpstreamSpan,
  type UpstreamStart,
} from './tracing.ts';
