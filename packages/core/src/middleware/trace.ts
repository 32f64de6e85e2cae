import type { CallSpan, CallStart, Tracer } from '@patchbay/observability';
import { settle } from '../awaitable.ts';
import { brief } from '../brief.ts';
import type { Call, MiddlewareFor, Target } from '../call.ts';
import { outcomeOf } from '../engine/outcome.ts';

/** Records one span per call, a child of the trace that the client sends in `_meta`. */
export function trace(tracer: Tracer | undefined): MiddlewareFor {
  if (tracer === undefined || !tracer.enabled) return () => undefined;
  return (target) => (call, next) => {
    const span = tracer.startCall(startOf(call, target));
    if (span.traceId !== undefined) call.correlationId = span.traceId;
    return settle(
      () => span.run(() => next(call)),
      (result) => {
        end(span, call, result);
        return result;
      },
      (error) => {
        end(span, call, undefined, error);
        throw error;
      },
    );
  };
}

function startOf({ request }: Call, target: Target): CallStart {
  const { id, params } = request;
  const uri = params['uri'];
  return {
    method: brief(request.method),
    target: target.kind === 'tool' || target.kind === 'prompt' ? target.name : undefined,
    meta: request.meta,
    transport: request.client.transport,
    requestId: typeof id === 'string' ? brief(id) : id,
    protocolVersion: request.client.era === 'modern' ? '2026-07-28' : undefined,
    resourceUri: typeof uri === 'string' ? brief(uri) : undefined,
  };
}

function end(span: CallSpan, call: Call, result: unknown, thrown?: unknown): void {
  const { outcome, code } = outcomeOf(result, thrown);
  span.end({ outcome, errorCode: code, ...(code === 'internal' && { error: call.error }) });
}
