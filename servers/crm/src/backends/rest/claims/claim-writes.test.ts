import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  eachClaimBook,
  testLink,
  testPrefix,
  testRedis,
  withRedis,
} from '../../../testing/each-claim-book.ts';
import { connectRest, type RestBackend, startRestBackend } from '../../../testing/rest-backend.ts';
import type { ClaimBook } from './claim-book.ts';
import { claimWrites } from './claim-writes.ts';
import { redisClaims } from './redis-claims.ts';

const wish = { lead_id: 3, status: 'proposal', note: 'Sent the offer.', idempotency_key: 'k-1' } as const;

function effectsOf({ api }: RestBackend): number {
  return api.activities(3).filter(({ body }) => body === wish.note).length;
}

function connected(backend: RestBackend, claims: ClaimBook, leaseMs = 60_000) {
  return connectRest(backend, claimWrites({ claims, keptMs: 120_000, leaseMs }));
}

eachClaimBook((open) => {
  test('a repeated call gets the first answer, marked, and nothing is done again', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    const first = await mcp.call('update_lead_status', wish);
    await mcp.call('update_lead_status', { lead_id: 3, status: 'negotiation' });
    const asked = backend.api.requests.length;
    const again = await mcp.call('update_lead_status', wish);
    expect(again.structuredContent).toEqual({ ...first.structuredContent, idempotent_replay: true });
    expect(again.text).toContain('idempotent_replay: true');
    expect(backend.api.requests).toHaveLength(asked);
  });

  test('of a hundred twins one acts and all get its answer', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    backend.api.fault({ kind: 'delay', ms: 50 }, { api: 'update' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => mcp.call('update_lead_status', wish)),
    );
    expect(effectsOf(backend)).toBe(1);
    const replays = answers.filter(
      ({ structuredContent }) => structuredContent?.['idempotent_replay'] === true,
    );
    expect(replays).toHaveLength(99);
    const leads = new Set(
      answers.map(({ structuredContent }) => JSON.stringify(structuredContent?.['lead'])),
    );
    expect(leads.size).toBe(1);
  });

  test('the same key with other arguments is a conflict, also while the first call runs', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    backend.api.fault({ kind: 'delay', ms: 100 }, { api: 'update', times: 1 });
    const first = mcp.call('update_lead_status', wish);
    await expect.poll(() => backend.api.requests.length).toBeGreaterThan(0);
    const other = { ...wish, status: 'negotiation' };
    expect(await mcp.call('update_lead_status', other)).toMatchObject({ code: 'conflict' });
    expect((await first).isError).toBe(false);
    expect(await mcp.call('update_lead_status', other)).toMatchObject({ code: 'conflict' });
  });

  test('a call that fails frees its key, and the repeated one acts', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    backend.api.fault({ kind: 'reset' }, { api: 'update', times: 1 });
    expect(await mcp.call('update_lead_status', wish)).toMatchObject({ code: 'network_error' });
    const again = await mcp.call('update_lead_status', wish);
    expect(again.structuredContent).not.toHaveProperty('idempotent_replay');
    expect(effectsOf(backend)).toBe(1);
  });

  test('a lost answer and its twins end with one effect and one answer', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    backend.api.fault({ kind: 'lost_answer' }, { api: 'update' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => mcp.call('update_lead_status', wish)));
    expect(answers.every(({ isError }) => !isError)).toBe(true);
    expect(effectsOf(backend)).toBe(1);
  });

  test('calls without a key are each for themselves', async () => {
    await using backend = await startRestBackend();
    await using mcp = await connected(backend, open());
    const { idempotency_key: _key, ...keyless } = wish;
    await mcp.call('update_lead_status', keyless);
    const again = await mcp.call('update_lead_status', keyless);
    expect(again.structuredContent).toMatchObject({ previous_status: 'proposal' });
  });

  test('an expired claim or one of somebody else is neither settled nor released', async () => {
    const claims = open();
    await claims.take('k', 'mine', 30);
    await sleep(60);
    expect(await claims.take('k', 'theirs', 60_000)).toBeUndefined();
    await claims.settle('k', 'mine', 'my answer', 60_000);
    await claims.release('k', 'mine');
    expect(await claims.take('k', 'another', 60_000)).toBe('theirs');
    await claims.settle('k', 'theirs', 'their answer', 60_000);
    expect(await claims.take('k', 'another', 60_000)).toBe('their answer');
  });
});

withRedis((open) => {
  test('twins that reach different instances have one effect', async () => {
    await using backend = await startRestBackend();
    const prefix = testPrefix();
    await using one = await connected(backend, open(prefix));
    await using two = await connected(backend, open(prefix));
    const calls = [one, two, one, two].map((mcp) => mcp.call('update_lead_status', wish));
    expect((await Promise.all(calls)).every(({ isError }) => !isError)).toBe(true);
    expect(effectsOf(backend)).toBe(1);
  });

  test('when a process is killed after the effect and before its record, the repeated call reads the effect back', async () => {
    await using backend = await startRestBackend();
    const prefix = testPrefix();
    backend.api.fault({ kind: 'lost_answer', how: 'hang' }, { api: 'update', times: 1 });
    const child = fork(fileURLToPath(new URL('./claimant.fixture.ts', import.meta.url)), {
      env: { API_URL: backend.api.url, REDIS: testRedis, PREFIX: prefix, WISH: JSON.stringify(wish) },
    });
    await expect.poll(() => effectsOf(backend)).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using mcp = await connected(backend, open(prefix));
    const answer = await mcp.call('update_lead_status', wish);
    expect(answer.structuredContent).toMatchObject({ previous_status: 'proposal', lead: { version: 2 } });
    expect(effectsOf(backend)).toBe(1);
  });
});

test('while Redis does not answer, a call with a key is refused before anything happens', async () => {
  await using backend = await startRestBackend();
  const claims = redisClaims(testLink('redis://127.0.0.1:1'));
  await using mcp = await connected(backend, claims);
  expect(await mcp.call('update_lead_status', wish)).toMatchObject({ code: 'unavailable' });
  expect(backend.api.requests).toHaveLength(0);
  await claims.close();
});
