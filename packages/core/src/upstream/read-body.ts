import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Redactor } from './redact.ts';

/** Hands spans on with names, attributes, events, links and status redacted; only exported spans pay for it. */
export function redactSpans(exporter: SpanExporter, redactor: Redactor): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(
        spans.map((span) => redactSpan(span, redactor)),
        done,
      ),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function redactSpan(span: ReadableSpan, redactor: Redactor): ReadableSpan {
  const { parentSpanContext, status } = span;
  const message = status.message === undefined ? {} : { message: redactor.text(status.message) };
  return {
    name: redactor.text(span.name),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(parentSpanContext === undefined ? {} : { parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: status.code, ...message },
    attributes: redactAttributes(span.attributes, redactor),
    links: span.links.map((link) => ({
      ...link,
      attributes: redactAttributes(link.attributes ?? {}, redactor),
    })),
    events: span.events.map((event) => ({
      ...event,
      name: redactor.text(event.name),
      attributes: redactAttributes(event.attributes ?? {}, redactor),
    })),
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

/** Redacts attribute names and values; a value of another type than text stays as it is. */
export function redactAttributes(attributes: Attributes, redactor: Redactor): Attributes {
  const clean: Attributes = {};
  for (const [name, value] of Object.entries(redactor.fields(attributes))) {
    if (Array.isArray(value)) clean[name] = value.map(String);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      clean[name] = value;
    }
  }
  return clean;
}
