import { createHash } from 'node:crypto';
import type { RequestStateCodec, ServerContext } from '@modelcontextprotocol/server';
import { ProtocolFault } from '@patchbay/core/engine';
import { isBag } from '@patchbay/schemas';
import { z } from 'zod';

/** Seals what a call remembers between its rounds. */
export type StateCodec = RequestStateCodec;

const sealed = z.object({ for: z.string(), payload: z.unknown() });

/** Names the call that a state belongs to: the SDK's own seal would accept it on any other call. */
export function bindingOf(
  method: string,
  params: Readonly<Record<string, unknown>>,
  callerId: string,
): string {
  const target = params['name'] ?? params['uri'] ?? '';
  const args = params['arguments'];
  const canonical = JSON.stringify(args, (_key, value: unknown) =>
    isBag(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
  return createHash('sha256')
    .update(JSON.stringify([method, target, canonical ?? '{}', callerId]))
    .digest('base64url');
}

/** Opens a state; the SDK answers a failure with its own frozen error. */
export async function verifyState(codec: StateCodec, state: string, ctx: ServerContext): Promise<unknown> {
  return codec.verify(state, ctx);
}

/**
 * The payload inside an opened state.
 *
 * @throws ProtocolFault `invalid_params` when it was sealed for another call.
 */
export function payloadOf(opened: unknown, binding: string): unknown {
  if (opened === undefined) return undefined;
  const state = sealed.safeParse(opened);
  if (state.success && state.data.for === binding) return state.data.payload;
  throw new ProtocolFault('invalid_params', 'Invalid or expired requestState', {
    reason: 'invalid_request_state',
  });
}
