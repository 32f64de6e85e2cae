import { AsyncLocalStorage } from 'node:async_hooks';
import type { Engine } from './engine.ts';
import { asStoreError, unwrapped } from './errors.ts';
import { healthOf } from './health.ts';
import { newId } from './ids.ts';
import { recorder } from './log/recorder.ts';
import type { Cursors } from './paging/cursor.ts';
import type { Store, StoreInternals, WriteOrigin } from './store.ts';
import { type TableFacts, type Tables, tableFacts } from './tables.ts';
import { readDb, type ViewParts } from './tenant/read-db.ts';
import { tenantScope } from './tenant/scope.ts';
import { writeDb } from './tenant/write-db.ts';
import { inSavepoint, type Running, running, type StoreContext } from './transaction.ts';

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

/** Builds a store over an engine. */
export function createStore<T extends Tables>(parts: StoreParts<T>): Store<T> {
  const { engine, now } = parts;
  const facts = tableFacts(parts.declared, engine.tables);
  const byTable = new Map<unknown, TableFacts>(facts.map((entry) => [entry.table, entry]));
  const byName = new Map(facts.map((entry) => [entry.name, entry]));
  // the tables of the database in use have the types of the declared ones; `sameRows` holds that
  const tables = engine.tables as T;
  const frames = new AsyncLocalStorage<Running>();
  const listeners = new Set<() => void>();
  const ready = once(parts.prepare);

  const view = async ({ connection, tenant }: Running): Promise<ViewParts<T>> => ({
    connection,
    scope: tenantScope(tenant, byTable),
    tables,
    dialect: engine.dialect,
    own: engine.own,
    cursors: await ready(),
  });
  const writing = async (frame: Running, signal: AbortSignal | undefined) => {
    if (frame.recorder === undefined) throw new Error('A read cannot write: call write outside of it.');
    return writeDb<T>({
      ...(await view(frame)),
      recorder: frame.recorder,
      now,
      tablesByName: byName,
      attempt: (work) => attempted(frame, signal, work),
      onMessage: () => {
        frame.left.messages = true;
      },
    });
  };
  const outermost = async <Result>(context: WriteContext, work: (frame: Running) => Promise<Result>) => {
    await ready();
    const { result, left } = await engine.transaction(
      { mode: 'write', signal: context.signal },
      async (connection) => {
        const at = now();
        const record = recorder(newId('chg', at), originOf(context), at);
        const frame = running(context.caller.tenant, connection, record);
        const done = await frames.run(frame, () => work(frame));
        await record.flush(connection, engine.own);
        return { result: done, left: frame.left };
      },
    );
    if (left.messages) for (const listener of listeners) listener();
    return result;
  };
  const internal: StoreInternals = {
    own: engine.own,
    now,
    file: parts.file,
    async transaction(options, work) {
      await ready();
      return engine.transaction(options, work);
    },
    frame: (context, work) => outermost(context, (frame) => work(frame.connection)),
    onMessages(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    dialect: engine.dialect,
    internal,
    async read<Result>(context: StoreContext, work: Work<ReturnType<typeof readDb<T>>, Result>) {
      const frame = frames.getStore();
      if (frame !== undefined) return work(readDb(await view(sameTenant(frame, context))));
      await ready();
      return engine.transaction({ mode: 'read', signal: context.signal }, async (connection) => {
        const own = running(context.caller.tenant, connection, undefined);
        const db = readDb(await view(own));
        return frames.run(own, () => work(db));
      });
    },
    async write<Result>(context: WriteContext, work: Work<ReturnType<typeof writeDb<T>>, Result>) {
      const frame = frames.getStore();
      if (frame === undefined)
        return outermost(context, async (own) => work(await writing(own, context.signal)));
      return inSavepoint(sameTenant(frame, context), context.signal, (inner) =>
        frames.run(inner, async () => work(await writing(inner, context.signal))),
      );
    },
    health: (options) => healthOf(engine, ready, options),
    close: () => engine.close(),
  };
}

function originOf({ caller, tool, correlation_id, idempotency_key }: WriteContext) {
  return { tenant: caller.tenant, actor: caller.id, tool, correlation_id, idempotency_key };
}

function sameTenant(frame: Running, context: StoreContext): Running {
  if (frame.tenant === context.caller.tenant) return frame;
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
