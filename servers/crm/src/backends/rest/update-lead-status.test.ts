import { expect, test } from 'vitest';
import { contractScope, refusalOf } from '../../testing/contract-leads.ts';
import { type RestBackend, startRestBackend } from '../../testing/rest-backend.ts';

const admin = contractScope('admin');
const wish = { lead_id: 3, status: 'proposal', note: 'Sent the offer.' } as const;

function notesOf({ api }: RestBackend): number {
  return api.activities(3).filter(({ body }) => body === wish.note).length;
}

function updatesOf({ api }: RestBackend) {
  return api.requests.filter((request) => request.api === 'update');
}

test('a change is one PATCH, bound to the version that was read', async () => {
  await using backend = await startRestBackend();
  await backend.deps.leads.updateStatus(wish, admin);
  const [sent, ...more] = updatesOf(backend);
  expect(more).toEqual([]);
  expect(sent?.headers['if-match']).toBe('"1"');
  expect(JSON.parse(sent?.body ?? '')).toEqual({ status: 'proposal', note: 'Sent the offer.' });
});

test('a lost answer is resolved by reading the lead back', async () => {
  await using backend = await startRestBackend();
  backend.api.fault({ kind: 'lost_answer' }, { api: 'update' });
  const moved = await backend.deps.leads.updateStatus(wish, admin);
  expect(moved).toMatchObject({ previous_status: 'qualified', lead: { status: 'proposal', version: 2 } });
  expect(notesOf(backend)).toBe(1);
});

test('an answer that is no lead is resolved the same way', async () => {
  for (const kind of ['truncated_json', 'wrong_shape'] as const) {
    await using backend = await startRestBackend();
    backend.api.fault({ kind }, { api: 'update' });
    expect(await backend.deps.leads.updateStatus(wish, admin)).toMatchObject({ lead: { version: 2 } });
    expect(notesOf(backend)).toBe(1);
  }
});

test('a change that never arrived is reported, may be repeated, and then has one effect', async () => {
  for (const fault of [{ kind: 'reset' }, { kind: 'overloaded' }, { kind: 'html' }] as const) {
    await using backend = await startRestBackend();
    backend.api.fault(fault, { api: 'update', times: 1 });
    const refusal = await refusalOf(backend.deps.leads.updateStatus(wish, admin));
    expect(refusal).toMatchObject({ retryable: true, hint: 'Call again with the same idempotency_key.' });
    expect(notesOf(backend)).toBe(0);
    await backend.deps.leads.updateStatus(wish, admin);
    expect(notesOf(backend)).toBe(1);
  }
});

test('when the lead cannot be read back either, the outcome is said to be open', async () => {
  await using backend = await startRestBackend();
  backend.api.fault({ kind: 'lost_answer' }, { api: 'update' });
  backend.api.fault({ kind: 'reset' }, { api: 'details', after: 1 });
  expect(await refusalOf(backend.deps.leads.updateStatus(wish, admin))).toMatchObject({
    code: 'network_error',
    retryable: false,
    hint: expect.stringContaining('may or may not'),
  });
});

test('somebody who was faster makes a conflict, and is not overwritten', async () => {
  await using backend = await startRestBackend();
  const { api, deps } = backend;
  api.fault({ kind: 'delay', ms: 1_000 }, { api: 'details', times: 1 });
  const slow = refusalOf(deps.leads.updateStatus(wish, admin));
  await expect.poll(() => api.requests.length, { interval: 5 }).toBe(1);
  const faster = JSON.stringify({ status: 'negotiation' });
  await fetch(`${api.url}/api/leads/3`, { method: 'PATCH', body: faster });
  expect((await slow).code).toBe('conflict');
  expect(api.leads().find(({ id }) => id === 3)).toMatchObject({ status: 'negotiation', version: 2 });
});

test('an API without versions is served, but cannot check one', async () => {
  await using backend = await startRestBackend({ api: { versions: false } });
  const refusal = await refusalOf(backend.deps.leads.updateStatus(wish, { ...admin, expectedVersion: 1 }));
  expect(refusal).toMatchObject({
    code: 'validation_error',
    message: expect.stringContaining('expected_version'),
  });
  backend.api.fault({ kind: 'lost_answer' }, { api: 'update' });
  expect(await backend.deps.leads.updateStatus(wish, admin)).toMatchObject({ lead: { status: 'proposal' } });
  expect(updatesOf(backend)[0]?.headers).not.toHaveProperty('if-match');
});

test('nothing of an error answer reaches the caller', async () => {
  for (const status of [400, 401, 409, 500]) {
    await using backend = await startRestBackend();
    backend.api.fault({ kind: 'canary', secret: 'canary-7d1e', status }, { api: 'update' });
    const { code, message, hint, details } = await refusalOf(backend.deps.leads.updateStatus(wish, admin));
    expect(JSON.stringify([message, hint, details])).not.toContain('canary-7d1e');
    expect(code === 'conflict').toBe(status === 409);
  }
});
