import { unavailable, validationError } from '@patchbay/core';
import { createLogger } from '@patchbay/observability';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { type JobHandler, type JobsOptions, LeaseLost, type RunningJob, startJobs } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

type Handlers = Readonly<Record<string, JobHandler<RigTables>>>;

function work(store: Store<RigTables>, handlers: Handlers, options: Partial<JobsOptions<RigTables>> = {}) {
  const worker = startJobs(store, { handlers, log, pollMs: 20, backoffMs: 5, ...options });
  onTestFinished(() => worker.stop(0));
  return worker;
}

async function start(store: Store<RigTables>, input: unknown = {}, tenant = 'acme', kind = 'greet') {
  const { job_id = '' } = await store.write(as(tenant), (db) => db.startJob(kind, input));
  return job_id;
}

const jobOf = (store: Store<RigTables>, id: string, tenant = 'acme') =>
  store.read(as(tenant), (db) => db.getJob(id));

const until = (store: Store<RigTables>, id: string, state: string, tenant = 'acme') =>
  vi.waitFor(async () => expect(await jobOf(store, id, tenant)).toMatchObject({ state }), {
    timeout: 30_000,
  });

const names = (store: Store<RigTables>) =>
  store.read(as('acme'), async (db) =>
    (await db.select({ name: db.tables.leads.name }).from(db.tables.leads)).map(({ name }) => name),
  );

/** A handler that waits inside each run until it is let go on, or told to stop. */
function gated(body: (job: RunningJob<RigTables>) => Promise<unknown> = async () => 'done') {
  const began: RunningJob<RigTables>[] = [];
  const gate = Promise.withResolvers<void>();
  return {
    began,
    open: gate.resolve,
    begun: (count = 1) =>
      vi.waitFor(() => expect(began.length).toBeGreaterThanOrEqual(count), { timeout: 30_000 }),
    run: async (job: RunningJob<RigTables>) => {
      began.push(job);
      await gate.promise;
      return body(job);
    },
  };
}

eachEngine((engine) => {
  describe('a job', () => {
    test('runs once after the write that started it, and not after one that failed', async () => {
      const store = await engine.open(rig);
      const seen: unknown[] = [];
      work(
        store,
        { greet: { run: async ({ input, caller }) => void seen.push([input, caller]) } },
        { pollMs: 60_000 },
      );
      const failed = store.write(as('acme'), async (db) => {
        await db.startJob('greet', 'never');
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      const id = await start(store, { to: 'ann' });
      await until(store, id, 'done');
      expect(seen).toEqual([[{ to: 'ann' }, { id: 'ann', tenant: 'acme' }]]);
      expect(await jobOf(store, id)).toMatchObject({ job_id: id, kind: 'greet', attempts: 1, result: null });
    });

    test('shows how far it is, then its result, of which only declared fields stay', async () => {
      const store = await engine.open(rig);
      const { run, open, begun } = gated(async (job) => job.finish(async () => ({ pages: 3, secret: 'x' })));
      const result = { parse: (value: unknown) => ({ pages: Reflect.get(Object(value), 'pages') }) };
      const reporting = async (job: RunningJob<RigTables>) => {
        job.progress(2, 3, 'pages');
        return run(job);
      };
      work(store, { greet: { run: reporting, result } });
      const id = await start(store);
      await begun();
      await vi.waitFor(
        async () =>
          expect(await jobOf(store, id)).toMatchObject({
            state: 'running',
            progress: { done: 2, total: 3, message: 'pages' },
          }),
        { timeout: 30_000 },
      );
      open();
      await until(store, id, 'done');
      expect((await jobOf(store, id)).result).toEqual({ pages: 3 });
    });

    test('is tried again with growing attempts, and fails in the end in closed words', async () => {
      const store = await engine.open(rig);
      const attempts: number[] = [];
      const run = async ({ attempt }: RunningJob<RigTables>) => {
        attempts.push(attempt);
        throw new Error('password=hunter2');
      };
      work(store, { greet: { run, maxAttempts: 3 } });
      const id = await start(store);
      await until(store, id, 'failed');
      expect(attempts).toEqual([1, 2, 3]);
      const { error } = await jobOf(store, id);
      expect(error).toMatchObject({ code: 'internal', message: 'The job failed.' });
      expect(JSON.stringify(error)).not.toContain('hunter2');
    });

    test('fails at once with the words of an error that no repetition mends, and later of one that it might', async () => {
      const store = await engine.open(rig);
      const errors = {
        hopeless: validationError('No such address.', { hint: 'Look it up.' }),
        passing: unavailable('The printer is off.', { hint: 'Switch it on.' }),
      };
      const handlers = Object.fromEntries(
        Object.entries(errors).map(([kind, error]) => [
          kind,
          { maxAttempts: 2, run: () => Promise.reject(error) },
        ]),
      );
      work(store, handlers);
      for (const [kind, error] of Object.entries(errors)) {
        const id = await start(store, {}, 'acme', kind);
        await until(store, id, 'failed');
        expect(await jobOf(store, id)).toMatchObject({
          attempts: kind === 'hopeless' ? 1 : 2,
          error: { code: error.code, message: error.message, hint: error.hint },
        });
      }
    });

    test('that took down every process that ran it fails', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      const { claimJobs } = await import('./claim.ts');
      const id = await start(store);
      const claim = {
        kinds: new Map([['greet', { free: 1, leaseMs: 1_000, maxAttempts: 2 }]]),
        count: 1,
        perTenant: 1,
        lastTurn: () => 0,
      };
      for (const fence of [1, 2]) {
        expect(await claimJobs(store.internal, claim)).toMatchObject([{ id, fence }]);
        expect(await claimJobs(store.internal, claim)).toEqual([]);
        now += 1_001;
      }
      expect(await claimJobs(store.internal, claim)).toEqual([]);
      expect(await jobOf(store, id)).toMatchObject({ state: 'failed', error: { code: 'internal' } });
    });

    test('whose result is too large, or which takes too long, fails', async () => {
      const store = await engine.open(rig);
      work(store, {
        large: { run: async () => 'x'.repeat(100_000) },
        slow: { run: () => new Promise(() => {}), timeoutMs: 10, maxAttempts: 1 },
      });
      const ids = [await start(store, {}, 'acme', 'large'), await start(store, {}, 'acme', 'slow')];
      for (const id of ids) await until(store, id, 'failed');
      const codes = await Promise.all(ids.map(async (id) => (await jobOf(store, id)).error?.code));
      expect(codes).toEqual(['too_large', 'timeout']);
    });
  });

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
