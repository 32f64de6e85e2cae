import type { ServerSetup } from '@patchbay/core';
import type { CommonConfig } from './config.ts';
import { pathsOf, type UserPlace } from './paths.ts';
import { createSharedRedis, type SharedRedis } from './shared-redis.ts';

/** What a server's set-up is made from. */
export interface SetupParts
  extends Pick<
    ServerSetup<Readonly<Record<string, unknown>>>,
    'config' | 'demo' | 'log' | 'metrics' | 'tracer'
  > {
  readonly common: CommonConfig;
  readonly place: UserPlace;
}

/** What servers are opened with: the parts, and what follows from the settings that all servers have. */
export function openSetup({
  common,
  place,
  ...parts
}: SetupParts): ServerSetup<Readonly<Record<string, unknown>>> & { readonly redis: SharedRedis | undefined } {
  const { REDIS_URL, HTTPS_PROXY: url, NO_PROXY: noProxy } = common;
  return {
    ...parts,
    paths: pathsOf(place),
    proxy: url === undefined ? undefined : { url, noProxy },
    redis: REDIS_URL === undefined ? undefined : createSharedRedis(REDIS_URL, parts.log),
  };
}
