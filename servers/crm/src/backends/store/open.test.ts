import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import { expect, onTestFinished, test } from 'vitest';
import { crmConfig } from '../../config.ts';
import { openCrmStore, storeFile } from './open.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

test('a first start makes a folder for the user alone, where the system keeps data', async ({ skip }) => {
  if (process.platform !== 'linux')
    skip('only Linux lets the folder be moved by a variable that a test may set');
  const data = await mkdtemp(join(tmpdir(), 'patchbay-data-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const config = crmConfig.parse({ XDG_DATA_HOME: data });
  expect(storeFile(config)).toBe(join(data, 'patchbay', 'crm.db'));
  const store = await openCrmStore(config, { log, now: () => new Date() });
  await store.close();
  expect((await stat(join(data, 'patchbay'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(data, 'patchbay'))).toContain('crm.db');
});

test('a file that is named is taken as it is', () => {
  expect(storeFile(crmConfig.parse({ CRM_DATABASE_FILE: '/srv/a.db', XDG_DATA_HOME: '/data' }))).toBe(
    '/srv/a.db',
  );
});
