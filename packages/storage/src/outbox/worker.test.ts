import { validationError } from '@patchbay/core';
import { createLogger } from '@patchbay/observability';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { retryDeadLetters, startOutbox } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });
const fast = { log, pollMs: 10, backoffMs: 5 };

const enqueue = (store: Store<RigTables>, count: number, kind = 'mail') =>
  store.write(as('acme'), async (db) => {
    for (let index = 0; index < count; index += 1) await db.enqueue(kind, { index });
  });

const stored = ({ internal }: Store<RigTables>) =>
  internal.transaction({ mode: 'read' }, ({ builder }) => builder.select().from(internal.own.outbox));

const settled = (store: Store<RigTables>) =>
  expect
    .poll(async () =>
      (await stored(store)).filter((row) => row.delivered_at === null && row.dead_at === null),
    )
    .toEqual([]);

eachEngine((engine) => {
  describe('the outbox', () => {
    test('delivers what a committed write left, once and soon, and nothing of one that failed', async () => {
      const store = await engine.open(rig);
      const seen: unknown[] = [];
      const worker = startOutbox(store, {
        log,
        pollMs: 60_000,
        deliver: async ({ payload, tenant }) => void seen.push([tenant, payload]),
      });
      const failed = store.write(as('acme'), async (db) => {
        await db.enqueue('mail', 'never');
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await enqueue(store, 3);
      await settled(store);
      await worker.stop();
      expect(seen.toSorted()).toEqual([0, 1, 2].map((index) => ['acme', { index }]));
    });

    test('drops a second message with the same kind and dedup id', async () => {
      const store = await engine.open(rig);
      for (let time = 0; time < 2; time += 1) {
        await store.write(as('acme'), (db) => db.enqueue('mail', time, { dedupId: 'order-1' }));
      }
      expect(await stored(store)).toMatchObject([{ payload: '0', dedup_id: 'order-1' }]);
    });

    test('tries again with the same dedup id, and gives up in the end until told otherwise', async () => {
      const store = await engine.open(rig);
      const attempts: string[] = [];
      let broken = true;
      const worker = startOutbox(store, {
        ...fast,
        maxAttempts: 3,
        async deliver({ dedup_id, attempt }) {
          attempts.push(`${dedup_id} ${attempt}`);
          if (broken) throw new Error('receiver down');
        },
      });
      await enqueue(store, 1);
      await settled(store);
      const [dead] = await stored(store);
      expect(attempts).toEqual([1, 2, 3].map((attempt) => `${dead?.dedup_id} ${attempt}`));
      expect(dead).toMatchObject({ delivered_at: null, last_error: 'Error' });
      expect(await store.health({ probe: true })).toMatchObject({ status: 'degraded' });
      broken = false;
      expect(await retryDeadLetters(store)).toBe(1);
      await settled(store);
      await worker.stop();
      expect((await stored(store))[0]?.delivered_at).not.toBeNull();
    });

    test('gives up at once on what cannot succeed', async () => {
      const store = await engine.open(rig);
      let count = 0;
      const worker = startOutbox(store, {
        ...fast,
        async deliver() {
          count += 1;
          throw validationError('No such address.', { hint: 'None.' });
        },
      });
      await enqueue(store, 1);
      await settled(store);
      await worker.stop();
      expect(count).toBe(1);
    });

    test('shares the work of several workers without delivering twice', async () => {
      const place = await engine.place();
      const stores = await Promise.all([
        engine.open(rig, place),
        engine.open(rig, place),
        engine.open(rig, place),
      ]);
      const [store] = stores;
      if (store === undefined) return;
      await enqueue(store, 60);
      const seen: string[] = [];
      const workers = stores.map((own) =>
        startOutbox(own, { ...fast, deliver: async ({ id }) => void seen.push(id) }),
      );
      await settled(store);
      await Promise.all(workers.map((worker) => worker.stop()));
      expect(seen).toHaveLength(60);
      expect(new Set(seen).size).toBe(60);
    });

    test('takes over from a worker that died once its lease has ended', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      await enqueue(store, 1);
      const { messages } = await import('./messages.ts');
      const dead = messages(store.internal);
      expect(await dead.claim('dead', 5, 1_000)).toHaveLength(1);
      expect(await dead.claim('alive', 5, 1_000)).toHaveLength(0);
      now += 1_001;
      const [again] = await dead.claim('alive', 5, 1_000);
      expect(again).toMatchObject({ attempt: 2 });
      await dead.delivered('dead', again?.id ?? '');
      expect((await stored(store))[0]?.delivered_at).toBeNull();
      await dead.delivered('alive', again?.id ?? '');
      expect((await stored(store))[0]?.delivered_at).toBe(now);
    });

    test('stops within its grace and gives back what it could not finish', async () => {
      const store = await engine.open(rig);
      const began = Promise.withResolvers<void>();
      const worker = startOutbox(store, {
        ...fast,
        deliver: (_message, { signal }) =>
          new Promise((_resolve, reject) => {
            began.resolve();
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      });
      await enqueue(store, 1);
      await began.promise;
      await worker.stop(20);
      expect(await stored(store)).toMatchObject([{ attempts: 0, lease: null, delivered_at: null }]);
    });
  });
});
