/** From which address a request comes: for limits before anyone is authenticated, and for what only this machine may see. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { ConfigurationError } from '@patchbay/core';
import { isLoopback } from '../guards.ts';

/** Reads addresses off requests. */
export interface ClientAddress {
  /** The address to count by: IPv4, or the /64 network of an IPv6 address, which one customer has to themselves. */
  of(req: IncomingMessage): string;
  /** Whether a proxy says that it asks for somebody else. */
  isForwarded(req: IncomingMessage): boolean;
  /** Whether a program of this machine asks, and not a proxy for somebody else. */
  isLocal(req: IncomingMessage): boolean;
}

/**
 * Believes `X-Forwarded-For` of the named proxies and of nobody else.
 *
 * @throws ConfigurationError for what is neither an address nor a network in CIDR notation.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const text of trustedProxies) trust(trusted, text);
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return {
    of(req) {
      const hops = String(req.headers['x-forwarded-for'] ?? '').split(',');
      let address = plain(req.socket.remoteAddress ?? '');
      while (hops.length > 0 && isIP(address) !== 0 && isTrusted(address)) {
        const hop = plain((hops.pop() ?? '').trim());
        if (isIP(hop) === 0) break;
        address = hop;
      }
      return isIPv6(address) ? networkOf(address) : address;
    },
    isForwarded,
    isLocal(req) {
      if (isForwarded(req)) return false;
      const address = req.socket.remoteAddress ?? '';
      return address === '127.0.0.1' || isLoopback(plain(address));
    },
  };
}

/** The headers by which proxies tell whom they ask for. */
const forwarding = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

function isForwarded({ headers }: IncomingMessage): boolean {
  return forwarding.some((name) => headers[name] !== undefined);
}

function trust(list: BlockList, text: string): void {
  const [address = '', length, ...rest] = text.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const longest = family === 'ipv6' ? 128 : 32;
  const isLength = length === undefined || /^(?:0|[1-9]\d{0,2})$/.test(length);
  const bits = Number(length ?? longest);
  if (isIP(address) === 0 || rest.length > 0 || !isLength || bits > longest) {
    throw new ConfigurationError(
      `PATCHBAY_TRUSTED_PROXIES: "${text}" is neither an address nor a network such as 10.0.0.0/8.`,
    );
  }
  list.addSubnet(address, bits, family);
}

/** An IPv4 address that arrived on an IPv6 socket, as what it is. */
function plain(address: string): string {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1] ?? '';
  return isIPv4(mapped) ? mapped : address;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('%', 1).join('').split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
