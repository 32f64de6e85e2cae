import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isInputRequired, type Middleware, type Result, type Writes } from '@patchbay/core';
import {
  answerOf,
  type Claim,
  claimOf,
  identityOf,
  keptAnswer,
  requireSameArguments,
} from '@patchbay/storage';
import { z } from 'zod';
import type { ClaimBook } from './claim-book.ts';

const day = 24 * 3_600_000;
/** How long a claim outlives the deadline of its call, for what the handler still has to put away. */
const graceMs = 5_000;
const pollMs = 40;

/** What {@link claimWrites} needs. */
export interface ClaimOptions {
  readonly claims: ClaimBook;
  /** How long an answer is kept for repeated calls, in milliseconds; a day unless said otherwise. */
  readonly keptMs?: number;
  /** How long the claim of a process that died keeps others waiting; the call's deadline and 5 s unless given. */
  readonly leaseMs?: number;
}

const recordSchema = z.object({ args_hash: z.string(), owner: z.string(), result: z.string().optional() });

/**
 * Gives each `idempotency_key` one effect on a backend that knows no transactions.
 *
 * The key is claimed before the effect and the answer is stored after it; a call with a key that is claimed waits for
 * the answer and repeats it with `idempotent_replay: true`. A failed call frees its key. At most one effect per key
 * unless the process dies between the effect and its record: then the claim expires, and the repeated call runs anew, so
 * the port must find by reading that the effect is there already, as the status of a lead tells. Other arguments under
 * the same key are a `conflict`.
 */
export function claimWrites(options: ClaimOptions): Writes {
  // such a backend begins no transaction
  return { replay: claiming(options), transact: (call, next) => next(call) };
}

function claiming({ claims, keptMs = day, leaseMs }: ClaimOptions): Middleware {
  return async (call, next) => {
    const wanted = claimOf(call);
    if (wanted === undefined) return next(call);
    const key = createHash('sha256').update(identityOf(wanted)).digest('base64url');
    const claim = JSON.stringify({ args_hash: wanted.argsHash, owner: randomUUID() });
    const lease = leaseMs ?? call.target.timeoutMs + graceMs;
    const first = await takeOrWait(claims, { key, claim, lease, wanted }, call.ending.signal);
    if (first !== undefined) return first;
    let result: Result | undefined;
    try {
      result = await next(call);
    } finally {
      const isDone = result !== undefined && !isInputRequired(result) && result['isError'] !== true;
      const record = JSON.stringify({
        args_hash: wanted.argsHash,
        owner: '',
        ...(result !== undefined && { result: keptAnswer(result, wanted) }),
      });
      await (isDone ? claims.settle(key, claim, record, keptMs) : claims.release(key, claim)).catch(
        // the effect stands: the claim expires, and a repeated call reads it back
        (error: unknown) => call.log.warn({ err: error }, 'an idempotency claim could not be put away'),
      );
    }
    return result;
  };
}

interface Wish {
  readonly key: string;
  readonly claim: string;
  readonly lease: number;
  readonly wanted: Claim;
}

/** Takes the key, or gives the answer of the call that took it before, once there is one. */
async function takeOrWait(claims: ClaimBook, wish: Wish, signal: AbortSignal): Promise<Result | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const standing = await claims.take(wish.key, wish.claim, wish.lease);
    if (standing === undefined) return undefined;
    const { args_hash, result } = recordSchema.parse(JSON.parse(standing));
    requireSameArguments({ argsHash: args_hash }, wish.wanted);
    if (result !== undefined) return answerOf({ argsHash: args_hash, result }, wish.wanted);
    await pause(signal);
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await sleep(pollMs, undefined, { signal });
  } catch {
    throw signal.reason;
  }
}
