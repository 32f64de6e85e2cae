import type { Connection } from './engine.ts';
import type { Recorder } from './log/recorder.ts';
import { type Slots, slots } from './slots.ts';

/** Who asks the store, and how long they wait; a handler's context is one. */
export interface StoreContext {
  readonly caller: { readonly id: string; readonly tenant: string };
  /** The tool, resource or prompt that runs. */
  readonly tool?: string | undefined;
  /** Ends waiting, the statement where the driver allows, and the transaction. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a write outside of any call is taken back when it is done; inside one, the call decides. */
  readonly dryRun?: boolean | undefined;
}

/** What a transaction has left for the workers of the store, to be looked at after the commit. */
export interface Left {
  /** Messages in the outbox. */
  messages: boolean;
  /** Jobs to run, or to end. */
  jobs: boolean;
}

/** One running transaction, as nested reads and writes find it. */
export interface Running {
  readonly tenant: string;
  readonly connection: Connection;
  /** Undefined in a transaction that only reads. */
  readonly recorder: Recorder | undefined;
  /** Keeps nested writes one after the other, since savepoints nest. */
  readonly nested: Slots;
  readonly depth: number;
  readonly left: Left;
}

/** The outermost frame of a transaction. */
export function running(tenant: string, connection: Connection, recorder: Recorder | undefined): Running {
  const left = { messages: false, jobs: false };
  return { tenant, connection, recorder, nested: slots(1), depth: 0, left };
}

/** Runs work inside a savepoint of a running transaction: what it throws takes back its own effects alone. */
export async function inSavepoint<T>(
  outer: Running,
  signal: AbortSignal | undefined,
  work: (inner: Running) => Promise<T>,
): Promise<T> {
  const end = await outer.nested.take({ signal });
  const { connection, recorder } = outer;
  const depth = outer.depth + 1;
  const name = `nested_${depth}`;
  const noted = recorder?.length ?? 0;
  try {
    await connection.query(`SAVEPOINT ${name}`);
    try {
      const result = await work({ ...outer, nested: slots(1), depth });
      await connection.query(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      recorder?.rewind(noted);
      // fails only when the transaction itself is over, and then there is nothing left to take back
      await connection
        .query(`ROLLBACK TO SAVEPOINT ${name}`)
        .then(() => connection.query(`RELEASE SAVEPOINT ${name}`))
        .catch(() => {});
      throw error;
    }
  } finally {
    end();
  }
}
