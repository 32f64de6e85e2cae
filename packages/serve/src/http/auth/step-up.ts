/** Which scopes a request takes that its caller lacks, told before the protocol so that a client can ask for more. */
import type { Caller, Selection } from '@patchbay/core';
import type { Engine, Route } from '@patchbay/core/engine';
import { isBag } from '@patchbay/schemas';

/**
 * Every scope of what a message is aimed at when the caller lacks one of them, else undefined.
 *
 * A message that is aimed at nothing, or at a tool that the connection does not offer, takes no scope: refusing it is the
 * protocol's and the pipeline's to do.
 */
export function scopesLacking(
  engine: Engine,
  selection: Selection,
  caller: Caller,
  message: unknown,
): readonly string[] | undefined {
  const messages: readonly unknown[] = Array.isArray(message) ? message : [message];
  const needed = messages.flatMap((one) => targetOf(engine, selection, one)?.scopes ?? []);
  return needed.every((scope) => caller.scopes.has(scope)) ? undefined : [...new Set(needed)];
}

function targetOf(engine: Engine, selection: Selection, message: unknown): Route['target'] | undefined {
  if (!isBag(message) || typeof message['method'] !== 'string') return undefined;
  const params = isBag(message['params']) ? message['params'] : {};
  const target = engine.route({ method: message['method'], params }, selection)?.target;
  return target?.kind === 'tool' && !selection.tools.has(target.name) ? undefined : target;
}
