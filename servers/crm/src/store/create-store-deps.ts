import type { CrmDeps } from '../deps.ts';
import type { Kernel } from './kernel.ts';
import { createLeads } from './leads.ts';

/** Assembles the ports over one store. */
export function createStoreDeps(kernel: Kernel, close: () => Promise<void>): CrmDeps {
  const { store } = kernel;
  return {
    backend: 'store',
    leads: createLeads(kernel),
    now: kernel.now,
    async health(options) {
      return [await store.health(options)];
    },
    async status() {
      const { status, detail } = await store.health({ probe: true });
      return [{ name: store.dialect, status, ...(detail !== undefined && { detail }) }];
    },
    close,
  };
}
