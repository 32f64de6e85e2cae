import { unavailable } from '@patchbay/core';
import type { Connection, Run, TransactionOptions } from '../engine.ts';
import { mapped, unwrapped } from '../errors.ts';
import { guarded, overError, untilAborted } from '../guarded.ts';
import { sharedSlots } from '../slots.ts';
import { sqliteDialect } from './dialect.ts';
import { type ReaderThread, readerThread } from './reader-thread.ts';

const threadCount = 2;

/** Runs reading transactions on threads, one of them at a time for each caller. */
export interface Scanners {
  transaction<T>(
    options: TransactionOptions & { readonly waitMs: number },
    work: (connection: Connection) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

/**
 * Creates the threads that read a file, each started when it is first needed.
 *
 * SQLite answers on the thread that asks, and nothing can stop it there: a caller is answered at its deadline, and the
 * thread comes back when its statement has ended. Until then its turn is taken.
 *
 * @param beforeOpen refuses to open the file again when it is another one by now.
 */
export function scanners(file: string, beforeOpen: () => void): Scanners {
  const turns = sharedSlots(threadCount, 1, tooMany);
  const idle: ReaderThread[] = [];
  const all = new Set<ReaderThread>();
  const opened = () => {
    beforeOpen();
    const thread = readerThread(file);
    all.add(thread);
    return thread;
  };
  const giveBack = async (thread: ReaderThread) => {
    const over = await thread.run('ROLLBACK', []).catch(() => undefined);
    if (over !== undefined) return idle.push(thread);
    all.delete(thread);
    return thread.close();
  };
  return {
    async transaction({ asker, signal, waitMs }, work) {
      const end = await turns.take({ share: asker?.caller, signal, waitMs });
      let thread: ReaderThread | undefined;
      try {
        thread = idle.pop() ?? (await mapped(async () => opened()));
        return await reading(thread, signal, work);
      } finally {
        // nobody waits for it: it may have to finish a statement first
        if (thread === undefined) end();
        else void giveBack(thread).finally(end);
      }
    },
    async close() {
      await Promise.all([...all].map((thread) => thread.close()));
    },
  };
}

function tooMany(): Error {
  return unavailable('Other searches are still running.', {
    hint: 'Wait until they have ended, or ask for less at once.',
    retryAfterMs: 1_000,
  });
}

async function reading<T>(
  thread: ReaderThread,
  signal: AbortSignal | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const run: Run = (statement, parameters) => mapped(() => thread.run(statement, parameters));
  const lent = guarded(run, sqliteDialect, signal);
  try {
    // statements are answered in their order, so that the first need not wait for this one
    const begun = run('BEGIN', []);
    begun.catch(() => {});
    const result = await untilAborted(work(lent), signal);
    await begun;
    return result;
  } catch (error) {
    throw unwrapped(error);
  } finally {
    lent.end(overError());
  }
}
