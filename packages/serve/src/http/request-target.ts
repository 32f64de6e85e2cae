import type { IncomingMessage } from 'node:http';

/**
 * Gives a request in absolute form (`GET http://host/path`) the form that every other one has.
 *
 * Its host is then the one in the target, whatever the Host header says (RFC 9112, section 3.2.2).
 */
export function toOriginForm(req: IncomingMessage): void {
  const parts = /^https?:\/\/([^/?#]*)(.*)$/is.exec(req.url ?? '');
  if (parts === null) return;
  const [, authority = '', rest = ''] = parts;
  req.headers.host = authority;
  req.url = rest.startsWith('/') ? rest : `/${rest}`;
}
