/** Decides from the configuration whether callers must show a key, and opens what that takes. */

import { type Caller, ConfigurationError } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import type { CommonConfig } from '../../config.ts';
import { createLimiter } from '../../limiter.ts';
import type { SharedRedis } from '../../shared-redis.ts';
import { isLoopback } from '../guards.ts';
import { createClientAddress } from './client-address.ts';
import { createKeyGate, createOpenGate, type Gate } from './gate.ts';
import { openKeyRing } from './key-ring.ts';
import type { KeyStore } from './key-store.ts';
import { openKeyStore } from './open-store.ts';

/** What the decision depends on. */
export interface OpenGateOptions {
  readonly server: string;
  readonly common: CommonConfig;
  readonly log: Logger;
  readonly redis: SharedRedis | undefined;
  /** The file for keys where the configuration names no other place; without any there are no keys. */
  readonly keysFile?: string | undefined;
  readonly host: string;
  readonly allowUnauthenticated: boolean;
  /** Whom everybody is taken for where nobody is authenticated. */
  readonly caller: Caller;
}

/**
 * Opens the gate.
 *
 * @throws ConfigurationError when others could reach the server without a key and that was not asked for.
 */
export async function openGate(options: OpenGateOptions): Promise<Gate> {
  const { server, common, log } = options;
  const store = openKeyStore(options);
  const needsKeys = await mustShowKeys(store, options);
  const perMinute = common.PATCHBAY_ADDRESS_LIMIT;
  const limiter = perMinute === 0 ? undefined : addressLimiter(options, perMinute);
  const address = createClientAddress(common.PATCHBAY_TRUSTED_PROXIES ?? []);
  const gate = { server, log, address, limiter };
  if (!needsKeys || store === undefined) {
    await store?.close();
    const behindProxy = options.allowUnauthenticated || common.PATCHBAY_AUTH === 'none';
    return createOpenGate(options.caller, { ...gate, behindProxy });
  }
  const ring = await openKeyRing({ server, store, log, pepper: common.PATCHBAY_KEY_PEPPER });
  log.info({ place: store.place, keys: ring.size() }, 'callers must show an API key');
  if (ring.size() === 0) {
    log.warn({}, `there is no key yet, so nobody can call: make one with "patchbay-${server} keys create"`);
  }
  return createKeyGate(ring, gate);
}

async function mustShowKeys(store: KeyStore | undefined, options: OpenGateOptions): Promise<boolean> {
  const { common, host, allowUnauthenticated } = options;
  if (common.PATCHBAY_AUTH === 'keys') {
    if (store !== undefined) return true;
    throw new ConfigurationError('PATCHBAY_AUTH=keys needs a place for keys: set PATCHBAY_KEYS_FILE.');
  }
  const canBeReached = !isLoopback(host);
  if (common.PATCHBAY_AUTH === undefined && store !== undefined) {
    const hasKeys = await mayHaveKeys(store, options.log);
    // who names a place for keys means them to be asked for, also when the file is lost or its name mistyped
    const isNamed = common.PATCHBAY_KEYS_FILE !== undefined;
    return isNamed || hasKeys || (canBeReached && !allowUnauthenticated);
  }
  if (!canBeReached || allowUnauthenticated) return false;
  throw new ConfigurationError(
    `${host} can be reached by others, and this server would not authenticate callers. Let it require keys (PATCHBAY_AUTH=keys), listen on 127.0.0.1, or put an authenticating proxy in front and pass --allow-unauthenticated.`,
  );
}

/** Whoever has made a key, even one that ended, means it to be asked for; so may a store that cannot be read. */
async function mayHaveKeys(store: KeyStore, log: Logger): Promise<boolean> {
  try {
    return (await store.read()).keys.length > 0;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    log.warn({ err: error, place: store.place }, 'keys cannot be read, so callers must show one');
    return true;
  }
}

function addressLimiter({ server, redis }: OpenGateOptions, points: number) {
  return createLimiter({ name: `${server}:address`, points, windowSeconds: 60, redis });
}
