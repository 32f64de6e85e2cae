import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import { type FaultKind, ProtocolFault } from '@patchbay/core/engine';

const codes = {
  invalid_params: ProtocolErrorCode.InvalidParams,
  method_not_found: ProtocolErrorCode.MethodNotFound,
  resource_not_found: ProtocolErrorCode.InvalidParams,
  internal: ProtocolErrorCode.InternalError,
} as const satisfies Record<FaultKind, ProtocolErrorCode>;

/** The SDK's form of a protocol error; anything unknown loses its text. */
export function toProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (!(error instanceof ProtocolFault))
    return new ProtocolError(ProtocolErrorCode.InternalError, 'Internal error');
  const uri = error.data?.['uri'];
  if (error.kind === 'resource_not_found' && typeof uri === 'string')
    return new ResourceNotFoundError(uri, error.message);
  return new ProtocolError(codes[error.kind], error.message, error.data);
}
