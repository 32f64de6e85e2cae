import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import { testSetup } from '@patchbay/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { crmConfig } from '../../config.ts';
import { openCrmStore, storeFile } from './open.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

function setupOf(environment: Readonly<Record<string, string>>, data: string) {
  const { paths, ...setup } = testSetup(crmConfig.parse(environment));
  return { ...setup, paths: { ...paths, data } };
}

test('a first start makes a folder for the user alone, where the system keeps data', async () => {
  const data = await mkdtemp(join(tmpdir(), 'patchbay-data-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const setup = setupOf({}, join(data, 'patchbay'));
  expect(storeFile(setup)).toBe(join(data, 'patchbay', 'crm.db'));
  const store = await openCrmStore(setup, { log, now: () => new Date() });
  await store.close();
  expect((await stat(join(data, 'patchbay'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(data, 'patchbay'))).toContain('crm.db');
});

test('a file that is named is taken as it is', () => {
  expect(storeFile(setupOf({ CRM_DATABASE_FILE: '/srv/a.db' }, '/data'))).toBe('/srv/a.db');
});
