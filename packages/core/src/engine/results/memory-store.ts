import { LRUCache } from 'lru-cache';
import type { KeptResult, ResultStore } from '../../define/results.ts';
import { tooLarge } from '../../errors.ts';

/** The largest result that is kept, in bytes of UTF-8. */
export const maxResultBytes = 16 * 1_048_576;

/** How much is kept at once. */
export interface ResultBounds {
  readonly results: number;
  readonly bytes: number;
  readonly tenantResults: number;
  readonly tenantBytes: number;
}

const usualBounds: ResultBounds = {
  results: 10_000,
  bytes: 256 * 1_048_576,
  tenantResults: 2000,
  tenantBytes: 64 * 1_048_576,
};

/** What one tenant has, those read longest ago first. */
interface Tenant {
  readonly ids: Set<string>;
  bytes: number;
}

/** Keeps results in the memory of this process; a tenant over its bounds loses its own, never another's. */
export function createMemoryResults(bounds: ResultBounds = usualBounds): ResultStore {
  const tenants = new Map<string, Tenant>();
  const results = new LRUCache<string, KeptResult>({
    max: bounds.results,
    maxSize: bounds.bytes,
    sizeCalculation: sizeOf,
    dispose: ({ id, owner, bytes }) => {
      const tenant = tenants.get(owner.tenant);
      if (tenant?.ids.delete(id) !== true) return;
      tenant.bytes -= bytes;
      if (tenant.ids.size === 0) tenants.delete(owner.tenant);
    },
  });

  const makeRoom = (tenant: Tenant, bytes: number) => {
    for (const id of tenant.ids) {
      if (tenant.ids.size < bounds.tenantResults && tenant.bytes + bytes <= bounds.tenantBytes) return;
      results.delete(id);
    }
  };

  return {
    keep(result) {
      const { id, owner, bytes, expiresAt } = result;
      if (bytes > Math.min(bounds.tenantBytes, bounds.bytes)) {
        throw tooLarge(`${result.name} is larger than what is kept for one tenant.`, {
          hint: 'Narrow the request.',
        });
      }
      const full = tenants.get(owner.tenant);
      if (full !== undefined) makeRoom(full, bytes);
      // making room may have taken away the last that the tenant had
      const tenant = tenants.get(owner.tenant) ?? { ids: new Set<string>(), bytes: 0 };
      tenants.set(owner.tenant, tenant);
      tenant.ids.add(id);
      tenant.bytes += bytes;
      results.set(id, result, { ttl: Math.max(1, expiresAt - Date.now()) });
    },
    page(id, page) {
      const found = results.get(id);
      const content = found?.pages[page - 1];
      if (found === undefined || content === undefined || found.expiresAt <= Date.now()) return undefined;
      const { owner, tool, name, mimeType, expiresAt, pages } = found;
      const ids = tenants.get(owner.tenant)?.ids;
      ids?.delete(id);
      ids?.add(id);
      return { owner, tool, name, mimeType, expiresAt, content, pages: pages.length };
    },
  };
}

function sizeOf({ bytes }: KeptResult): number {
  return Math.max(1, bytes);
}
