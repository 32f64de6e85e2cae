import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLeadApiEmulator } from '@patchbay/emulators/lead-api';
import { openClient, spawnHttp } from '@patchbay/testkit';
import { expect, onTestFinished, test } from 'vitest';

const bundle = `${import.meta.dirname}/../dist/bin.js`;

test('the bundle writes to a SQLite file of its own and answers a repeated key from it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await using served = await spawnHttp(bundle, { env: { CRM_DATABASE_FILE: join(folder, 'crm.db') } });
  await using mcp = await openClient('v2-auto', served.url);
  const lead = { name: 'Ada Lovelace', email: 'ada@engines.example', idempotency_key: 'k' };
  const first = await mcp.call('create_lead', lead);
  expect(first.structuredContent).toMatchObject({ created: true });
  const again = await mcp.call('create_lead', lead);
  expect(again.structuredContent).toEqual({ ...first.structuredContent, idempotent_replay: true });
});

test('the bundle serves a lead API in place of a store', async () => {
  await using api = await startLeadApiEmulator({ count: 5 });
  await using served = await spawnHttp(bundle, { env: { CRM_BACKEND: 'rest', CRM_REST_URL: api.url } });
  await using mcp = await openClient('v1', served.url);
  expect((await mcp.call('get_lead_details', { lead_id: 1 })).isError).toBe(false);
  expect((await mcp.listTools()).map(({ name }) => name)).not.toContain('create_order');
});
