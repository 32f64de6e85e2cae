import { randomUUID } from 'node:crypto';
import { ToolError } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import { doorbell } from '../doorbell.ts';
import type { Store } from '../store.ts';
import { type Messages, messages, type OutboxMessage } from './messages.ts';

/** How messages are delivered. */
export interface OutboxOptions {
  /**
   * Carries out one effect. May see the same message again after a crash or a lost answer, with the same `dedup_id`.
   *
   * Throws to have it tried again; a ToolError that is not retryable gives the message up at once.
   */
  deliver(message: OutboxMessage, options: { readonly signal: AbortSignal }): Promise<void>;
  readonly log: Logger;
  /** How often to look for messages of other processes, in milliseconds; 2,000 unless said otherwise. */
  readonly pollMs?: number;
  /** Messages delivered at the same time; 8 unless said otherwise. */
  readonly concurrency?: number;
  /** How long one delivery may take, and how soon another process takes over from one that died; 30,000 ms. */
  readonly leaseMs?: number;
  /** Deliveries before a message is given up; 10 unless said otherwise. */
  readonly maxAttempts?: number;
  /** The pause after the first failure, in milliseconds, doubled each time up to an hour; 1,000 unless said otherwise. */
  readonly backoffMs?: number;
}

/** A running worker. */
export interface Outbox {
  /** Takes no more messages and waits for deliveries under way, at most this long; then aborts them. */
  stop(graceMs?: number): Promise<void>;
}

const longestPauseMs = 3_600_000;

interface Worker extends Required<OutboxOptions> {
  readonly queue: Messages;
  readonly lease: string;
  /** Aborts deliveries that outlive the grace of a stop. */
  readonly aborted: AbortSignal;
}

/** Delivers what writes have left in the outbox, at least once each. Several processes may work on one outbox. */
export function startOutbox(store: Pick<Store, 'internal'>, options: OutboxOptions): Outbox {
  const abort = new AbortController();
  const worker: Worker = {
    pollMs: 2_000,
    concurrency: 8,
    leaseMs: 30_000,
    maxAttempts: 10,
    backoffMs: 1_000,
    ...options,
    queue: messages(store.internal),
    lease: randomUUID(),
    aborted: abort.signal,
  };
  const bell = doorbell();
  const off = store.internal.onCommit(({ messages: any }) => any && bell.ring());
  let stopping = false;
  const run = async () => {
    while (!stopping) {
      const pause = await round(worker).catch((error: unknown) => {
        worker.log.warn({ err: error }, 'the outbox could not be read');
        return worker.pollMs;
      });
      if (!stopping && pause > 0) await bell.wait(pause);
    }
  };
  const running = run();
  return {
    async stop(graceMs = 5_000) {
      stopping = true;
      off();
      bell.ring();
      const timer = setTimeout(() => abort.abort(), graceMs);
      await running;
      clearTimeout(timer);
    },
  };
}

/** Delivers one batch. @returns how long to wait before the next, in milliseconds. */
async function round(worker: Worker): Promise<number> {
  const { queue, lease, concurrency, leaseMs, pollMs } = worker;
  // twice the time of a delivery, so that the lease outlives the note that it is done
  const batch = await queue.claim(lease, concurrency, leaseMs * 2);
  await Promise.all(batch.map((message) => deliver(worker, message)));
  if (batch.length > 0) return 0;
  return Math.min(pollMs, (await queue.nextIn()) ?? pollMs);
}

async function deliver(worker: Worker, message: OutboxMessage): Promise<void> {
  const { queue, lease, aborted, leaseMs, log } = worker;
  const signal = AbortSignal.any([aborted, AbortSignal.timeout(leaseMs)]);
  try {
    await worker.deliver(message, { signal });
    await queue.delivered(lease, message.id);
  } catch (error) {
    // what cannot be noted now is delivered again after the lease
    await noteFailure(worker, message, error).catch((failure: unknown) =>
      log.warn({ err: failure, message_id: message.id }, 'a failed delivery could not be noted'),
    );
  }
}

async function noteFailure(worker: Worker, message: OutboxMessage, error: unknown): Promise<void> {
  const { queue, lease, aborted, maxAttempts, backoffMs, log } = worker;
  if (aborted.aborted) return queue.released(lease, message.id);
  const facts = { err: error, message_id: message.id, kind: message.kind, attempt: message.attempt };
  const reason = error instanceof ToolError ? error.code : error instanceof Error ? error.name : 'unknown';
  const hopeless = error instanceof ToolError && !error.retryable;
  if (hopeless || message.attempt >= maxAttempts) {
    log.error(facts, 'a message could not be delivered and was given up');
    return queue.dead(lease, message.id, reason);
  }
  log.warn(facts, 'a message could not be delivered and is tried again');
  const pause = Math.min(backoffMs * 2 ** (message.attempt - 1), longestPauseMs);
  return queue.failed(lease, message.id, reason, Math.round(pause * (0.75 + Math.random() / 2)));
}
