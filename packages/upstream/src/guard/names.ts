import { classifyAddress } from './address-class.ts';

/** Names that lead nowhere on the public internet: RFC 6761, 6762, 7686, 8375, 9476, and ICANN's reserved `internal`. */
const localSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'in-addr.arpa',
  'ip6.arpa',
  'test',
  'invalid',
  'example',
  'onion',
  'alt',
];

/** Whether a host of a parsed URL is an address rather than a name. */
export function isLiteral(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** Whether a name can be ruled out unresolved: it has no dot, or a suffix that is only used inside networks. */
export function isLocalName(name: string): boolean {
  return (
    !name.includes('.') || localSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))
  );
}

/** Whether an address is one of a cloud's metadata service, which no setting opens. */
export function isMetadata(address: string): boolean {
  return classifyAddress(address) === 'metadata';
}

/** A URL's host in the form that rules compare: no brackets, no trailing dot; undefined when it has empty labels. */
export function plainHost(hostname: string): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return host === '' || host.split('.').includes('') ? undefined : host;
}
