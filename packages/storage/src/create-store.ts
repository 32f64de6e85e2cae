import { AsyncLocalStorage } from 'node:async_hooks';
import { linkFacts } from './blobs/links.ts';
import type { Asker, Engine, TransactionOptions } from './engine.ts';
import { asStoreError, unwrapped } from './errors.ts';
import { healthChecker, type WriteFaults, writeFaults } from './health.ts';
import { newId } from './ids.ts';
import { type Begin, type Pending, runLazily } from './lazy.ts';
import { changesAfter } from './log/numbers.ts';
import { recorder } from './log/recorder.ts';
import type { Cursors } from './paging/cursor.ts';
import { repeated } from './repeated.ts';
import type { Store, StoreInternals, WriteOrigin } from './store.ts';
import { type TableFacts, type Tables, tableFacts } from './tables.ts';
import type { TenantDb, TenantWriteDb } from './tenant/db.ts';
import { readDb, type ViewParts } from './tenant/read-db.ts';
import { tenantScope } from './tenant/scope.ts';
import { writeDb } from './tenant/write-db.ts';
import { inSavepoint, type Left, type Running, running, type StoreContext } from './transaction.ts';

/** What a store is made of. */
export interface StoreParts<T extends Tables> {
  /** The SQLite declarations, from which keys and columns are read. */
  readonly declared: T;
  readonly engine: Engine;
  /** Brings the schema up to date; called before the first transaction, and again as long as it fails. */
  readonly prepare: () => Promise<Cursors>;
  readonly now: () => number;
  readonly file: string | undefined;
}

type Work<Db, Result> = (db: Db) => Promise<Result>;
type WriteContext = StoreContext & WriteOrigin;

const changesAtOnce = 1_000;

/** What all reads and writes of one store share. */
interface Kernel<T extends Tables> extends StoreParts<T> {
  readonly tables: T;
  readonly byTable: ReadonlyMap<unknown, TableFacts>;
  readonly byName: ReadonlyMap<string, TableFacts>;
  /** The transaction that a handler runs in, wherever in it the store is used. */
  readonly frames: AsyncLocalStorage<Running | Pending>;
  readonly listeners: Set<(left: Left) => void>;
  readonly ready: () => Promise<Cursors>;
  readonly faults: WriteFaults;
}

/** Builds a store over an engine. */
export function createStore<T extends Tables>(parts: StoreParts<T>): Store<T> {
  const { engine } = parts;
  const facts = [...tableFacts(parts.declared, engine.tables), linkFacts(engine.own)];
  const kernel: Kernel<T> = {
    ...parts,
    // the tables of the database in use come from the same declaration
    tables: engine.tables as T,
    byTable: new Map<unknown, TableFacts>(facts.map((entry) => [entry.table, entry])),
    byName: new Map(facts.map((entry) => [entry.name, entry])),
    frames: new AsyncLocalStorage<Running | Pending>(),
    listeners: new Set(),
    ready: once(parts.prepare),
    faults: writeFaults(),
  };
  return {
    dialect: engine.dialect,
    internal: internalsOf(kernel),
    read: (context, work) => read(kernel, 'read', context, work),
    scan: (context, work) => read(kernel, 'scan', context, work),
    write: (context, work) => write(kernel, context, work),
    changesSince: (tenant, number, { limit = changesAtOnce } = {}) =>
      reading(kernel, 'read', { tenant }, ({ connection }) =>
        changesAfter({ connection, own: engine.own, tenant }, number, limit),
      ),
    health: healthChecker(engine, kernel.ready, kernel.faults),
    close: () => engine.close(),
  };
}

function internalsOf<T extends Tables>(kernel: Kernel<T>): StoreInternals {
  const { engine, now, file, frames, ready, listeners } = kernel;
  return {
    own: engine.own,
    now,
    file,
    async transaction(options, work) {
      await ready();
      return engine.transaction(options, work);
    },
    lazily: (context, steps, work) =>
      repeated((attempt) => {
        const begin: Begin = (inner) => outermost(kernel, context, inner, attempt);
        const scope = { tenant: context.caller.tenant, signal: context.signal };
        return runLazily(scope, begin, steps, (pending, effect) =>
          kernel.frames.run(pending, () => work(effect)),
        );
      }, context.signal),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isRunning() {
      const frame = frames.getStore();
      return frame !== undefined && (!('begin' in frame) || frame.running() !== undefined);
    },
    connection() {
      const frame = frames.getStore();
      if (frame === undefined || 'begin' in frame) throw new Error('No transaction runs here.');
      return frame.connection;
    },
  };
}

function read<T extends Tables, Result>(
  kernel: Kernel<T>,
  mode: 'read' | 'scan',
  context: StoreContext,
  work: Work<TenantDb<T>, Result>,
): Promise<Result> {
  const { signal, caller } = context;
  const asked = { tenant: caller.tenant, signal, asker: askerOf(context) };
  return reading(kernel, mode, asked, async (frame) => work(readDb(await view(kernel, frame, caller.id))));
}

