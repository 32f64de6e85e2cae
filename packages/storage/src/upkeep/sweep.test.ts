import { createLogger } from '@patchbay/observability';
import { expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { serverOver } from '../fixture/server.fixture.ts';
import { startOutbox, startUpkeep, sweep } from '../index.ts';
import { eachEngine } from '../testing.ts';

const dayMs = 86_400_000;
const log = createLogger({ level: 'silent', name: 'test', version: '0' });

eachEngine((engine) => {
  test('a sweep removes what is expired and keeps the rest', async () => {
    let now = Date.now();
    const store = await engine.open({ ...rig, now: () => now });
    const call = serverOver(store);
    await call({ name: 'a', idempotency_key: 'a' });
    const worker = startOutbox(store, { log, pollMs: 5, deliver: async () => {} });
    const { own, transaction } = store.internal;
    const outbox = () => transaction({ mode: 'read' }, ({ builder }) => builder.select().from(own.outbox));
    await expect.poll(async () => (await outbox())[0]?.delivered_at).not.toBeNull();
    await worker.stop();
    now += 8 * dayMs;
    await call({ name: 'b', idempotency_key: 'b' });
    expect(await sweep(store, {})).toEqual({ idempotency: 1, outbox: 1, changes: 0, jobs: 0, blobs: 0 });
    expect(await sweep(store, { changeDays: 7 })).toEqual({
      idempotency: 0,
      outbox: 0,
      changes: 1,
      jobs: 0,
      blobs: 0,
    });
    expect(await outbox()).toMatchObject([{ delivered_at: null }]);
    const history = await store.read(as('acme'), (db) => db.history(db.tables.leads, 1));
    expect(history).toEqual([]);
  });

  test('the upkeep sweeps by itself and stops', async () => {
    let now = Date.now();
    const store = await engine.open({ ...rig, now: () => now });
    await serverOver(store)({ name: 'a', idempotency_key: 'a' });
    now += 2 * dayMs;
    const upkeep = startUpkeep(store, { log, everyMs: 5 });
    const { own, transaction } = store.internal;
    const kept = () => transaction({ mode: 'read' }, ({ builder }) => builder.select().from(own.idempotency));
    await expect.poll(kept).toEqual([]);
    await upkeep.stop();
  });
});
