import type { Leads } from '../deps.ts';
import type { Kernel } from './kernel.ts';

/** Leads in the store. */
export function createLeads(_kernel: Kernel): Leads {
  const missing = async () => {
    throw new Error('not there yet');
  };
  return { search: missing, details: missing, updateStatus: missing };
}
