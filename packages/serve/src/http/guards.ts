/** Who a server answers to by name, Host and Origin, and how requests may be framed: before anything else is looked at. */
import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/** Which Host and Origin names a server answers to. */
export interface GuardOptions {
  /** Host names without ports; `*` lets every name through. */
  readonly allowedHosts: readonly string[];
  /** Origin host names without scheme and port, for browser clients. */
  readonly allowedOrigins: readonly string[];
}

/** A refusal before the protocol: a status and a sentence for whoever reads it. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The names under which a machine addresses itself. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Whether an address is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/**
 * Refuses requests whose Host, authority in the target or Origin is not ours, and those that a proxy could read in
 * another way.
 *
 * Without it any web page could reach a local server by rebinding a DNS name (the MCP transport requires it).
 */
export function createGuard({
  allowedHosts,
  allowedOrigins,
}: GuardOptions): (req: IncomingMessage, authority?: string) => Refusal | undefined {
  const judgeHost = hostJudge(new Set(allowedHosts.map(canonical)));
  const origins = new Set([...allowedOrigins, ...allowedHosts].map(canonical));
  return ({ headers }, authority) => {
    const { origin, 'transfer-encoding': coding } = headers;
    // Node looks at the last coding alone
    if (coding !== undefined && coding.toLowerCase() !== 'chunked') return otherCoding;
    const refusal =
      judgeHost(headers.host ?? '') ?? (authority === undefined ? undefined : judgeHost(authority));
    if (refusal !== undefined || origin === undefined) return refusal;
    const name = originIn(origin);
    return name !== undefined && origins.has(name) ? undefined : otherOrigin;
  };
}

const mostRemembered = 100;

/** Remembers headers that were let in: callers send the same few, and reading one takes longer than all else here. */
function hostJudge(hosts: ReadonlySet<string>): (header: string) => Refusal | undefined {
  const ours = new Set<string>();
  return (header) => {
    if (ours.has(header)) return undefined;
    // RFC 9112, section 3.2; several lines arrive joined
    if (header.includes(',')) return severalHosts;
    const host = hostIn(header);
    if (host === undefined || !(hosts.has(host) || hosts.has('*'))) return otherHost;
    if (ours.size < mostRemembered) ours.add(header);
    return undefined;
  };
}

const otherHost: Refusal = {
  status: 403,
  reason: 'host',
  message: 'Forbidden: this server does not answer to that Host. The operator sets PATCHBAY_ALLOWED_HOSTS.',
};

const otherOrigin: Refusal = {
  status: 403,
  reason: 'origin',
  message: 'Forbidden: this Origin is not allowed. The operator sets PATCHBAY_ALLOWED_ORIGINS.',
};

const otherCoding: Refusal = {
  status: 400,
  reason: 'transfer_coding',
  message: 'Bad Request: the only transfer coding that is read is chunked.',
};

const severalHosts: Refusal = {
  status: 400,
  reason: 'host',
  message: 'Bad Request: a request has one Host.',
};

/**
 * A configured name in the form that requests are compared in: lower case, IPv6 in brackets, of an origin its host; as
 * it is where it names no host.
 */
function canonical(name: string): string {
  return hostIn(isIPv6(name) ? `[${name}]` : name) ?? originIn(name.replace(/\/$/, '')) ?? name;
}

/** Whether a configured name can be compared with what requests name: a host, or an origin. */
export function isHostSetting(name: string): boolean {
  const host = canonical(name);
  return !host.includes('*') && hostIn(host) !== undefined;
}

/** The name in a Host header, or undefined when the header holds anything but a name and a port. */
function hostIn(header: string): string | undefined {
  return /[/@?#%\\\s]/.test(header) ? undefined : hostName(`http://${header}`);
}

/** The name in an Origin header, or undefined when the header holds anything but a scheme, a name and a port. */
function originIn(header: string): string | undefined {
  const host = /^[a-z][a-z\d+.-]*:\/\/(.+)$/i.exec(header)?.[1];
  return host === undefined ? undefined : hostIn(host);
}

function hostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
