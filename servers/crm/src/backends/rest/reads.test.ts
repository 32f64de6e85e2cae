import { seedLeads } from '@patchbay/emulators/lead-api';
import { createLogger } from '@patchbay/observability';
import { memoryLog } from '@patchbay/observability/testing';
import { expect, test } from 'vitest';
import { contractScope, refusalOf } from '../../testing/contract-leads.ts';
import { startRestBackend } from '../../testing/rest-backend.ts';

const admin = contractScope('admin');
const search = { limit: 20, sort: 'relevance' } as const;
const briefly = { include_activities: false, activities: { limit: 20 } } as const;

test('reads are kept for 30 seconds, and for no caller after a change', async () => {
  await using backend = await startRestBackend();
  const { leads } = backend.deps;
  const asked = () => backend.api.requests.length;
  const readAll = () => Promise.all([leads.search(search, admin), leads.details(3, briefly, admin)]);
  await readAll();
  await readAll();
  expect(asked()).toBe(2);
  backend.advance(31_000);
  await readAll();
  expect(asked()).toBe(4);
  await leads.updateStatus({ lead_id: 3, status: 'proposal' }, admin);
  const [page, { lead }] = await readAll();
  expect(lead['status']).toBe('proposal');
  expect(page.items).toContainEqual(expect.objectContaining({ lead_id: 3, status: 'proposal' }));
});

test('a change whose answer is lost empties the cache too', async () => {
  await using backend = await startRestBackend();
  const { leads } = backend.deps;
  await leads.details(3, briefly, admin);
  backend.api.fault({ kind: 'lost_answer' }, { api: 'update' });
  await leads.updateStatus({ lead_id: 3, status: 'proposal' }, admin);
  expect((await leads.details(3, briefly, admin)).lead['status']).toBe('proposal');
});

test('the cache is behind the gate: one caller never gets what another may see', async () => {
  await using backend = await startRestBackend();
  const { leads } = backend.deps;
  expect((await leads.details(5, briefly, admin)).lead['email']).toBe('hidden-word@kestrel.example');
  expect((await leads.details(5, briefly, contractScope('support'))).lead['email']).toBe(
    'h***@kestrel.example',
  );
  expect(backend.api.requests).toHaveLength(1);
});

test('the credential goes into the configured header; a refused one is the operator’s to correct', async () => {
  const auth = { header: 'X-Api-Key', value: 'k-secret-1' };
  const environment = { CRM_REST_AUTH_HEADER: 'X-Api-Key', CRM_REST_TOKEN: 'k-secret-1' };
  await using backend = await startRestBackend({ api: { auth }, environment });
  expect((await backend.deps.leads.search(search, admin)).items).toHaveLength(5);
  await using refused = await startRestBackend({ api: { auth } });
  expect(await refusalOf(refused.deps.leads.search(search, admin))).toMatchObject({
    code: 'unavailable',
    retryable: false,
  });
});

test('fields with other names are translated in answers and in changes', async () => {
  const fields = { id: 'leadNo', status: 'stage', company_name: 'account', note: 'comment' };
  const environment = {
    CRM_REST_FIELD_MAP: 'lead_id=leadNo, status=stage,company_name=account,note=comment',
  };
  await using backend = await startRestBackend({ api: { fields }, environment });
  const { leads } = backend.deps;
  expect((await leads.search({ ...search, query: 'harbor' }, admin)).items).toEqual([
    expect.objectContaining({ lead_id: 4, company_name: 'Blue Harbor', status: 'proposal' }),
  ]);
  const { lead } = await leads.updateStatus({ lead_id: 4, status: 'won', note: 'Signed.' }, admin);
  expect(lead).toMatchObject({ lead_id: 4, status: 'won' });
  expect(backend.api.activities(4)[0]).toMatchObject({ body: 'Signed.' });
});

test('an API that ignores the status is not believed, and its total neither', async () => {
  await using backend = await startRestBackend({ api: { filters: false } });
  const page = await backend.deps.leads.search({ ...search, status: 'new' }, admin);
  expect(page.items.map((item) => item['lead_id'])).toEqual([1]);
  expect(page).not.toHaveProperty('total_count');
});

