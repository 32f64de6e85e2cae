import { type Bag, isBag } from '@patchbay/schemas';
import { ProtocolFault } from './fault.ts';

/**
 * The text under `key`.
 *
 * @throws ProtocolFault `invalid_params` when there is none.
 */
export function textParam(params: Bag, key: string): string {
  const value = params[key];
  if (typeof value === 'string') return value;
  throw new ProtocolFault('invalid_params', `params.${key} must be a string`);
}

/**
 * The object under `key`, or an empty one when it is absent.
 *
 * @throws ProtocolFault `invalid_params` when it is something else.
 */
export function bagParam(params: Bag, key: string): Bag {
  const value = params[key] ?? {};
  if (isBag(value)) return value;
  throw new ProtocolFault('invalid_params', `params.${key} must be an object`);
}

/** The string members of an object. */
export function textsOf(bag: Bag): Record<string, string> {
  return Object.fromEntries(
    Object.entries(bag).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
