/** Who a server answers to by name: Host and Origin, before anything else is looked at. */
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
 * Refuses requests whose Host or Origin is not ours.
 *
 * Without it any web page could reach a local server by rebinding a DNS name (the MCP transport requires it).
 */
export function createGuard({
  allowedHosts,
  allowedOrigins,
}: GuardOptions): (req: IncomingMessage) => Refusal | undefined {
  const hosts = new Set(allowedHosts.map(canonical));
  const origins = new Set([...allowedOrigins, ...allowedHosts].map(canonical));
  return (req) => {
    const host = hostIn(req.headers.host ?? '');
    if (host === undefined || !(hosts.has(host) || hosts.has('*'))) {
      return {
        status: 403,
        reason: 'host',
        message:
          'Forbidden: this server does not answer to that Host. The operator sets PATCHBAY_ALLOWED_HOSTS.',
      };
    }
    const { origin } = req.headers;
    if (origin === undefined) return undefined;
    const name = hostName(origin);
    if (name !== undefined && origins.has(name)) return undefined;
    return {
      status: 403,
      reason: 'origin',
      message: 'Forbidden: this Origin is not allowed. The operator sets PATCHBAY_ALLOWED_ORIGINS.',
    };
  };
}

/** A configured name in the form that requests are compared in: lower case, IPv6 in brackets. */
function canonical(name: string): string {
  return hostIn(isIPv6(name) ? `[${name}]` : name) ?? name;
}

/** The name in a Host header, or undefined when the header holds anything but a name and a port. */
function hostIn(header: string): string | undefined {
  return /[/@?#\\]/.test(header) ? undefined : hostName(`http://${header}`);
}

function hostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
