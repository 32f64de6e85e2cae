import { newId, type Store, type TenantDb, type TenantWriteDb } from '@patchbay/storage';
import type { CallScope, WriteOptions, Written } from '../../deps.ts';
import type { CrmTables } from './tables/sqlite/tables.ts';

/** What queries of the CRM run on. */
export type CrmDb = TenantDb<CrmTables>;

/** The same with the right to write. */
export type CrmWriteDb = TenantWriteDb<CrmTables>;

/** What the ports share: the store and the clock. */
export interface Kernel {
  readonly store: Store<CrmTables>;
  readonly settings: KernelSettings;
  now(): Date;
  /** The present moment as columns hold it: RFC 3339, UTC, milliseconds. */
  timestamp(): string;
  /** A new text id: `newId('com')`. */
  newId(prefix: string): string;
  /** Reads one consistent state; inside a write, the state of that write. */
  read<Result>(scope: CallScope, work: (db: CrmDb) => Promise<Result>): Promise<Result>;
  /**
   * Writes all or nothing and adds the `change_id`. A dry run does the same work, takes all of it back, and has no
   * `change_id`; neither has work that called `unchanged`. The work may run more than once.
   */
  write<Result extends object>(
    scope: CallScope,
    options: WriteOptions,
    work: (db: CrmWriteDb, unchanged: () => void) => Promise<Result>,
  ): Promise<Result & Written>;
}

/** Settings that rules of the domain ask for. */
export interface KernelSettings {
  readonly default_country: string;
  readonly default_currency: string;
}

/** Builds the kernel over an open store. */
export function createKernel(store: Store<CrmTables>, settings: KernelSettings, now: () => Date): Kernel {
  return {
    store,
    settings,
    now,
    timestamp: () => now().toISOString(),
    newId: (prefix) => newId(prefix, now().getTime()),
    read: (scope, work) => store.read(scope, work),
    write: (scope, options, work) =>
      options.dry_run === true ? rehearse(store, scope, work) : perform(store, scope, work),
  };
}

type Work<Result> = (db: CrmWriteDb, unchanged: () => void) => Promise<Result>;

async function perform<Result extends object>(
  store: Store<CrmTables>,
  scope: CallScope,
  work: Work<Result>,
): Promise<Result & Written> {
  return store.write(scope, async (db) => {
    let changed = true;
    const result = await work(db, () => {
      changed = false;
    });
    return { ...result, ...(changed && { change_id: db.changeId }) };
  });
}

/** Carries the answer of a dry run out of the transaction that it must not commit. */
class Rehearsed extends Error {}

async function rehearse<Result extends object>(
  store: Store<CrmTables>,
  scope: CallScope,
  work: Work<Result>,
): Promise<Result & Written> {
  const answers: Result[] = [];
  const over = new Rehearsed('A dry run is taken back.');
  await store
    .write(scope, async (db) => {
      answers.push(await work(db, () => {}));
      throw over;
    })
    .catch((error: unknown) => {
      if (error !== over) throw error;
    });
  const answer = answers.at(-1);
  if (answer === undefined) throw new Error('A dry run gave no answer.');
  return answer;
}
