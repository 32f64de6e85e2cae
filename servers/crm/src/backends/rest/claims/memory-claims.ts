import { LRUCache } from 'lru-cache';
import type { ClaimBook } from './claim-book.ts';

const mostClaims = 20_000;

/** Claims of one process; gone with it. Beyond 20,000 the one that was unused for longest is forgotten. */
export function memoryClaims(): ClaimBook {
  const claims = new LRUCache<string, string>({ max: mostClaims });
  return {
    async take(key, claim, leaseMs) {
      const standing = claims.get(key);
      if (standing === undefined) claims.set(key, claim, { ttl: leaseMs });
      return standing;
    },
    async settle(key, claim, outcome, keptMs) {
      if (claims.get(key) === claim) claims.set(key, outcome, { ttl: keptMs });
    },
    async release(key, claim) {
      if (claims.get(key) === claim) claims.delete(key);
    },
    async close() {
      claims.clear();
    },
  };
}
