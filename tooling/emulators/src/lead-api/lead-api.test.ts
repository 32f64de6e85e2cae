import { expect, test } from 'vitest';
import { type LeadApiEmulator, type LeadApiOptions, startLeadApiEmulator } from './index.ts';

async function patch(api: LeadApiEmulator, id: number, body: object, headers: Record<string, string> = {}) {
  return fetch(`${api.url}/api/leads/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function json(api: LeadApiEmulator, path: string): Promise<unknown> {
  return (await fetch(`${api.url}${path}`)).json();
}

function start(options: LeadApiOptions = {}) {
  return startLeadApiEmulator({ now: () => new Date('2026-03-01T12:00:00Z'), ...options });
}

test('the same seed brings the same leads, another one others', async () => {
  await using one = await start({ seed: 7 });
  await using two = await start({ seed: 7 });
  await using other = await start({ seed: 8 });
  expect(one.leads()).toEqual(two.leads());
  expect(one.leads()).not.toEqual(other.leads());
});

test('a lead comes with its activities only when they are asked for', async () => {
  await using api = await start();
  expect(await json(api, '/api/leads/2')).not.toHaveProperty('activities');
  expect(await json(api, '/api/leads/2?activities=true')).toMatchObject({
    id: 2,
    version: 1,
    activities: api.activities(2),
  });
  expect((await fetch(`${api.url}/api/leads/9999`)).status).toBe(404);
});

test('the pages of a search are disjoint and complete', async () => {
  await using api = await start({ count: 45 });
  const pages = await Promise.all(
    [0, 20, 40].map((offset) => json(api, `/api/leads/search?limit=20&offset=${offset}`)),
  );
  const ids = pages.flatMap((page) => {
    const leads: unknown = Reflect.get(Object(page), 'leads');
    return Array.isArray(leads) ? leads.map((lead) => Number(Reflect.get(lead, 'id'))) : [];
  });
  expect(ids).toEqual(Array.from({ length: 45 }, (_none, index) => 45 - index));
  expect(pages[0]).toMatchObject({ total: 45, limit: 20, offset: 0 });
  expect((await fetch(`${api.url}/api/leads/search?limit=500`)).status).toBe(400);
});

test('a search meets every word, and the status', async () => {
  await using api = await start();
  const [wanted] = api.leads();
  const [, surname = ''] = wanted?.name.split(' ') ?? [];
  const company = wanted?.company_name ?? '';
  const query = new URLSearchParams({
    q: `${company} ${surname.toUpperCase()}`,
    status: wanted?.status ?? '',
  });
  const alike = api
    .leads()
    .filter(
      (lead) =>
        lead.name.endsWith(surname) && lead.company_name === company && lead.status === wanted?.status,
    );
  expect(alike.length).toBeLessThan(api.leads().length / 4);
  expect(await json(api, `/api/leads/search?${query}`)).toMatchObject({ total: alike.length });
});

test('a change moves the lead, logs the note and counts the version up', async () => {
  await using api = await start();
  const before = api.activities(3).length;
  const changed = await patch(
    api,
    3,
    { status: 'lost', note: 'too dear', lost_reason: 'price' },
    { 'if-match': '"1"' },
  );
  expect(changed.headers.get('etag')).toBe('"2"');
  expect(await changed.json()).toMatchObject({ status: 'lost', lost_reason: 'price', version: 2 });
  expect(api.activities(3)).toHaveLength(before + 1);
  expect((await patch(api, 3, { status: 'won' }, { 'if-match': '"1"' })).status).toBe(412);
  expect((await patch(api, 3, { status: 'asleep' })).status).toBe(422);
});

test('a lost answer has had its effect; a reset, an overload and a hang have not', async () => {
  await using api = await start();
  const statusOf = (id: number) => api.leads().find((lead) => lead.id === id)?.version;
  api.fault({ kind: 'lost_answer' }, { api: 'update', times: 1 });
  await expect(patch(api, 1, { status: 'won' })).rejects.toThrow();
  expect(statusOf(1)).toBe(2);
  api.fault({ kind: 'reset' }, { api: 'update', times: 1 });
  await expect(patch(api, 2, { status: 'won' })).rejects.toThrow();
  api.fault({ kind: 'overloaded' }, { api: 'update', times: 1 });
  expect((await patch(api, 2, { status: 'won' })).status).toBe(503);
  expect(statusOf(2)).toBe(1);
});

test('the credential goes into the header that was chosen', async () => {
  await using api = await start({ auth: { header: 'X-Api-Key', value: 'k1' } });
  expect((await fetch(`${api.url}/api/leads/1`)).status).toBe(401);
  expect((await fetch(`${api.url}/api/leads/1`, { headers: { 'x-api-key': 'k1' } })).status).toBe(200);
});

test('fields can have other names, in answers and in changes', async () => {
  await using api = await start({ fields: { status: 'stage', note: 'comment' } });
  const changed = await patch(api, 1, { stage: 'won', comment: 'signed' });
  expect(await changed.json()).toMatchObject({ stage: 'won' });
  expect(api.activities(1)[0]).toMatchObject({ body: 'signed' });
});

test('reset brings the seeded leads back', async () => {
  await using api = await start();
  const seeded = api.leads();
  await patch(api, 1, { status: 'won', note: 'signed' });
  api.reset();
  expect(api.leads()).toEqual(seeded);
  expect(api.requests).toHaveLength(0);
});
