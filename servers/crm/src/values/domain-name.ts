import { getDomain } from 'tldts';

/**
 * The registrable domain behind a host name, URL or e-mail address: `https://www.sales.acme.co.uk/x` → `acme.co.uk`.
 *
 * Internationalised names come out in their ASCII form. Hosts of one shared platform (`a.github.io`, `b.github.io`)
 * stay apart, by the Public Suffix List. Undefined for IP addresses, bare words and what is no host.
 */
export function normaliseDomain(text: string): string | undefined {
  const host = asciiHost(hostPart(text.trim()));
  if (host === undefined) return undefined;
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined;
}

function hostPart(text: string): string {
  const afterScheme = text.replace(/^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)/i, '');
  const authority = afterScheme.split(/[/?#\\]/, 1)[0] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}

/** A host name in its ASCII (punycode) form, lower case, without a trailing dot; undefined when it is none. */
export function asciiHost(host: string): string | undefined {
  if (host === '' || host.length > 253 || /[\s/@:?#\\]/.test(host)) return undefined;
  const url = URL.parse(`http://${host}`);
  const name = url?.hostname.replace(/\.$/, '') ?? '';
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=.*[a-z])[a-z0-9-]{2,63}$/.test(name)
    ? name
    : undefined;
}
