import type { WriteEffect } from '@patchbay/core';
import type { Connection } from './engine.ts';
import { untilAborted } from './guarded.ts';
import type { Running } from './transaction.ts';

/** What happens inside a transaction beside the work that it serves. */
export interface TransactionSteps<Result> {
  /** Runs first; what it throws ends the work at its first write. */
  begun(connection: Connection): Promise<void>;
  /** Runs when the work has its result, before the commit; what it throws takes all of it back. */
  ended(connection: Connection, result: Result): Promise<void>;
}

/** A frame whose transaction has not begun: the first write begins it. */
export interface Pending {
  readonly tenant: string;
  /** The transaction that the first write began; undefined before. */
  readonly running: () => Promise<Running> | undefined;
  /** Begins it, once. */
  begin(): Promise<Running>;
}

/** Begins a transaction that calls `work` with its frame and lasts as long as that does. */
export type Begin = (work: (frame: Running) => Promise<void>) => Promise<void>;

/**
 * Runs work once, in a transaction from its first write to its end; without a write there is none.
 *
 * @param inside runs the work so that reads and writes in it find the frame.
 */
export async function runLazily<Result>(
  { tenant, signal }: { readonly tenant: string; readonly signal: AbortSignal | undefined },
  begin: Begin,
  steps: TransactionSteps<Result>,
  inside: (frame: Pending, effect: WriteEffect) => Promise<Result>,
): Promise<Result> {
  const outcome = Promise.withResolvers<Result>();
  // heard by the transaction, if there ever is one
  outcome.promise.catch(() => {});
  let begun: Promise<Running> | undefined;
  let over: Promise<void> | undefined;
  let frame: Running | undefined;
  const pending: Pending = {
    tenant,
    running: () => begun,
    begin() {
      if (begun !== undefined) return begun;
      const first = Promise.withResolvers<Running>();
      begun = first.promise;
      over = begin(async (own) => {
        await steps.begun(own.connection);
        frame = own;
        first.resolve(own);
        await steps.ended(own.connection, await outcome.promise);
      });
      over.catch(first.reject);
      return begun;
    },
  };
  const effect: WriteEffect = {
    get changeId() {
      return frame?.recorder?.undoId;
    },
    isNew: (field, value) => frame?.recorder?.created(field, value) === true,
    get rows() {
      return frame?.recorder?.rows() ?? [];
    },
  };
  try {
    const result = await untilAborted(inside(pending, effect), signal);
    outcome.resolve(result);
    await over;
    return result;
  } catch (error) {
    outcome.reject(error);
    // what ended the transaction tells more than what the work made of it
    await over;
    throw error;
  }
}
