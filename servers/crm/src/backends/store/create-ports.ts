import { storeStatus } from '@patchbay/storage';
import type { StoreDeps } from '../../deps.ts';
import { createCatalog } from './catalog/port.ts';
import { createChangeLog } from './changes/port.ts';
import { createDuplicates } from './duplicates/port.ts';
import type { Kernel } from './kernel.ts';
import { createLeadIntake, createLeads } from './leads/port.ts';
import { createOrders } from './orders/port.ts';
import { createRecords } from './records/port.ts';
import { createReports } from './reports/port.ts';
import { createSuggestions } from './search/suggestions.ts';
import { createUsers } from './users/port.ts';

/** Assembles the ports over one store. */
export function createStorePorts(kernel: Kernel): StoreDeps['ports'] {
  return {
    backend: 'store',
    leads: createLeads(kernel),
    intake: createLeadIntake(kernel),
    records: createRecords(kernel),
    duplicates: createDuplicates(kernel),
    reports: createReports(kernel),
    changes: createChangeLog(kernel),
    catalog: createCatalog(kernel),
    orders: createOrders(kernel),
    suggestions: createSuggestions(kernel),
    users: createUsers(kernel),
    now: kernel.now,
    status: () => storeStatus(kernel.store),
  };
}
