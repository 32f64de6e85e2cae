/** Which key a request shows. */
import type { IncomingHttpHeaders } from 'node:http';

/** Two different keys on one request: proxy and server might each believe another one. */
export const conflicting = Symbol('two different keys');

/** The key in `Authorization: Bearer` or `X-API-Key`, undefined when there is none. */
export function credentialIn(headers: IncomingHttpHeaders): string | typeof conflicting | undefined {
  const { authorization } = headers;
  const plain = headers['x-api-key'];
  const bearer = authorization === undefined ? undefined : bearerIn(authorization);
  if (plain === undefined) return bearer;
  if (typeof plain !== 'string') return conflicting;
  return bearer === undefined || bearer === plain ? plain : conflicting;
}

function bearerIn(authorization: string): string | undefined {
  if (authorization.startsWith('Bearer ')) return authorization.slice(7);
  return /^bearer +(.*)$/i.exec(authorization)?.[1];
}
