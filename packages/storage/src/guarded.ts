import type { Connection, QueryDialect, Run } from './engine.ts';
import { nulError } from './errors.ts';

/** A connection that can be taken away from its user. */
export interface GuardedConnection extends Connection {
  /** Refuses every later statement with this error. */
  end(reason: Error): void;
}

/**
 * Lends a connection for the time of one transaction: statements are refused once it is over or the call has ended.
 *
 * @param pause awaited before each statement.
 */
export function guarded(
  run: Run,
  dialect: QueryDialect,
  signal: AbortSignal | undefined,
  pause?: () => Promise<void>,
): GuardedConnection {
  let ended: Error | undefined;
  const check = () => {
    if (ended) throw ended;
    signal?.throwIfAborted();
  };
  const answer: Run = async (statement, parameters) => {
    check();
    // PostgreSQL cannot hold it, and what one database takes the other shall take
    if (parameters.some((value) => typeof value === 'string' && value.includes('\0'))) throw nulError();
    if (pause !== undefined) {
      await pause();
      // the transaction may have ended meanwhile, and the connection have gone to another
      check();
    }
    return run(statement, parameters);
  };
  const query: Connection['query'] = async (statement, parameters = []) =>
    (await answer(statement, parameters)).rows;
  return {
    dialect: dialect.dialect,
    query,
    builder: dialect.builderOver(query),
    async named(built) {
      const { sql, params } = dialect.render(built);
      const { rows, columns } = await answer(sql, params);
      const names = columns();
      return rows.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])));
    },
    end(reason) {
      ended ??= reason;
    },
  };
}

/** Waits for the work, but no longer than the signal lets it: a handler that hangs must not hold the transaction. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** What later statements of a transaction that has ended are told. */
export function overError(): Error {
  return new Error('The transaction is over: await every statement inside the callback of read or write.');
}
