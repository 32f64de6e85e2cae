import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@patchbay/observability';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { as, rig } from '../fixture/rig.fixture.ts';
import { openStore } from '../open-store.ts';
import type { Tables } from '../tables.ts';
import type { TenantDb } from '../tenant/db.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

async function opened() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-scan-'));
  const store = await openStore({ ...rig, file: join(folder, 'a.db'), log });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return store;
}

const counted = z.object({ n: z.number() });

/** Counts up to `n`, which takes the database a while. */
function count(db: Pick<TenantDb<Tables>, 'all' | 'sql' | 'tenant'>, n: number) {
  const { sql, tenant } = db;
  return db.all(
    sql`with recursive c(x) as (select 1 union all select x + 1 from c where x < ${n}) select count(*) as n from c where ${tenant} is not null`,
    counted,
  );
}

test('a long statement leaves the loop to others, and its answer is the same', async () => {
  const store = await opened();
  let done = false;
  const scan = store.scan(as('acme'), (db) => count(db, 600_000)).finally(() => (done = true));
  let turns = 0;
  while (!done) {
    await sleep(1);
    turns += 1;
  }
  expect(await scan).toEqual([{ n: 600_000 }]);
  expect(turns).toBeGreaterThan(5);
});

test('a scan sees one state and what was committed before it', async () => {
  const store = await opened();
  const add = (name: string) =>
    store.write(as('acme'), (db) => db.insert(db.tables.leads, { name, tags: [] }));
  const outside = AsyncLocalStorage.snapshot();
  await add('a');
  const sizes = await store.scan(as('acme'), async (db) => {
    const before = await db.select().from(db.tables.leads);
    await outside(() => add('b'));
    const after = await db.select().from(db.tables.leads);
    return [before.length, after.length];
  });
  expect(sizes).toEqual([1, 1]);
});

test('inside a write it reads what that write has done', async () => {
  const store = await opened();
  const found = await store.write(as('acme'), async (db) => {
    await db.insert(db.tables.leads, { name: 'a', tags: [] });
    return store.scan(as('acme'), (own) => own.select().from(own.tables.leads));
  });
  expect(found).toMatchObject([{ name: 'a' }]);
});

test('its end answers the caller at once, and the next scan of the caller comes when the statement is over', async () => {
  const store = await opened();
  await store.scan(as('acme'), (db) => count(db, 1));
  const controller = new AbortController();
  const order: string[] = [];
  const long = store.scan({ ...as('acme'), signal: controller.signal }, (db) => count(db, 700_000));
  const ended = long.catch((error: unknown) => {
    order.push('ended');
    return error;
  });
  await sleep(20);
  controller.abort(new Error('too late'));
  const next = store
    .scan(as('acme'), (db) => count(db, 2))
    .then((rows) => {
      order.push('next');
      return rows;
    });
  expect(await ended).toMatchObject({ message: 'too late' });
  expect(await next).toEqual([{ n: 2 }]);
  expect(order).toEqual(['ended', 'next']);
});

test('one caller has one thread, so that another is not kept waiting', async () => {
  const store = await opened();
  const order: string[] = [];
  const long = ['first', 'second'].map((name) =>
    store.scan(as('acme'), (db) => count(db, 500_000)).then(() => order.push(name)),
  );
  await store.scan(as('globex'), (db) => count(db, 10)).then(() => order.push('other'));
  await Promise.all(long);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('second'));
});

test('an error of a statement is the one that a read gets', async () => {
  const store = await opened();
  const failing = (db: Pick<TenantDb<Tables>, 'all' | 'sql' | 'tenant'>) =>
    db.all(db.sql`select nothing from leads where tenant = ${db.tenant}`, counted);
  const [read, scan] = await Promise.all(
    [store.read(as('acme'), failing), store.scan(as('acme'), failing)].map((work) =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );
  expect(read).toBeInstanceOf(Error);
  expect(scan).toMatchObject({ message: read instanceof Error ? read.message : '' });
});

test('a scan cannot write', async () => {
  const { internal } = await opened();
  const writing = internal.transaction({ mode: 'scan' }, ({ query }) => query('delete from leads'));
  await expect(writing).rejects.toThrow(/read-only/);
});
