import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { isBag } from '@patchbay/schemas';
import { invalid, type Judged, judge, type Refused } from './judge.ts';

/** How many messages one batch may hold, as over HTTP. */
const mostInBatch = 100;

/** An answer, or a refusal in its place. */
type Answer = JSONRPCMessage | Refused;

interface Batch {
  readonly pending: Set<unknown>;
  readonly answers: Answer[];
}

/** The batches (revision 2025-03-26) that wait for answers, each of which is answered as a whole. */
export class Batches {
  readonly #write: (answers: readonly Answer[]) => Promise<void>;
  readonly #waiting = new Map<unknown, Batch>();

  constructor(write: (answers: readonly Answer[]) => Promise<void>) {
    this.#write = write;
  }

  /** Takes a batch; gives back what to pass on of it, and what is written where nothing of it is. */
  open(values: readonly unknown[]): {
    messages: readonly JSONRPCMessage[];
    written: Promise<void> | undefined;
  } {
    const batch: Batch = { pending: new Set(), answers: [] };
    const messages: JSONRPCMessage[] = [];
    for (const value of values) {
      const judged = this.#judge(value, values.length);
      if ('refused' in judged) batch.answers.push(judged.refused);
      if (!('message' in judged)) continue;
      messages.push(judged.message);
      const id = answeredId(judged.message);
      if (id === undefined) continue;
      batch.pending.add(id);
      this.#waiting.set(id, batch);
    }
    return { messages, written: this.#complete(batch) };
  }

  /** Keeps an answer until its batch is complete; undefined when it belongs to none. */
  answer(id: unknown, message: JSONRPCMessage): Promise<void> | undefined {
    return this.#settle(id, [message]);
  }

  /** Waits no longer for a request that its client took back. */
  cancel(id: unknown): Promise<void> | undefined {
    return this.#settle(id, []);
  }

  #settle(id: unknown, answers: readonly Answer[]): Promise<void> | undefined {
    const batch = this.#waiting.get(id);
    if (batch === undefined) return undefined;
    this.#waiting.delete(id);
    batch.pending.delete(id);
    batch.answers.push(...answers);
    return this.#complete(batch) ?? Promise.resolve();
  }

  #complete({ pending, answers }: Batch): Promise<void> | undefined {
    return pending.size === 0 && answers.length > 0 ? this.#write(answers) : undefined;
  }

  #judge(value: unknown, size: number): Judged {
    const id = isBag(value) ? value['id'] : undefined;
    if (size > mostInBatch) {
      const refused = invalid(id, `a batch holds at most ${mostInBatch} messages`);
      return id === undefined ? { ignored: refused.error.message } : { refused };
    }
    const judged = judge(value);
    const isTaken = 'message' in judged && this.#waiting.has(answeredId(judged.message));
    return isTaken ? { refused: invalid(id, 'the id belongs to another request of a batch') } : judged;
  }
}

/** The id of a request that will be answered; a subscription is only at its end. */
function answeredId(message: JSONRPCMessage): unknown {
  const isRequest = 'method' in message && 'id' in message;
  return isRequest && message.method !== 'subscriptions/listen' ? message.id : undefined;
}
