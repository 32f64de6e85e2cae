import { unavailable, validationError } from '@patchbay/core';
import { describe, expect, test, vi } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import type { RunningJob } from '../index.ts';
import { eachEngine } from '../testing.ts';
import { gated, jobOf, start, until, work } from './work.fixture.ts';

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
});
