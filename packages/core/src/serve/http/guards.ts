import type { IncomingMessage } from 'node:http';

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
}

/** The names under which a machine addresses itself. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Whether an address is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
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
  const hosts = new Set(allowedHosts);
  const origins = new Set([...allowedOrigins, ...allowedHosts]);
  return (req) => {
    const host = hostName(`http://${req.headers.host ?? ''}`);
    if (host === undefined || !(hosts.has(host) || hosts.has('*'))) {
      return {
        status: 403,
        reason: 'host',
        message: 'Forbidden: this server does not answer to that Host. The operator sets --allowed-hosts.',
      };
    }
    const { origin } = req.headers;
    if (origin === undefined) return undefined;
    const name = hostName(origin);
    if (name !== undefined && origins.has(name)) return undefined;
    return {
      status: 403,
      reason: 'origin',
      message: 'Forbidden: this Origin is not allowed. The operator sets --allowed-origins.',
    };
  };
}

function hostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
