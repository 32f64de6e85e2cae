import { isBag } from '@patchbay/schemas';
import { isInputRequired } from '../wire.ts';
import { ProtocolFault } from './fault.ts';
import { errorMetaKey } from './result.ts';

/** How a call ended, for logs, spans and metrics. */
export interface CallOutcome {
  readonly outcome: 'ok' | 'tool_error' | 'protocol_error' | 'input_required' | 'cancelled';
  /** The error code; empty for calls that did not fail. */
  readonly code: string;
}

/** Reads a call's outcome off its result, or off the error that ended it. */
export function outcomeOf(result: unknown, thrown: unknown): CallOutcome {
  if (thrown !== undefined) {
    const detail = thrown instanceof ProtocolFault ? codeIn(thrown.data) : undefined;
    const code = detail ?? (thrown instanceof ProtocolFault ? thrown.kind : 'internal');
    return { outcome: code === 'cancelled' ? 'cancelled' : 'protocol_error', code };
  }
  if (isInputRequired(result)) return { outcome: 'input_required', code: '' };
  if (!isBag(result) || result['isError'] !== true) return { outcome: 'ok', code: '' };
  const code = codeIn(result['_meta']) ?? 'internal';
  return { outcome: code === 'cancelled' ? 'cancelled' : 'tool_error', code };
}

function codeIn(meta: unknown): string | undefined {
  const error = isBag(meta) ? meta[errorMetaKey] : undefined;
  const code = isBag(error) ? error['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}
