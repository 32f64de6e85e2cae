import { createLogger } from '@patchbay/observability';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { serverOver } from '../fixture/server.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { type RunningJob, startJobs, storeJobs, sweep } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });
const longMs = 60_000;

const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: longMs / 2 });

const start = async (store: Store<RigTables>, input: unknown = {}) => {
  const { job_id = '' } = await store.write(as('acme'), (db) => db.startJob('greet', input));
  return job_id;
};

/** A worker whose one kind of job runs until it is told to stop. */
function endless(store: Store<RigTables>, pollMs: number) {
  const began = Promise.withResolvers<RunningJob<RigTables>>();
  const run = (job: RunningJob<RigTables>) =>
    new Promise((_resolve, reject) => {
      began.resolve(job);
      job.signal.addEventListener('abort', () => reject(job.signal.reason));
    });
  const worker = startJobs(store, { handlers: { greet: { run, leaseMs: 10 * longMs } }, log, pollMs });
  onTestFinished(() => worker.stop(0));
  return began.promise;
}

const field = (bag: unknown, name: string): unknown => Reflect.get(Object(bag), name);
const jobIn = (answer: unknown) => field(field(answer, 'structuredContent'), 'job');

eachEngine((engine) => {
  describe('the jobs of a caller', () => {
    test('are shown to nobody else, newest first, in pages', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      const jobs = storeJobs(store);
      const ids: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        now += 1;
        ids.unshift(await start(store, index));
      }
      const first = await jobs.list(as('acme'), { limit: 2 });
      const rest = await jobs.list(as('acme'), { limit: 2, cursor: first.next_cursor });
      expect([...first.items, ...rest.items].map(({ job_id }) => job_id)).toEqual(ids);
      expect(rest.has_more).toBe(false);
      for (const other of [as('acme', 'bob'), as('other')]) {
        expect((await jobs.list(other)).items).toEqual([]);
        await expect(jobs.get(ids[0] ?? '', other)).rejects.toMatchObject({ code: 'not_found' });
        await expect(jobs.cancel(ids[0] ?? '', other)).rejects.toMatchObject({ code: 'not_found' });
      }
    });

    test('are swept a week after their end, and not before it', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      const jobs = storeJobs(store);
      const [ended, open] = [await start(store), await start(store)];
      await jobs.cancel(ended, as('acme'));
      now += 8 * 86_400_000;
      expect(await sweep(store)).toMatchObject({ jobs: 1 });
      await expect(jobs.get(ended, as('acme'))).rejects.toMatchObject({ code: 'not_found' });
      expect(await jobs.get(open, as('acme'))).toMatchObject({ state: 'waiting' });
    });
  });

  describe('cancelling', () => {
    test('ends a waiting job at once, again without harm, and one that has ended not at all', async () => {
      const store = await engine.open(rig);
      const jobs = storeJobs(store);
      const id = await start(store);
      for (let time = 0; time < 2; time += 1) {
        expect(await jobs.cancel(id, as('acme'))).toMatchObject({ state: 'cancelled' });
      }
      const worker = startJobs(store, { handlers: { greet: { run: async () => 'done' } }, log, pollMs: 10 });
      onTestFinished(() => worker.stop(0));
      const done = await start(store);
      await soon(async () => expect(await jobs.get(done, as('acme'))).toMatchObject({ state: 'done' }));
      await expect(jobs.cancel(done, as('acme'))).rejects.toMatchObject({ code: 'conflict' });
      expect(await jobs.get(id, as('acme'))).toMatchObject({ state: 'cancelled', attempts: 0 });
    });

    test.for([
      ['of this process at once', longMs, true],
      ['of another process at its next look', 20, false],
    ] as const)('tells a running job %s', async ([_name, pollMs, same]) => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      const jobs = storeJobs(same ? store : await engine.open(rig, place));
      const id = await start(store);
      const job = await endless(store, pollMs);
      expect(await jobs.cancel(id, as('acme'))).toMatchObject({ state: 'running', cancelling: true });
      await soon(async () => expect(await jobs.get(id, as('acme'))).toMatchObject({ state: 'cancelled' }));
      await expect(job.write(async () => {})).rejects.toThrow();
    });

    test('in a rehearsal leaves the job as it is', async () => {
      const store = await engine.open(rig);
      const jobs = storeJobs(store);
      const id = await start(store);
      await jobs.cancel(id, { ...as('acme'), dryRun: true });
      expect(await jobs.get(id, as('acme'))).toMatchObject({ state: 'waiting' });
    });

    test('comes with undoing the change that started the job', async () => {
      const store = await engine.open(rig);
      const { id, change } = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'x', tags: [] });
        return { id: (await db.startJob('greet', {})).job_id ?? '', change: db.changeId };
      });
      await store.write(as('acme'), (db) => db.undo(change, { dryRun: true }));
      expect(await storeJobs(store).get(id, as('acme'))).toMatchObject({ state: 'waiting' });
      await store.write(as('acme'), (db) => db.undo(change));
      expect(await storeJobs(store).get(id, as('acme'))).toMatchObject({ state: 'cancelled' });
    });
  });

  describe('a call that starts a job', () => {
    test('answers with the job, and repeated with its key with the job as it is then', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store, { job: 'greet' });
      const args = { name: 'Ann', idempotency_key: 'k' };
      const first = jobIn(await call(args));
      expect(first).toMatchObject({ state: 'waiting', kind: 'greet' });
      expect(await call(args)).toMatchObject({
        structuredContent: { job: first, idempotent_replay: true },
      });
      const run = async ({ input }: RunningJob<RigTables>) => ({ greeted: input });
      const worker = startJobs(store, { handlers: { greet: { run } }, log, pollMs: 10 });
      onTestFinished(() => worker.stop(0));
      await soon(async () => {
        const answer = await call(args);
        expect(jobIn(answer)).toMatchObject({ state: 'done', result: { greeted: { lead_id: 1 } } });
        expect(JSON.stringify(answer['content'])).toContain(`${String(field(first, 'job_id'))}: done`);
      });
      expect((await storeJobs(store).list(as('acme', 'local'))).items).toHaveLength(1);
    });

    test('starts none in a rehearsal, and names none', async () => {
      const store = await engine.open(rig);
      const answer = await serverOver(store, { job: 'greet' })({ name: 'Ann', dry_run: true });
      expect(JSON.stringify(answer)).not.toContain('job_id');
      expect((await storeJobs(store).list(as('acme', 'local'))).items).toEqual([]);
    });

    test('gives the undo tool the job where nothing else was done', async () => {
      const store = await engine.open(rig);
      const effect = await store.internal.lazily(
        as('acme'),
        { begun: async () => {}, ended: async () => {} },
        async (written) => {
          const { job_id } = await store.write(as('acme'), (db) => db.startJob('greet', {}));
          return { changeId: written.changeId, job_id };
        },
      );
      expect(effect.changeId).toBe(effect.job_id);
    });
  });
});
