import { type Call, conflict, isInputRequired, type Middleware, type Result } from '@patchbay/core';
import type { Store } from '../store.ts';
import { argumentsHash, type Claim, claim, complete } from './idempotency.ts';
import { replayed } from './replay.ts';
import { twins } from './twins.ts';

/** The argument by which a caller makes a write safe to repeat. */
export const idempotencyArgument = 'idempotency_key';

const lifetimeMs = 24 * 3_600_000;

/** What {@link transact} needs. */
export interface TransactOptions {
  /** The store, or how to find it once the server has opened it. */
  readonly store: Pick<Store, 'internal'> | (() => Pick<Store, 'internal'>);
  /** How long an answer is kept for repeated calls, in milliseconds; a day unless said otherwise. */
  readonly lifetimeMs?: number;
}

/**
 * Makes each write tool one transaction, and each `idempotency_key` one effect.
 *
 * `store.read` and `store.write` inside the handler join the transaction by themselves, so ports need no transaction
 * handed to them. Effect, change log, outbox and the stored answer commit together; an error, a request for input, a
 * deadline or a cancellation takes back all of it. The handler may run again after losing against a concurrent write.
 *
 * A repeated call gets the first one's answer with `idempotent_replay: true`; twins that run at the same time wait for
 * it; other arguments under the same key are a `conflict`. Keys belong to the tenant, the caller and the tool.
 */
export function transact({ store, lifetimeMs: keptMs = lifetimeMs }: TransactOptions): Middleware {
  const alone = twins();
  return async (call, next) => {
    const { internal } = typeof store === 'function' ? store() : store;
    const wanted = claimOf(call);
    const context = {
      caller: call.request.caller,
      signal: call.ending.signal,
      tool: call.target.name,
      correlation_id: call.correlationId,
      ...(wanted && { idempotency_key: wanted.key }),
    };
    const run = () =>
      internal.frame(context, async (connection) => {
        if (wanted === undefined) return committed(await next(call));
        const now = internal.now();
        const first = await claim(connection, internal.own, wanted, now, keptMs);
        if (first !== undefined) return replayed(answerOf(first, wanted));
        const result = committed(await next(call));
        await complete(connection, internal.own, wanted, JSON.stringify(result));
        return result;
      });
    try {
      return await (wanted === undefined ? run() : alone.after(identityOf(wanted), run, call.ending.signal));
    } catch (error) {
      if (error instanceof TakenBack) return error.result;
      throw error;
    }
  };
}

/** Carries a result out of a transaction that must not commit. */
class TakenBack extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('The transaction is taken back.');
    this.result = result;
  }
}

function committed(result: Result): Result {
  if (isInputRequired(result) || result['isError'] === true) throw new TakenBack(result);
  return result;
}

/** What the caller's `idempotency_key` claims; undefined without one. */
export function claimOf(call: Call): Claim | undefined {
  const { input } = call;
  if (typeof input !== 'object' || input === null) return undefined;
  const { [idempotencyArgument]: key, ...others }: Record<string, unknown> = { ...input };
  if (typeof key !== 'string' || key === '') return undefined;
  const { tenant, id: actor } = call.request.caller;
  return { tenant, actor, tool: call.target.name, key, argsHash: argumentsHash(others) };
}

/** Equal for claims of the same key. */
export function identityOf({ tenant, actor, tool, key }: Claim): string {
  return JSON.stringify([tenant, actor, tool, key]);
}

/** The first call's answer. @throws ToolError `conflict` when that call had other arguments. */
export function answerOf(first: { argsHash: string; result: string }, wanted: Claim): string {
  if (first.argsHash === wanted.argsHash) return first.result;
  throw conflict(`The idempotency_key was used before with other arguments for ${wanted.tool}.`, {
    hint: 'Use a new idempotency_key for a new change; repeat the key only with exactly the same arguments.',
  });
}
