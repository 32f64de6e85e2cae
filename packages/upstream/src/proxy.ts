import type { ProxySettings } from '@patchbay/core';
import type { Dispatcher } from 'undici';

/** How sockets to one origin are held. */
export interface PoolSettings {
  readonly origin: string;
  readonly connections: number;
  readonly timeoutMs: number;
  readonly proxy: ProxySettings | undefined;
}

/** Throws `TypeError`, without repeating the value, when a proxy's URL is not http(s). */
export function checkProxy(proxy: ProxySettings | undefined, name: string): void {
  if (!proxy || /^https?:$/.test(URL.parse(proxy.url)?.protocol ?? '')) return;
  throw new TypeError(
    `The proxy for ${name} must be an http or https URL, such as http://proxy.example:3128.`,
  );
}

/**
 * Opens the connection pool of one origin, through the proxy where one is set and NO_PROXY does not exempt it.
 *
 * undici is imported here, on the first request: it takes about 50 ms to load, which a stdio server would otherwise
 * add to its start. HTTP/2 stays off, so that aborting a request closes its socket and nothing else.
 */
export async function openPool(settings: PoolSettings): Promise<Dispatcher> {
  const { EnvHttpProxyAgent, Pool } = await import('./undici-driver.ts');
  const options = {
    connections: settings.connections,
    allowH2: false,
    connect: { timeout: settings.timeoutMs },
    connectTimeout: settings.timeoutMs,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
  };
  if (!settings.proxy) return new Pool(settings.origin, options);
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: settings.proxy.url,
    httpsProxy: settings.proxy.url,
    noProxy: settings.proxy.noProxy ?? '',
  });
}
