import { fileURLToPath } from 'node:url';
import { startLeadApiEmulator } from '@patchbay/emulators/lead-api';
import {
  type ClientKind,
  type MatrixClient,
  openMatrixClient,
  type Place,
  serveHttp,
} from '@patchbay/testkit';
import { describe, expect, test } from 'vitest';
import { server } from './server.ts';

const binary = fileURLToPath(new URL('bin.ts', import.meta.url));
const onStdio: Place = { transport: 'stdio', binary, args: ['--demo'], env: {} };

/** Writes that change nothing, writes that do, and what is heard of all of them. */
async function heardOf(client: MatrixClient): Promise<readonly string[]> {
  const watched = await client.watch([
    'crm://lead/2',
    'crm://lead/3',
    'crm://leads/recent',
    'db://products/all',
  ]);
  const move = { lead_id: 2, status: 'contacted', idempotency_key: 'move-2' };
  await client.call('update_lead_status', { lead_id: 3, status: 'contacted', dry_run: true });
  // the first record is written before the second is refused
  const records = [
    { lead_id: 3, title: 'Buyer' },
    { lead_id: 3, email: 'none' },
  ];
  await client.call('batch_upsert_records', { object_type: 'leads', records });
  await client.call('update_lead_status', move);
  await client.call('update_lead_status', move);
  await client.call('search_leads', { query: 'ship' });
  await client.call('update_stock', { product_id: 'product-1', delta: 1, reason: 'Found', dry_run: true });
  await client.call('update_stock', { product_id: 'product-1', delta: 1, reason: 'Found' });
  await watched.until('db://products/all');
  return watched.heard;
}

describe('clients that subscribed hear once of each resource that a kept write changed', () => {
  const changed = ['crm://lead/2', 'crm://leads/recent', 'db://products/all'];

  test.each<ClientKind>(['v2-auto', 'v2-default', 'v1'])('over stdio, with %s', async (kind) => {
    await using client = await openMatrixClient(kind, onStdio);
    expect(await heardOf(client)).toEqual(changed);
  });

  test('over HTTP, with a client that listens', async () => {
    await using served = await serveHttp(server, { demo: true });
    await using client = await openMatrixClient('v2-auto', { transport: 'http', url: served.url });
    expect(await heardOf(client)).toEqual(changed);
  });

  test('on a lead API', async () => {
    await using api = await startLeadApiEmulator();
    const environment = { CRM_BACKEND: 'rest', CRM_REST_URL: api.url };
    await using served = await serveHttp(server, { environment });
    await using client = await openMatrixClient('v2-auto', { transport: 'http', url: served.url });
    const watched = await client.watch(['crm://lead/1', 'crm://lead/2', 'crm://leads/recent']);
    const lost = { status: 'lost', lost_reason: 'price' };
    await client.call('update_lead_status', { lead_id: 1, ...lost, dry_run: true });
    await client.call('update_lead_status', { lead_id: 2, ...lost });
    await watched.until('crm://leads/recent');
    expect(watched.heard).toEqual(['crm://lead/2', 'crm://leads/recent']);
  });
});

test('clients that did not subscribe hear nothing', async () => {
  await using served = await serveHttp(server, { demo: true });
  const place: Place = { transport: 'http', url: served.url };
  await using writer = await openMatrixClient('v2-auto', place);
  await using other = await openMatrixClient('v2-auto', place);
  const watched = await other.watch(['crm://lead/4']);
  await heardOf(writer);
  await writer.call('update_lead_status', { lead_id: 4, status: 'lost', lost_reason: 'price' });
  await watched.until('crm://lead/4');
  expect(watched.heard).toEqual(['crm://lead/4']);
});
