import { oneLine } from '@patchbay/schemas';
import { settle } from '../awaitable.ts';
import type { Cancellable, MiddlewareFor } from '../call.ts';
import { ProtocolFault } from '../engine/fault.ts';
import { errorMeta, errorResult } from '../engine/result.ts';
import { cancelled, internal, ToolError } from '../errors.ts';

/**
 * Turns whatever was thrown into what the client may see.
 *
 * A tool answers with an error result; other methods end in a protocol error. What is not a ToolError becomes
 * `internal` with a correlation id, and only the log learns the rest.
 */
export function errorBoundary(): MiddlewareFor {
  return (target) => (call, next) =>
    settle(
      () => next(call),
      (result) => result,
      (thrown) => {
        call.error = thrown;
        if (thrown instanceof ProtocolFault) throw thrown;
        const error = asToolError(thrown, call.ending, call.correlationId);
        if (target.kind === 'tool') return errorResult(error, call.correlationId);
        const uri = target.kind === 'resource' ? call.request.params['uri'] : undefined;
        throw faultOf(error, call.correlationId, uri);
      },
    );
}

function asToolError(thrown: unknown, ending: Cancellable, correlationId: string): ToolError {
  if (thrown instanceof ToolError && thrown.code !== 'internal') return thrown;
  if (ending.aborted && thrown === ending.signal.reason) {
    return cancelled('The call was cancelled.', {
      hint: 'Call again if the answer is still wanted.',
      cause: thrown,
    });
  }
  const message = thrown instanceof ToolError ? thrown.message : 'The server failed.';
  return internal(`${message} Correlation id: ${correlationId}.`, {
    hint: 'Trying again is unlikely to help; report the correlation id to the operator.',
    cause: thrown,
  });
}

function faultOf(error: ToolError, correlationId: string, uri: unknown): ProtocolFault {
  const data = errorMeta(error, correlationId);
  const message = oneLine(`${error.code}: ${error.message} ${error.hint}`);
  if (error.code === 'not_found' && typeof uri === 'string')
    return new ProtocolFault('resource_not_found', message, { uri });
  if (error.code === 'validation_error' || error.code === 'not_found')
    return new ProtocolFault('invalid_params', message, data);
  return new ProtocolFault('internal', message, { ...data, correlation_id: correlationId });
}
