import { createLogger } from '@patchbay/observability';
import { eachEngine } from '@patchbay/storage/testing';
import { describe } from 'vitest';
import { createKernel } from '../store/kernel.ts';
import { createLeads } from '../store/leads.ts';
import { openCrmStoreAt, type StorePlace } from '../store/open.ts';
import {
  contractLeads,
  contractScope,
  contractUsers,
  type LeadsRig,
  leadsContract,
} from './leads-contract.ts';
import { startRestBackend } from './rest-backend.ts';

describe('on a lead API', () => {
  leadsContract(async () => {
    const backend = await startRestBackend();
    return { leads: backend.deps.leads, [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose]() };
  });
});

eachEngine((engine) => {
  leadsContract(async () => openStoreRig(await engine.place()));
});

const now = () => new Date('2026-07-15T12:00:00Z');

async function openStoreRig(place: StorePlace): Promise<LeadsRig> {
  const log = createLogger({ level: 'silent', name: 'crm', version: '0.0.0' });
  const store = await openCrmStoreAt(place, { log, now });
  await store.write(contractScope('admin'), async ({ tables, insertMany }) => {
    const created_at = now().toISOString();
    await insertMany(
      tables.users,
      contractUsers.map((user) => ({
        ...user,
        name: user.user_id,
        email: `${user.user_id}@crm.example`,
        role: 'rep',
        created_at,
        updated_at: created_at,
      })),
    );
    await insertMany(
      tables.leads,
      contractLeads.map(({ owner_team: _team, ...lead }) => ({
        ...lead,
        status_changed_at: lead.updated_at,
        created_at: lead.updated_at,
      })),
    );
  });
  const kernel = createKernel(store, { default_country: 'US', default_currency: 'USD' }, now);
  return { leads: createLeads(kernel), [Symbol.asyncDispose]: () => store.close() };
}
