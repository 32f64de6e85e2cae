import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@patchbay/observability';
import { as, rig } from '../fixture/rig.fixture.ts';
import { serverOver } from '../fixture/server.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { openStore, type RunningJob, startJobs, storeBlobs, sweep } from '../index.ts';
import type { Place } from '../testing.ts';
import { contentFor, type Share, steps, tenantOf } from './job.fixture.ts';

// node job-worker.fixture.ts <place as JSON> <share as JSON>
const [placeText = '{}', shareText = '{}'] = process.argv.slice(2);
const place: Place = JSON.parse(placeText);
const { from, to }: Share = JSON.parse(shareText);
const log = createLogger({ level: 'silent', name: 'soak', version: '0' });
const store = await openStore({ ...rig, ...place, log });
const blobs = storeBlobs(store);

/** Writes a content, then one row for each step and one at the end, which the content is linked with. */
async function run(job: RunningJob<RigTables>): Promise<unknown> {
  const lead = Number(Reflect.get(Object(job.input), 'lead_id'));
  const done = job.checkpoint === undefined ? 0 : Number(job.checkpoint);
  const { hash } = await blobs.write(contentFor(lead), { maxBytes: 1_000_000, signal: job.signal });
  for (let step = done + 1; step <= steps; step += 1) {
    await sleep(Math.random() * 20, undefined, { signal: job.signal });
    await job.save(step, async (db) => {
      await db.insert(db.tables.leads, { name: `step ${lead}/${step}`, tags: [] });
    });
    job.progress(step, steps);
  }
  return job.finish(async (db) => {
    await db.insert(db.tables.leads, { name: `end ${lead}`, tags: [] });
    await db.linkBlob(hash, `lead ${lead}`);
    return { hash };
  });
}

const worker = startJobs(store, {
  handlers: { ingest: { run, leaseMs: 3_000, maxAttempts: 1_000 } },
  log,
  pollMs: 100,
  backoffMs: 10,
});
let sweeping = true;
const sweeper = (async () => {
  // contents whose job was killed go while others work, and come back with the next attempt
  while (sweeping) {
    await sweep(store, { blobGraceMs: 1_000 }).catch(() => {});
    await sleep(200);
  }
})();

process.once('SIGTERM', async () => {
  sweeping = false;
  await Promise.all([worker.stop(), sweeper]);
  await store.close();
  process.exit(0);
});

// repeated from the first call on after a kill: each key has its effect once
const call = serverOver(store, { job: 'ingest', timeoutMs: 60_000 });
for (let index = from; index < to; ) {
  const { caller } = as(tenantOf(index), 'local');
  const answer = await call({ name: `lead ${index}`, idempotency_key: `k${index}` }, { caller });
  if (answer['isError'] !== true) index += 1;
}
process.stdout.write('started\n');
