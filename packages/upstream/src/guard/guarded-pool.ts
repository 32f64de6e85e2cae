import type { LookupFunction } from 'node:net';
import type { ProxySettings } from '@patchbay/core';
import type { buildConnector, Dispatcher } from 'undici';
import type { Guard } from './guard.ts';
import { isLiteral } from './names.ts';
import { GuardRefusal } from './refusal.ts';

/** Finds every address of a name, IPv4 and IPv6; rejects when there is none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** How sockets to hosts that callers name are held. */
export interface GuardedPoolSettings {
  readonly guard: Guard;
  readonly resolve: Resolve;
  /** For each host. */
  readonly connections: number;
  readonly timeoutMs: number;
  readonly proxy: ProxySettings | undefined;
}

/** Asks the system's resolver, as any other program would. */
export const systemResolve: Resolve = async (name) => {
  const { lookup } = await import('node:dns/promises');
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
};

/**
 * Opens the pools behind guarded fetches: each connection resolves its name once, has all answers checked, and goes to
 * one of exactly those, so that a name which changes its answer in between gains nothing.
 *
 * Through a proxy it is the proxy that resolves: only hosts that NO_PROXY exempts are connected to, and checked, here.
 */
export async function openGuardedPool(settings: GuardedPoolSettings): Promise<Dispatcher> {
  const undici = await import('../undici-driver.ts');
  const { guard, resolve, connections, timeoutMs, proxy } = settings;
  const options = {
    connections,
    allowH2: false,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  const lookup = checkedLookup(guard, resolve);
  const open = undici.buildConnector({ allowH2: false, timeout: timeoutMs, lookup });
  const connect: buildConnector.connector = (target, callback) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    const host = target.hostname.replace(/^\[|\]$/g, '');
    try {
      if (isLiteral(host)) guard.checkLiteral(host, port);
    } catch (error) {
      return callback(error instanceof Error ? error : new Error('refused', { cause: error }), null);
    }
    return open(target, callback);
  };
  if (!proxy) return new undici.Agent({ ...options, connect });
  const { url, noProxy = '' } = proxy;
  return new undici.EnvHttpProxyAgent({ ...options, connect, httpProxy: url, httpsProxy: url, noProxy });
}

/** A lookup that gives addresses only when all of them passed; a literal never comes here. */
function checkedLookup(guard: Guard, resolve: Resolve): LookupFunction {
  const find = async (name: string) => {
    const addresses = await resolve(name).catch((cause: unknown) => {
      throw new GuardRefusal('not_public', 'dns', name, cause);
    });
    guard.checkAnswers(name, addresses);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return (name, { all }, callback) => {
    find(name).then(
      (found) => {
        const [first] = found;
        if (all) callback(null, found);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}
