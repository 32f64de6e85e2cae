import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an address is for, by the registries of special-purpose addresses; only `public` is somebody's server. */
export type AddressClass =
  | 'public'
  | 'unspecified'
  | 'loopback'
  | 'private'
  | 'cgnat'
  | 'link_local'
  | 'metadata'
  | 'multicast'
  | 'documentation'
  | 'benchmark'
  | 'reserved'
  /** An IPv6 address that stands for an IPv4 address: mapped, compatible, translated, 6to4, Teredo, NAT64, ISATAP. */
  | 'embedded';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** ipaddr.js's names for ranges; `unicast` is what it knows nothing about. */
const classes: Readonly<Record<string, AddressClass>> = {
  unspecified: 'unspecified',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  carrierGradeNat: 'cgnat',
  linkLocal: 'link_local',
  multicast: 'multicast',
  benchmarking: 'benchmark',
  ipv4Mapped: 'embedded',
  rfc6145: 'embedded',
  rfc6052: 'embedded',
  '6to4': 'embedded',
  teredo: 'embedded',
};

/** What ipaddr.js does not tell apart or does not know; these come first. */
const known: readonly (readonly [AddressClass, readonly string[]])[] = [
  [
    // where clouds hand out credentials; not all of it is link-local: Azure's answers from a public address
    'metadata',
    [
      '169.254.169.254/32',
      '169.254.169.253/32',
      '169.254.170.2/32',
      '169.254.170.23/32',
      '169.254.42.42/32',
      '100.100.100.200/32',
      '192.0.0.192/32',
      '168.63.129.16/32',
      'fd00:ec2::/32',
      'fd20:ce::254/128',
      'fd00:42::42/128',
    ],
  ],
  ['documentation', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20']],
  ['benchmark', ['198.18.0.0/15', '2001:2::/48']],
  ['unspecified', ['::/128']],
  ['loopback', ['::1/128']],
  // RFC 4291 section 2.5.5.1, deprecated
  ['embedded', ['::/96']],
];

const table = known.flatMap(([name, ranges]) =>
  ranges.map((range) => ({ name, range: ipaddr.parseCIDR(range) })),
);
const metadataV4 = table.filter(({ name, range: [base] }) => name === 'metadata' && base.kind() === 'ipv4');
const wellKnownNat64 = ipaddr.parseCIDR('64:ff9b::/96');
/** RFC 8215; where the IPv4 address stands depends on the length of the prefix, which each network chooses. */
const localNat64 = ipaddr.parseCIDR('64:ff9b:1::/48');
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Says what an address is for, by IANA's special-purpose registries for IPv4 and IPv6; anything that is no address is
 * `reserved`.
 *
 * IPv6 is public only inside 2000::/3. NAT64's well-known prefix (RFC 6052) is how networks without IPv4 reach all of
 * it, so what it embeds decides; every other embedded form is refused whatever it holds. An IPv6 address that leads to
 * an IPv4 address of a metadata service is `metadata` itself.
 */
export function classifyAddress(text: string): AddressClass {
  if (text.includes('%') || !ipaddr.isValid(text)) return 'reserved';
  const address = ipaddr.parse(text);
  const found = table.find(({ range }) => isIn(address, range));
  if (found) return found.name === 'embedded' && embedsMetadata(address) ? 'metadata' : found.name;
  if (embedsMetadata(address)) return 'metadata';
  if (isIn(address, wellKnownNat64)) return classOfEmbedded(address);
  const range = address.range();
  if (range !== 'unicast') return classes[range] ?? 'reserved';
  if (address.kind() === 'ipv4') return 'public';
  if (isIsatap(address)) return 'embedded';
  return isIn(address, globalUnicast) ? 'public' : 'reserved';
}

/**
 * Reads a network such as `10.1.0.0/16`, or one address: IPv4 as four decimal numbers, or IPv6.
 * Throws `TypeError` for anything else, also for an address inside a range in the place of its first one.
 */
export function parseNetwork(text: string): (address: string) => boolean {
  const [, base = '', length] = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const family = isIP(base);
  const most = family === 6 ? 128 : 32;
  const bits = length === undefined ? most : Number(length);
  // isIP knows no short, octal or hexadecimal forms, which programs read in different ways
  if (family === 0 || base.includes('%') || bits > most) {
    throw new TypeError(`"${text}" is not a network: write an address or a range, such as 10.1.0.0/16.`);
  }
  const address = ipaddr.parse(base);
  const first = firstOf(address, bits);
  if (first.toNormalizedString() !== address.toNormalizedString()) {
    throw new TypeError(`"${text}" begins inside its range: write ${first}/${bits}, or ${address} alone.`);
  }
  return (other) => ipaddr.isValid(other) && isIn(ipaddr.parse(other), [address, bits]);
}

/** The first address of the network that an address lies in. */
function firstOf(address: Address, bits: number): Address {
  const masked = address.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return byte & (0xff00 >> kept);
  });
  return ipaddr.fromByteArray(masked);
}

function isIn(address: Address, [base, bits]: [Address, number]): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function classOfEmbedded(address: Address): AddressClass {
  const inner = ipaddr.fromByteArray(address.toByteArray().slice(-4)).toString();
  return classifyAddress(inner) === 'public' ? 'public' : 'embedded';
}

function embedsMetadata(address: Address): boolean {
  return embeddedIn(address).some((bytes) => {
    const inner = ipaddr.fromByteArray([...bytes]);
    return metadataV4.some(({ range }) => isIn(inner, range));
  });
}

/** The IPv4 addresses that an IPv6 address may lead to, as four bytes each. */
function embeddedIn(address: Address): readonly (readonly number[])[] {
  if (address.kind() === 'ipv4') return [];
  const bytes = address.toByteArray();
  // mapped, compatible, translated, ISATAP, and NAT64 with any prefix of 96 bits
  const last = bytes.slice(12);
  const range = address.range();
  if (range === '6to4') return [last, bytes.slice(2, 6)];
  // RFC 4380 section 4: the server, and the client with its bits turned over
  if (range === 'teredo') return [last, bytes.slice(4, 8), last.map((byte) => byte ^ 0xff)];
  if (!isIn(address, localNat64)) return [last];
  // RFC 6052 section 2.2: byte 8 is left out
  const packed = [...bytes.slice(0, 8), ...bytes.slice(9)];
  return [last, ...[6, 7, 8].map((start) => packed.slice(start, start + 4))];
}

/** RFC 5214 section 6.1: an interface identifier of `0:5efe` or `200:5efe` and an IPv4 address. */
function isIsatap(address: Address): boolean {
  const [a = 1, b, c, d] = address.toByteArray().slice(8, 12);
  return (a & 0xfd) === 0 && b === 0 && c === 0x5e && d === 0xfe;
}
