import { describe, expect, test, vi } from 'vitest';
import { rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { LeaseLost, type RunningJob } from '../index.ts';
import { eachEngine } from '../testing.ts';
import { gated, jobOf, names, start, until, work } from './work.fixture.ts';

eachEngine((engine) => {
  describe('a worker', () => {
    test('goes on from the checkpoint of one that lost its lease, whose effects since are not kept', async () => {
      let now = Date.now();
      const place = await engine.place();
      const [first, second] = [
        await engine.open({ ...rig, now: () => now }, place),
        await engine.open({ ...rig, now: () => now }, place),
      ];
      const add = (name: string) => (job: RunningJob<RigTables>) =>
        job.save({ last: name }, async (db) => void (await db.insert(db.tables.leads, { name, tags: [] })));
      const lost = Promise.withResolvers<unknown>();
      const stuck = gated();
      // its timers are as good as dead: it neither renews nor looks
      const dead = work(
        first,
        {
          greet: {
            leaseMs: 1_000_000,
            run: async (job) => {
              await add('one')(job);
              await stuck.run(job);
              await add('twice')(job).catch(lost.resolve);
            },
          },
        },
        { pollMs: 1_000_000 },
      );
      const id = await start(first);
      await stuck.begun();
      now += 1_000_001;
      const checkpoints: unknown[] = [];
      work(second, {
        greet: {
          run: async (job) => {
            checkpoints.push(job.checkpoint);
            await add('two')(job);
            return job.finish(async (db) => {
              await db.insert(db.tables.leads, { name: 'three', tags: [] });
              return 'second';
            });
          },
        },
      });
      await until(second, id, 'done');
      stuck.open();
      expect(await lost.promise).toBeInstanceOf(LeaseLost);
      await dead.stop(0);
      expect(checkpoints).toEqual([{ last: 'one' }]);
      expect(await names(second)).toEqual(['one', 'two', 'three']);
      expect(await jobOf(second, id)).toMatchObject({ state: 'done', result: 'second', attempts: 2 });
    });

    test('keeps a job whose run is longer than its lease', async () => {
      const place = await engine.place();
      const stores = [await engine.open(rig, place), await engine.open(rig, place)] as const;
      const { run, open, begun, began } = gated();
      const polls: number[] = [];
      // a lease of many polls, so that a slow machine does not lose it
      for (const store of stores) work(store, { greet: { run, leaseMs: 6_000 } }, { pollMs: 50 });
      const id = await start(stores[0]);
      await begun();
      const { own, transaction } = stores[0].internal;
      const due = async () => {
        const [row] = await transaction({ mode: 'read' }, ({ builder }) => builder.select().from(own.jobs));
        return row?.due_at ?? 0;
      };
      polls.push(await due());
      await vi.waitFor(async () => expect(await due()).toBeGreaterThan(polls[0] ?? 0), { timeout: 30_000 });
      open();
      await until(stores[0], id, 'done');
      expect(began).toHaveLength(1);
    });

    test('gives back what it could not finish in its grace, and that attempt does not count', async () => {
      const store = await engine.open(rig);
      const { run, begun } = gated();
      const worker = work(store, { greet: { run } });
      const id = await start(store);
      await begun();
      await worker.stop(10);
      expect(await jobOf(store, id)).toMatchObject({ state: 'waiting', attempts: 0 });
      work(store, { greet: { run: async () => 'again' } });
      await until(store, id, 'done');
    });

    test('waits for what it can finish when it stops', async () => {
      const store = await engine.open(rig);
      const { run, open, begun } = gated();
      const worker = work(store, { greet: { run } });
      const id = await start(store);
      await begun();
      const stopped = worker.stop(60_000);
      open();
      await stopped;
      expect(await jobOf(store, id)).toMatchObject({ state: 'done' });
    });

    test('serves tenants in turn, and each only so often at once', async () => {
      const store = await engine.open(rig);
      for (let index = 0; index < 4; index += 1) await start(store, index, 'large');
      const small = [await start(store, 'a', 'small'), await start(store, 'b', 'small')];
      const order: string[] = [];
      let running = 0;
      const run = async ({ caller }: RunningJob<RigTables>) => {
        order.push(caller.tenant);
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
      };
      work(store, { greet: { run } }, { concurrency: 1 });
      for (const id of small) await until(store, id, 'done', 'small');
      expect(order.slice(0, 4).filter((tenant) => tenant === 'small')).toHaveLength(2);
    });

    test('leaves jobs of a tenant that has enough running, over all processes', async () => {
      const place = await engine.place();
      const stores = [await engine.open(rig, place), await engine.open(rig, place)] as const;
      for (let index = 0; index < 4; index += 1) await start(stores[0], index);
      const other = await start(stores[0], 'other', 'other');
      const { run, open, begun, began } = gated();
      for (const store of stores) work(store, { greet: { run } }, { perTenant: 1 });
      await begun(2);
      expect(began.map(({ caller }) => caller.tenant).toSorted()).toEqual(['acme', 'other']);
      open();
      await until(stores[0], other, 'done', 'other');
    });

    test('shares the jobs of a store with others, each run once', async () => {
      const place = await engine.place();
      const stores = await Promise.all([1, 2, 3].map(() => engine.open(rig, place)));
      const [store] = stores;
      if (store === undefined) return;
      const ids: string[] = [];
      for (let index = 0; index < 40; index += 1) ids.push(await start(store, index));
      const run = (job: RunningJob<RigTables>) =>
        job.finish((db) => db.insert(db.tables.leads, { name: String(job.input), tags: [] }));
      for (const own of stores) work(own, { greet: { run } });
      for (const id of ids) await until(store, id, 'done');
      expect((await names(store)).toSorted()).toEqual(ids.map((_, index) => String(index)).toSorted());
    });
  });
});
