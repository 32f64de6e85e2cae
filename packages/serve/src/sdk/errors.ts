import { ProtocolError } from '@modelcontextprotocol/server';
import { errorOf } from '../inbound.ts';

/** The SDK's form of an error. */
export function toProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const { code, message, data } = errorOf(error);
  return new ProtocolError(code, message, data);
}
