import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { createOtelTracer } from './otel-tracer.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { redactSpans } from './redacting-exporter.ts';
import type { Tracer } from './tracing.ts';

/** A tracer that keeps the spans it ends. */
export interface SpanRecorder {
  readonly tracer: Tracer;
  /** Ended spans in the order of their ends, redacted as an exporter would. */
  spans(): readonly ReadableSpan[];
}

/** Starts recording every span in memory. */
export async function recordSpans(options: { readonly redactor?: Redactor } = {}): Promise<SpanRecorder> {
  const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = await import(
    '@opentelemetry/sdk-trace'
  );
  const memory = new InMemorySpanExporter();
  const exporter = redactSpans(memory, options.redactor ?? createRedactor());
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  return {
    tracer: createOtelTracer(provider.getTracer('test')),
    spans: () => memory.getFinishedSpans(),
  };
}
