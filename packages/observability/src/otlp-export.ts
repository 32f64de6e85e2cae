import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from './logger.ts';
import type { Registry } from './metrics.ts';
import { createOtelTracer } from './otel-tracer.ts';
import type { OtlpSettings, Sampling } from './otlp-env.ts';
import { createMetricProducer } from './otlp-metrics.ts';
import type { Redactor } from './redact.ts';
import { redactAttributes, redactSpans } from './redacting-exporter.ts';
import type { Tracer } from './tracing.ts';

const EXPORT_TIMEOUT_MS = 5_000;
const METRICS_INTERVAL_MS = 30_000;
const WARN_INTERVAL_MS = 60_000;

/** What the exporters need to know. */
export interface ExportOptions {
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly logger: Logger;
  readonly redactor: Redactor;
  readonly registry: Registry;
}

/** Running exporters. */
export interface Exporters {
  readonly tracer: Tracer;
  /** Sends what is pending; may reject, and may take as long as the export timeout of 5 s. */
  close(): Promise<void>;
}

/**
 * Starts exporting spans and metrics over OTLP/HTTP with JSON bodies.
 *
 * This module imports the OpenTelemetry SDK: load it dynamically, and only when an endpoint is configured.
 */
export function startExporters(settings: OtlpSettings, options: ExportOptions): Exporters {
  const { serviceName: name, serviceVersion: version, redactor, logger } = options;
  reportProblems(logger);
  const resource = resourceFromAttributes(
    redactAttributes({ 'service.name': name, 'service.version': version, ...settings.resource }, redactor),
  );
  const shared = { headers: { ...settings.headers }, timeoutMillis: EXPORT_TIMEOUT_MS };
  const exporter = redactSpans(new OTLPTraceExporter({ ...shared, url: settings.tracesUrl }), redactor);
  const traces = new TracerProvider({
    resource,
    sampler: createSampler(settings.sampling),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  const metrics = startMetrics(settings.metricsUrl, shared, resource, options);
  return {
    tracer: createOtelTracer(traces.getTracer(name, version)),
    async close() {
      try {
        await Promise.all([traces.shutdown(), metrics.shutdown()]);
      } finally {
        diag.disable();
      }
    },
  };
}

function startMetrics(
  url: string,
  shared: { readonly headers: Record<string, string>; readonly timeoutMillis: number },
  resource: Resource,
  { serviceName: name, serviceVersion: version, registry }: ExportOptions,
): MeterProvider {
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ ...shared, url }),
    exportIntervalMillis: METRICS_INTERVAL_MS,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
    metricProducers: [createMetricProducer(registry, { name, version }, resource)],
  });
  return new MeterProvider({ resource, readers: [reader] });
}

function createSampler({ followParent, ratio }: Sampling): Sampler {
  const root = rootSampler(ratio);
  return followParent ? new ParentBasedSampler({ root }) : root;
}

function rootSampler(ratio: number): Sampler {
  if (ratio === 1) return new AlwaysOnSampler();
  return ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}

/** The SDK reports failed exports through a global logger; at most one line a minute, since every batch fails. */
function reportProblems(logger: Logger): void {
  let quietUntil = 0;
  const report = (...details: readonly unknown[]): void => {
    const now = performance.now();
    if (now < quietUntil) return;
    quietUntil = now + WARN_INTERVAL_MS;
    logger.warn({ details }, 'telemetry export failed; further failures of this minute are not logged');
  };
  const ignore = (): void => {};
  const diagnostics = { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(diagnostics, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
