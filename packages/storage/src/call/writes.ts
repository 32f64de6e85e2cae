import { type Call, isInputRequired, type Middleware, type Result, type Writes } from '@patchbay/core';
import type { Connection } from '../engine.ts';
import { findJob } from '../jobs/records.ts';
import type { Store, StoreInternals } from '../store.ts';
import { type Claim, claim, complete, lookUp, undoneBy } from './idempotency.ts';
import {
  answerOf,
  changeIn,
  claimOf,
  identityOf,
  jobIn,
  type KeptAnswer,
  keptAnswer,
  undoneSince,
  withJob,
} from './replay.ts';
import { twins } from './twins.ts';

const lifetimeMs = 24 * 3_600_000;

/** What {@link storeWrites} needs. */
export interface WritesOptions {
  /** How long an answer is kept for repeated calls, in milliseconds; a day unless said otherwise. */
  readonly lifetimeMs?: number;
}

/**
 * Makes each write tool one transaction, and each `idempotency_key` one effect.
 *
 * The transaction begins at the handler's first `store.write`; later reads and writes join it by themselves, so ports
 * need no transaction handed to them. Effect, change log, outbox and the stored answer commit together; an error, a
 * request for input, a deadline, a cancellation or a rehearsal takes back all of it. The handler may run again after
 * losing against a concurrent write.
 *
 * A repeated call gets the first one's answer with `idempotent_replay: true`, before the handler runs; calls of one key
 * that run at the same time wait for each other; other arguments under the same key are a `conflict`, and so is the key of
 * a write that was undone since. Keys belong to the tenant, the caller and the tool.
 *
 * @example
 * createDeps: async (setup) => ({ ports: { notes }, writes: storeWrites(store), … })
 */
export function storeWrites(
  { internal }: Pick<Store, 'internal'>,
  { lifetimeMs: keptMs = lifetimeMs }: WritesOptions = {},
): Writes {
  return { replay: replayIn(internal), transact: transactIn(internal, keptMs) };
}

function replayIn(internal: StoreInternals): Middleware {
  const alone = twins();
  return (call, next) => {
    const wanted = claimOf(call);
    if (wanted === undefined) return next(call);
    const { signal } = call.ending;
    const run = async () => {
      const answer = await internal.transaction({ mode: 'read', signal }, async (connection) => {
        const first = await lookUp(connection, internal.own, wanted, internal.now());
        return first && marked(internal, connection, first, wanted);
      });
      return answer ?? next(call);
    };
    return alone.after(identityOf(wanted), run, signal);
  };
}

function transactIn(internal: StoreInternals, keptMs: number): Middleware {
  return async (call, next) => {
    const wanted = claimOf(call);
    const steps = {
      async begun(connection: Connection) {
        if (wanted === undefined) return;
        const now = internal.now();
        const first = await claim(connection, internal.own, wanted, now, keptMs);
        if (first !== undefined) throw new Ended(await marked(internal, connection, first, wanted));
      },
      async ended(connection: Connection, result: Result) {
        if (call.write?.dryRun === true || !isDone(result)) throw new Ended(result);
        if (wanted === undefined) return;
        await complete(connection, internal.own, wanted, keptAnswer(result, wanted));
      },
    };
    try {
      return await internal.lazily(contextOf(call, wanted), steps, async (effect) => {
        call.effect = effect;
        return next(call);
      });
    } catch (error) {
      if (error instanceof Ended) return error.result;
      throw error;
    }
  };
}

function contextOf(call: Call, wanted: Claim | undefined) {
  return {
    caller: call.request.caller,
    signal: call.ending.signal,
    tool: call.target.name,
    correlation_id: call.correlationId,
    ...(wanted && { idempotency_key: wanted.key }),
  };
}

async function marked(
  { own }: StoreInternals,
  connection: Connection,
  first: KeptAnswer,
  wanted: Claim,
): Promise<Result> {
  const result = answerOf(first, wanted);
  const change = changeIn(result);
  const undone = change && (await undoneBy(connection, own, wanted.tenant, change));
  if (change && undone) throw undoneSince(change, undone);
  const started = jobIn(result);
  const { tenant, actor } = wanted;
  const job = started && (await findJob({ connection, own, tenant, actor }, started));
  return job === undefined || job === '' ? result : withJob(result, job);
}

/** Carries a result out of a transaction that must not commit. */
class Ended extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('The transaction is taken back.');
    this.result = result;
  }
}

function isDone(result: Result): boolean {
  return !isInputRequired(result) && result['isError'] !== true;
}
