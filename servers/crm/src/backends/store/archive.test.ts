import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import { testSetup } from '@patchbay/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { crmConfig } from '../../config.ts';
import { backupCrm, checkCrmArchive, restoreCrm } from './archive.ts';
import { openCrmStore } from './open.ts';

const log = createLogger({ level: 'silent', name: 'crm', version: '0' });
const now = () => new Date('2026-07-15T12:00:00Z');
const caller = { caller: { id: 'user-1', tenant: 'default' } };

async function configured() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-archive-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const setup = testSetup(crmConfig.parse({ CRM_DATABASE_FILE: join(folder, 'crm.db') }));
  return {
    setup: { ...setup, operands: ['copy.db'], flags: new Set<string>(), directory: folder },
    backup: join(folder, 'copy.db'),
  };
}

function addLead(name: string) {
  const at = now().toISOString();
  return { name, status: 'new', status_changed_at: at, created_at: at, updated_at: at };
}

test('a restored store holds what the backup held, and nothing that came after', async () => {
  const { setup, backup } = await configured();
  const store = await openCrmStore(setup, { log, now });
  const names = () =>
    store.read(caller, (db) => db.select({ name: db.tables.leads.name }).from(db.tables.leads));
  await store.write(caller, (db) => db.insert(db.tables.leads, addLead('Before')));
  expect(await backupCrm(setup)).toContain(backup);
  await store.write(caller, (db) => db.insert(db.tables.leads, addLead('After')));
  expect(await names()).toHaveLength(2);
  await restoreCrm(setup);
  expect(await names()).toEqual([{ name: 'Before' }]);
  await store.close();
});

test('PostgreSQL is left to its own tools, which the message names', async () => {
  const { setup } = await configured();
  const config = crmConfig.parse({ DATABASE_URL: 'postgres://localhost/crm' });
  await expect(restoreCrm({ ...setup, config })).rejects.toThrow('pg_restore');
});

test('a file that is no backup is refused by a message for the operator', async () => {
  const { setup } = await configured();
  await expect(restoreCrm({ ...setup, operands: [import.meta.filename] })).rejects.toMatchObject({
    name: 'ConfigurationError',
  });
});

test('whether a backup can be made is said, and with which command', async () => {
  const { setup } = await configured();
  const store = await openCrmStore(setup, { log, now });
  expect(await checkCrmArchive(setup, store)).toMatchObject({
    ready: true,
    detail: expect.stringContaining('crm.db'),
  });
  await store.close();
});
