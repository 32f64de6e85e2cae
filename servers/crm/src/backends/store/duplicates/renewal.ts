import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type FoundLinks, findLinks, prepareAll } from '../../../duplicates/find-links.ts';
import type { Kernel } from '../kernel.ts';
import { type Deduplicated, duplicateRecord, kindOf, renewKeys } from './keys.ts';
import { cutText, leastReach, linkRow, mark, renewLinks } from './links.ts';
import { type ComparedRow, comparedRows } from './rows.ts';
import { inSlices } from './slices.ts';
import { allIds, type Stale, staleRecords } from './stale.ts';

/** How far the links of a kind of record are. */
export interface Progress {
  /** Records whose links are not made yet. */
  readonly pending: number;
  /** All links, when they were found at once and are still being written down. */
  readonly found?: FoundLinks;
}

/** Keeps the links of a store up to date: after imports, undone changes and new rules. */
export interface Renewal {
  /** Brings the links of a kind up to date, and says how far that is when it takes longer than a few seconds. */
  upToDate(tenant: string, object: Deduplicated, signal?: AbortSignal): Promise<Progress>;
}

/** One run over a kind of record of one tenant. */
interface Run {
  /** Ends when the links are known; what remains is to write them down. */
  readonly known: Promise<void>;
  progress: Progress;
}

const waitMs = 10_000;
/** So many records are compared one by one through the database; more of them all at once in memory, which is faster. */
const few = 20;
/** The most records that are compared all at once, in memory. */
const mostAtOnce = 20_000;
const perTransaction = 20;

/**
 * Renews in slices and short transactions. A run goes on when its caller has gone, since the next one needs it too; it ends
 * with the store.
 */
export function createRenewal(kernel: Kernel): Renewal {
  // a run belongs to no call, so that it joins no transaction of one
  const outside = AsyncLocalStorage.snapshot();
  const runs = new Map<string, Run>();
  const upToDateAt = new Map<string, number>();
  const begin = async (tenant: string, object: Deduplicated): Promise<Run | undefined> => {
    const name = `${object} ${tenant}`;
    const going = runs.get(name);
    if (going !== undefined) return going;
    const { stale, total, change } = await staleRecords(kernel, tenant, object, upToDateAt.get(name));
    const other = runs.get(name);
    if (other !== undefined) return other;
    if (stale.length === 0) {
      upToDateAt.set(name, change);
      return undefined;
    }
    const run = started(kernel, { tenant, object, stale, total }, () => runs.delete(name));
    runs.set(name, run);
    return run;
  };
  return {
    async upToDate(tenant, object, signal) {
      const run = await outside(() => begin(tenant, object));
      if (run === undefined) return { pending: 0 };
      await patiently(run.known, signal);
      return run.progress;
    },
  };
}

/** Waits for a run as long as a caller likes to wait; the run goes on. @throws when the caller's signal is aborted. */
async function patiently(known: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const enough = new AbortController();
  const ends = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
  const timer = wait(waitMs, undefined, { signal: ends }).catch(() => signal?.throwIfAborted());
  try {
    await Promise.race([known, timer]);
  } finally {
    enough.abort();
  }
}

interface Task {
  readonly tenant: string;
  readonly object: Deduplicated;
  readonly stale: readonly Stale[];
  /** How many records there are. */
  readonly total: number;
}

function started(kernel: Kernel, task: Task, ended: () => void): Run {
  const known = Promise.withResolvers<void>();
  const run: Run = { known: known.promise, progress: { pending: task.stale.length } };
  known.promise.catch(() => {});
  const work = task.stale.length > few && task.total <= mostAtOnce ? allAtOnce : oneByOne;
  work(kernel, task, run, known.resolve).then(known.resolve, known.reject).finally(ended);
  return run;
}

type Work = (kernel: Kernel, task: Task, run: Run, known: () => void) => Promise<void>;

const contextOf = ({ tenant }: Task) => ({ caller: { id: 'duplicates', tenant } });

const oneByOne: Work = async (kernel, task, run) => {
  for (let start = 0; start < task.stale.length; start += perTransaction) {
    const ids = task.stale.slice(start, start + perTransaction).map(({ id }) => id);
    await kernel.write(contextOf(task), async (db) => {
      const rows = await comparedRows(db, 'all', task.object, ids);
      for (const row of rows) await renewKeys(db, task.object, row.id, row.row);
      for (const row of rows) await renewLinks(db, task.object, row);
    });
    run.progress = { pending: Math.max(0, task.stale.length - start - perTransaction) };
  }
};

const allAtOnce: Work = async (kernel, task, run, known) => {
  const rows = await allRows(kernel, task);
  const breathe = inSlices();
  const { object } = task;
  const records = rows.map(({ id, row }) => duplicateRecord(object, id, row));
  const prepared = await prepareAll(records, breathe);
  const found = await findLinks(prepared, kindOf(object), leastReach, breathe);
  run.progress = { pending: 0, found };
  known();
  await writeDown(kernel, task, rows, found);
};

async function allRows(kernel: Kernel, task: Task): Promise<readonly ComparedRow[]> {
  return kernel.read(contextOf(task), async (db) => {
    const ids = await allIds(db, task.object);
    return comparedRows(db, 'all', task.object, ids);
  });
}

async function writeDown(
  kernel: Kernel,
  task: Task,
  rows: readonly ComparedRow[],
  { links, cutOf }: FoundLinks,
): Promise<void> {
  const { object } = task;
  const stale = new Set(task.stale.map(({ id }) => id));
  const linksOf = Map.groupBy(links, ({ a }) => a);
  for (let start = 0; start < rows.length; start += perTransaction) {
    const part = rows.slice(start, start + perTransaction);
    await kernel.write(contextOf(task), async (db) => {
      const now = new Map(
        (
          await comparedRows(
            db,
            'all',
            object,
            part.map(({ id }) => id),
          )
        ).map((row) => [row.id, row.version]),
      );
      // who was written since has links of that write
      const same = part.filter(({ id, version }) => stale.has(id) && now.get(id) === version);
      for (const { id, row } of same) await renewKeys(db, object, id, row);
      const found = part.flatMap(({ id }) => linksOf.get(id) ?? []);
      await db.upsert(
        db.tables.duplicate_links,
        found.map((link) => linkRow(object, [String(link.a), String(link.b)], link)),
        {
          target: ['object', 'a', 'b'],
          update: (_existing, { score, reach, rules }) => ({ score, reach, rules }),
        },
      );
      await mark(
        db,
        same.map(({ id, version }) => ({
          object,
          record_id: id,
          version,
          cut: cutText(cutOf.get(id) ?? []),
        })),
      );
    });
  }
}
