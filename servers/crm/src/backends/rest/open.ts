import type { CrmConfig } from '../../config.ts';
import type { RestDeps } from '../../deps.ts';
import { claimWrites } from './claims/claim-writes.ts';
import { memoryClaims } from './claims/memory-claims.ts';
import { redisClaims } from './claims/redis-claims.ts';
import { createRestDeps, type RestOptions, type RestSetup } from './create-deps.ts';

/** The ports of the `rest` backend, and what makes their writes repeatable: claims in Redis where it is configured. */
export function openRestCrm(config: CrmConfig, setup: RestSetup, options: RestOptions = {}): RestDeps {
  const deps = createRestDeps(config, setup, options);
  const claims = setup.redis === undefined ? memoryClaims() : redisClaims(setup.redis);
  return {
    ...deps,
    writes: claimWrites({ claims }),
    close: async () => {
      await Promise.all([deps.close(), claims.close()]);
    },
  };
}
