import { CIRCUIT_STATE, type Logger, type McpMetrics, type Tracer } from '@patchbay/observability';
import type { UpstreamEvent } from './events.ts';
import type { UpstreamOptions } from './types.ts';

/** What a server's set-up offers for telling what its upstreams do. */
export interface UpstreamTelemetry {
  readonly log: Logger;
  readonly metrics: McpMetrics;
  readonly tracer: Tracer;
}

const noteworthy: ReadonlySet<UpstreamEvent['type']> = new Set(['circuit', 'bad_answer', 'guard']);

/** Counts, traces and logs what an upstream does; spread the result into its options. Without a base URL there are no spans. */
export function observeUpstream(
  { log, metrics, tracer }: UpstreamTelemetry,
  baseUrl?: URL | string,
): Pick<UpstreamOptions, 'onEvent' | 'startSpan'> {
  const onEvent = (event: UpstreamEvent): void => {
    count(metrics, event);
    if (noteworthy.has(event.type)) log.warn(event, 'upstream');
    else log.debug(event, 'upstream');
  };
  if (!tracer.enabled || baseUrl === undefined) return { onEvent };
  const base = new URL(baseUrl);
  return {
    onEvent,
    startSpan({ method, operation, attempt }) {
      const span = tracer.startUpstream({
        method,
        url: base,
        ...(operation !== undefined && { urlTemplate: operation }),
        ...(attempt > 1 && { resendCount: attempt - 1 }),
      });
      return {
        end: (outcome, status) =>
          span.end({
            ...(status !== undefined && { status }),
            ...(outcome !== 'ok' && { errorType: outcome }),
          }),
      };
    },
  };
}

function count(metrics: McpMetrics, event: UpstreamEvent): void {
  const dependency = event.upstream;
  if (event.type === 'attempt') {
    metrics.upstreamDuration.cell({ dependency, outcome: event.outcome }).observe(event.durationMs / 1000);
  }
  if (event.type === 'retry') metrics.upstreamRetries.cell({ dependency }).inc();
  if (event.type === 'circuit') metrics.circuitState.cell({ dependency }).set(CIRCUIT_STATE[event.state]);
  if (event.type === 'cache') metrics.cacheRequests.cell({ cache: dependency, result: event.result }).inc();
}
