import type { IncomingMessage } from 'node:http';

/**
 * Gives a request in absolute form (`GET http://host/path`) the form that every other one has (RFC 9112, section 3.2.2).
 *
 * @returns the authority of its target, by which the request is judged beside its Host, since only an attacker has reason
 * to send two that differ; undefined for every other request.
 */
export function toOriginForm(req: IncomingMessage): string | undefined {
  const parts = /^https?:\/\/([^/?#]*)(.*)$/is.exec(req.url ?? '');
  if (parts === null) return undefined;
  const [, authority = '', rest = ''] = parts;
  req.url = rest.startsWith('/') ? rest : `/${rest}`;
  return authority;
}