test('a total is told only where it is true for the caller', async () => {
  await using backend = await startRestBackend();
  const { leads } = backend.deps;
  expect(await leads.search({ ...search, limit: 2 }, admin)).toMatchObject({
    total_count: 5,
    has_more: true,
  });
  expect(await leads.search({ ...search, limit: 2, min_score: 50 }, admin)).not.toHaveProperty('total_count');
  const rep = contractScope('rep', { id: 'u-ann' });
  expect(await leads.search(search, rep)).not.toHaveProperty('total_count');
});

test('few visible leads among many are found within one call', async () => {
  await using backend = await startRestBackend({ api: { leads: seedLeads(3, 450) } });
  const rep = contractScope('rep', { id: 'usr_west_1' });
  const mine = backend.api.leads().filter(({ owner_id }) => owner_id === 'usr_west_1');
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await backend.deps.leads.search({ ...search, limit: 100, cursor }, rep);
    seen.push(...page.items.map((item) => item['lead_id']));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(mine.map(({ id }) => id).toReversed());
});

test('a read survives a passing fault, and answers in an unexpected form are no answers', async () => {
  await using backend = await startRestBackend();
  const { leads } = backend.deps;
  backend.api.fault({ kind: 'reset' }, { times: 1 });
  expect((await leads.search(search, admin)).items).toHaveLength(5);
  backend.api.fault({ kind: 'wrong_shape' }, { api: 'details' });
  expect((await refusalOf(leads.details(1, briefly, admin))).code).toBe('unavailable');
});

test('an API that keeps failing is left alone for a while, and the health says so', async () => {
  await using backend = await startRestBackend();
  const { leads, health, status } = backend.deps;
  const options = { probe: false, signal: new AbortController().signal };
  expect(await health(options)).toMatchObject([{ name: 'lead_api', status: 'unknown' }]);
  backend.api.fault({ kind: 'canary', secret: 's', status: 500 });
  for (let call = 0; call < 5; call += 1) await refusalOf(leads.details(1, briefly, admin));
  const before = backend.api.requests.length;
  expect(await refusalOf(leads.details(1, briefly, admin))).toMatchObject({ code: 'unavailable' });
  expect(backend.api.requests).toHaveLength(before);
  expect(await health(options)).toMatchObject([
    { status: 'down', detail: expect.stringContaining('CRM_REST_URL') },
  ]);
  expect(await status()).toMatchObject([
    { name: 'lead_api', status: 'down', detail: expect.stringContaining('open') },
  ]);
});

test('a probe asks the API anew', async () => {
  await using backend = await startRestBackend();
  const options = { probe: true, signal: new AbortController().signal };
  expect(await backend.deps.health(options)).toMatchObject([{ status: 'up' }]);
  await backend.api.close();
  expect(await backend.deps.health(options)).toMatchObject([{ status: 'degraded' }]);
});

test('the credential is in no log line', async () => {
  const sink = memoryLog();
  const log = createLogger({ level: 'trace', name: 'crm', version: '0.0.0', destination: sink.destination });
  await using backend = await startRestBackend({ log, environment: { CRM_REST_TOKEN: 'Bearer tok-91ab' } });
  backend.api.fault({ kind: 'wrong_shape' });
  await refusalOf(backend.deps.leads.search(search, admin));
  expect(sink.lines().length).toBeGreaterThan(0);
  expect(sink.text()).not.toContain('tok-91ab');
});

test('a configuration that cannot work is refused by the name of its setting', async () => {
  const broken = [
    [{ CRM_REST_FIELD_MAP: 'status' }, 'status'],
    [{ CRM_REST_FIELD_MAP: 'colour=status' }, 'colour'],
    [{ CRM_REST_FIELD_MAP: 'status=id' }, 'twice'],
  ] as const;
  for (const [environment, word] of broken) {
    const start = startRestBackend({ environment });
    await expect(start).rejects.toThrow(/CRM_REST_FIELD_MAP/);
    await expect(start).rejects.toThrow(word);
  }
});