/** Runs work in the transaction that runs, or in one of its own. */
async function reading<T extends Tables, Result>(
  kernel: Kernel<T>,
  mode: 'read' | 'scan',
  { tenant, ...options }: { readonly tenant: string } & Pick<TransactionOptions, 'signal' | 'asker'>,
  work: (frame: Running) => Promise<Result>,
): Promise<Result> {
  const { engine, frames, ready } = kernel;
  const frame = await joined(frames.getStore());
  if (frame !== undefined) return work(sameTenant(frame, tenant));
  await ready();
  return engine.transaction({ mode, ...options }, (connection) => {
    const own = running(tenant, connection, undefined);
    return frames.run(own, () => work(own));
  });
}

/** The transaction that a read joins: none before the first write of a call. */
function joined(frame: Running | Pending | undefined): Promise<Running> | Running | undefined {
  return frame !== undefined && 'begin' in frame ? frame.running() : frame;
}

async function write<T extends Tables, Result>(
  kernel: Kernel<T>,
  context: WriteContext,
  work: Work<TenantWriteDb<T>, Result>,
): Promise<Result> {
  const { signal, caller } = context;
  const found = kernel.frames.getStore();
  if (found === undefined) {
    const run = context.dryRun === true ? rehearsed : outermost;
    return run(kernel, context, async (own) => work(await writing(kernel, own, context)));
  }
  const frame = sameTenant(found, caller.tenant);
  const outer = 'begin' in frame ? await frame.begin() : frame;
  return inSavepoint(outer, signal, (inner) =>
    kernel.frames.run(inner, async () => work(await writing(kernel, inner, context))),
  );
}

async function outermost<T extends Tables, Result>(
  { engine, now, frames, listeners, ready, faults }: Kernel<T>,
  context: WriteContext,
  work: (frame: Running) => Promise<Result>,
  attempt?: number,
): Promise<Result> {
  await ready();
  const options = { mode: 'write', signal: context.signal, attempt, asker: askerOf(context) } as const;
  const { result, left } = await faults.watch(() =>
    engine.transaction(options, async (connection) => {
      const at = now();
      const record = recorder(newId('chg', at), originOf(context), at);
      const frame = running(context.caller.tenant, connection, record);
      const done = await frames.run(frame, () => work(frame));
      await record.flush(connection, engine.own);
      return { result: done, left: frame.left };
    }),
  );
  if (left.messages || left.jobs) for (const listener of listeners) listener(left);
  return result;
}

async function rehearsed<T extends Tables, Result>(
  kernel: Kernel<T>,
  context: WriteContext,
  work: (frame: Running) => Promise<Result>,
): Promise<Result> {
  let outcome: { readonly result: Result } | undefined;
  await outermost(kernel, context, async (frame) => {
    outcome = { result: await work(frame) };
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  if (outcome === undefined) throw new Error('A rehearsal gave no result.');
  return outcome.result;
}

async function view<T extends Tables>(
  kernel: Kernel<T>,
  { connection, tenant }: Running,
  actor: string,
): Promise<ViewParts<T>> {
  const { engine, tables, byTable, ready } = kernel;
  return {
    connection,
    actor,
    scope: tenantScope(tenant, byTable),
    tables,
    dialect: engine.dialect,
    own: engine.own,
    cursors: await ready(),
  };
}

async function writing<T extends Tables>(
  kernel: Kernel<T>,
  frame: Running,
  { caller, signal }: WriteContext,
): Promise<TenantWriteDb<T>> {
  if (frame.recorder === undefined) throw new Error('A read cannot write: call write outside of it.');
  return writeDb<T>({
    ...(await view(kernel, frame, caller.id)),
    recorder: frame.recorder,
    now: kernel.now,
    tablesByName: kernel.byName,
    attempt: (work) => attempted(frame, signal, work),
    left: frame.left,
  });
}

function originOf({ caller, tool, correlation_id, idempotency_key }: WriteContext) {
  return { tenant: caller.tenant, actor: caller.id, tool, correlation_id, idempotency_key };
}

function askerOf({ caller, tool }: StoreContext): Asker {
  return { caller: JSON.stringify([caller.tenant, caller.id]), tool };
}

function sameTenant<F extends Running | Pending>(frame: F, tenant: string): F {
  if (frame.tenant === tenant) return frame;
  throw new Error('A transaction belongs to one tenant.');
}

const takenBack = Symbol('taken back');

async function attempted(
  frame: Running,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  await inSavepoint(frame, signal, async () => {
    await work();
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw unwrapped(error);
  });
}

/** Remembers a success, and tries again after a failure. */
function once<T>(step: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= step().catch((error: unknown) => {
      done = undefined;
      throw asStoreError(error);
    });
    return done;
  };
}
