import { createLogger } from '@patchbay/observability';
import { expect, onTestFinished, vi } from 'vitest';
import { as } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { type JobHandler, type JobsOptions, type RunningJob, startJobs } from '../index.ts';
import type { Store } from '../store.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

type Handlers = Readonly<Record<string, JobHandler<RigTables>>>;

/** Works on a store until the test is over. */
export function work(
  store: Store<RigTables>,
  handlers: Handlers,
  options: Partial<JobsOptions<RigTables>> = {},
) {
  const worker = startJobs(store, { handlers, log, pollMs: 20, backoffMs: 5, ...options });
  onTestFinished(() => worker.stop(0));
  return worker;
}

/** Starts a job of the tenant `acme` unless said otherwise. */
export async function start(store: Store<RigTables>, input: unknown = {}, tenant = 'acme', kind = 'greet') {
  const { job_id = '' } = await store.write(as(tenant), (db) => db.startJob(kind, input));
  return job_id;
}

/** The job as its owner sees it. */
export const jobOf = (store: Store<RigTables>, id: string, tenant = 'acme') =>
  store.read(as(tenant), (db) => db.getJob(id));

/** Waits for a job to stand so. */
export const until = (store: Store<RigTables>, id: string, state: string, tenant = 'acme') =>
  vi.waitFor(async () => expect(await jobOf(store, id, tenant)).toMatchObject({ state }), {
    timeout: 30_000,
  });

/** The names of all leads. */
export const names = (store: Store<RigTables>) =>
  store.read(as('acme'), async (db) =>
    (await db.select({ name: db.tables.leads.name }).from(db.tables.leads)).map(({ name }) => name),
  );

/** A handler that waits inside each run until it is let go on, or told to stop. */
export function gated(body: (job: RunningJob<RigTables>) => Promise<unknown> = async () => 'done') {
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
