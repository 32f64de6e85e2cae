import { createLogger } from '@patchbay/observability';
import { everyRow, openAt, type Store } from '@patchbay/storage';
import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { createKernel } from '../backends/store/kernel.ts';
import { createLeads } from '../backends/store/leads/port.ts';
import { store as definition } from '../backends/store/store.ts';
import type { CrmTables } from '../backends/store/tables/tables.ts';
import { contractLeads, contractScope, contractUsers, type LeadsRig } from './contract-leads.ts';
import { leadsContract } from './leads-contract.ts';
import { leadsNamesContract } from './leads-names-contract.ts';
import { startRestBackend } from './rest-backend.ts';

describe('on a lead API', () => {
  const open = async (): Promise<LeadsRig> => {
    const backend = await startRestBackend();
    return { leads: backend.deps.leads, [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose]() };
  };
  leadsContract(open);
  leadsNamesContract(open);
});

eachEngine((engine) => {
  let store: Store<CrmTables>;
  beforeAll(async () => {
    store = await openAt(definition, await engine.place(), { log, now });
  });
  afterAll(() => store.close());
  leadsContract(() => filled(store));
  leadsNamesContract(() => filled(store));
});

const now = () => new Date('2026-07-15T12:00:00Z');
const log = createLogger({ level: 'silent', name: 'crm', version: '0.0.0' });

async function filled(store: Store<CrmTables>): Promise<LeadsRig> {
  await store.write(contractScope('admin'), async (db) => {
    const { users, leads, activities, activity_links, stage_history } = db.tables;
    for (const table of [users, leads, activities, activity_links, stage_history])
      await db.delete(table, everyRow);
    const created_at = now().toISOString();
    await db.insertMany(
      users,
      contractUsers.map((user) => ({
        ...user,
        email: `${user.user_id}@crm.example`,
        role: 'rep',
        created_at,
        updated_at: created_at,
      })),
    );
    await db.insertMany(
      leads,
      contractLeads.map(({ owner_team: _team, ...lead }) => ({
        ...lead,
        status_changed_at: lead.updated_at,
        created_at: lead.updated_at,
      })),
    );
  });
  const kernel = createKernel(store, { default_country: 'US', default_currency: 'USD' }, now);
  return { leads: createLeads(kernel), [Symbol.asyncDispose]: async () => {} };
}
