import type { StorePorts } from '@patchbay/storage';
import type { StoreDeps } from '../../deps.ts';
import { createCatalog } from './catalog/port.ts';
import { createDuplicates } from './duplicates/port.ts';
import type { Kernel } from './kernel.ts';
import { createLeadIntake, createLeads } from './leads/port.ts';
import { createOrders } from './orders/port.ts';
import { createRecords } from './records/port.ts';
import { createReports } from './reports/port.ts';
import { createSuggestions } from './search/suggestions.ts';
import { createUsers } from './users/port.ts';

/** Assembles the ports over one store, beside those of every stored server. */
export function createStorePorts(kernel: Kernel): Omit<StoreDeps['ports'], keyof StorePorts> {
  return {
    leads: createLeads(kernel),
    intake: createLeadIntake(kernel),
    records: createRecords(kernel),
    duplicates: createDuplicates(kernel),
    reports: createReports(kernel),
    catalog: createCatalog(kernel),
    orders: createOrders(kernel),
    suggestions: createSuggestions(kernel),
    users: createUsers(kernel),
    now: kernel.now,
  };
}
