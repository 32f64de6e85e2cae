import { access, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testSetup } from '@patchbay/testkit';
import { expect, test } from 'vitest';
import { crmConfig } from './config.ts';
import { openCrm } from './open-crm.ts';

const setupOf = (environment: Record<string, string>, demo = false) =>
  testSetup(crmConfig.parse(environment), { demo });

const probe = { probe: true, signal: new AbortController().signal };

test('creates the file that the configuration names and keeps its rows over a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-crm-open-'));
  const setup = setupOf({ CRM_DATABASE_FILE: join(folder, 'deep', 'crm.db') });
  const scope = {
    caller: { id: 'u', tenant: 'default', role: 'admin', scopes: new Set<string>() },
    ...probe,
  };
  try {
    const first = await openCrm(setup);
    await first.ports.intake?.create({ name: 'Ada' }, { on_duplicate: 'create' }, scope);
    await first.close();
    const second = await openCrm(setup);
    expect(await second.health(probe)).toEqual([{ name: 'store', required: true, status: 'up' }]);
    expect(await second.ports.leads.search({ sort: 'updated_at', limit: 1 }, scope)).toMatchObject({
      total_count: 1,
    });
    await second.close();
    expect((await stat(join(folder, 'deep', 'crm.db'))).isFile()).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('removes the file of a demonstration when it closes', async () => {
  const demos = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('patchbay-crm-demo-'));
  const before = new Set(await demos());
  const deps = await openCrm(setupOf({}, true));
  const mine = (await demos()).filter((name) => !before.has(name));
  expect(mine.length).toBeGreaterThan(0);
  await deps.close();
  const left = await Promise.all(
    mine.map((name) =>
      access(join(tmpdir(), name)).then(
        () => name,
        () => undefined,
      ),
    ),
  );
  expect(left).toContain(undefined);
});

test('starts without the database, and says so until it answers', async () => {
  const deps = await openCrm(setupOf({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }));
  expect(await deps.health(probe)).toMatchObject([{ name: 'store', status: 'down' }]);
  expect(await deps.ports.status()).toMatchObject([{ name: 'postgres', status: 'down' }]);
  await deps.close();
});
