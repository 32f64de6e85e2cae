/**
 * The texts of results, with the stamps that the 2026-07-28 revision asks for.
 *
 * Lists are serialised once for each selection and era, since they change only with a release.
 */
import type { AnyServer, Era, Result } from '@patchbay/core';
import { listMethods } from '@patchbay/core/engine';
import { isBag } from '@patchbay/schemas';
import { serverIdentity } from '../../identity.ts';
import { metaKeys } from '../../inbound.ts';
import type { Accepted } from './accept.ts';

/** The JSON of a result: a text, or the bytes of one that is written again and again. */
export type Body = string | Buffer;

/** Writes replies of one server. */
export interface Replies {
  /** A result with its stamps. */
  body(request: Pick<Accepted, 'era' | 'method'>, result: Result): Body;
  /** An object that never changes, stamps included. */
  constant(result: object): Body;
}

/** Prepares the stamps of a server. */
export function createReplies(server: AnyServer): Replies {
  const identity = serverIdentity(server);
  const stamp = JSON.stringify({ resultType: 'complete', _meta: { [metaKeys.server]: identity } }).slice(1);
  const lists: Readonly<Record<Era, WeakMap<object, Buffer>>> = {
    modern: new WeakMap(),
    legacy: new WeakMap(),
  };
  const constants = new WeakMap<object, Buffer>();

  const fresh = (era: Era, result: Result): string => {
    if (era === 'legacy') return JSON.stringify(result);
    const meta = result['_meta'];
    if (isBag(meta))
      return JSON.stringify({
        ...result,
        resultType: 'complete',
        _meta: { ...meta, [metaKeys.server]: identity },
      });
    return `${JSON.stringify(result).slice(0, -1)},${stamp}`;
  };

  return {
    body({ era, method }, result) {
      const member = Object.hasOwn(listMethods, method) ? memberOf(method) : undefined;
      const items = member === undefined ? undefined : result[member];
      if (typeof items !== 'object' || items === null) return fresh(era, result);
      return remembered(lists[era], items, () => fresh(era, result));
    },
    constant: (result) => remembered(constants, result, () => JSON.stringify(result)),
  };
}

function memberOf(method: string): string | undefined {
  return Object.entries(listMethods).find(([name]) => name === method)?.[1];
}

function remembered(bodies: WeakMap<object, Buffer>, key: object, make: () => string): Buffer {
  const known = bodies.get(key);
  if (known !== undefined) return known;
  const body = Buffer.from(make());
  bodies.set(key, body);
  return body;
}
