import type { Revision } from '../http/requests.ts';
import { type Bag, bagOf, listOf, member } from '../json.ts';
import type { Client, Reply } from './client.ts';
import type { Random } from './random.ts';
import type { Purpose, Tally } from './tally.ts';
import type { Message } from './wire.ts';

/** Judges a result: undefined when it is what was asked for, else what is wrong with it. */
export type Check = (result: Bag) => string | undefined;

/** A request with what its answer must be. */
export interface Question {
  readonly purpose: Purpose;
  readonly method: string;
  readonly params: Bag;
  readonly check: Check;
  /** The code of the error that is the only right answer. */
  readonly expects?: string;
  /** The code of an error that is as right as a result, such as that of a lost race. */
  readonly allows?: string;
  /** Text that the expected error must hold. */
  readonly says?: string;
  /** Whether progress is asked for. */
  readonly progress?: boolean;
  /** How many reports of progress must come. */
  readonly reports?: number;
  /** Go away in the middle: close the stream, or tell the server and wait all the same. */
  readonly cancel?: 'leave' | 'notify';
}

/** What a session learns from asking. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Bag }
  /** The error that was expected or allowed. */
  | { readonly kind: 'declined' }
  /** Nothing that tells whether there was an effect. */
  | { readonly kind: 'unknown' };

/** How long a client that leaves has waited at most. */
const longestWaitMs = 25;

/** Errors by which a healthy server keeps load away: counted, and no wrong answers. */
const pressure = new Set(['rate_limited', 'unavailable', 'timeout', 'network_error']);

const unknown: Outcome = { kind: 'unknown' };

/** What an agent works with. */
export interface AgentParts {
  readonly name: string;
  readonly revision: Revision;
  readonly client: Client;
  readonly random: Random;
  readonly tally: Tally;
}

/** One agent: asks in the name of its session, and judges every answer. */
export class Agent {
  readonly name: string;
  readonly revision: Revision;
  readonly random: Random;
  readonly tally: Tally;
  readonly #client: Client;
  readonly #numeric: boolean;
  #asked = 0;
  #made = 0;

  constructor({ name, revision, client, random, tally }: AgentParts) {
    this.name = name;
    this.revision = revision;
    this.random = random;
    this.tally = tally;
    this.#client = client;
    // ids of clients collide: most count from one
    this.#numeric = random.chance(0.7);
  }

  /** A word that occurs nowhere else in the run; no marker is the beginning of another. */
  marker(): string {
    this.#made += 1;
    return `${this.name}w${this.#made}z`;
  }

  /** Asks, and counts what became of it. */
  async ask(question: Question): Promise<Outcome> {
    const message = this.#messageOf(question);
    const { tally } = this;
    tally.requests += 1;
    const started = performance.now();
    // most waits are short, as most answers are soon there
    const waitMs = this.random.next() ** 3 * longestWaitMs;
    const asking = this.#client.ask(message, question.cancel === 'leave' ? waitMs : undefined);
    if (question.cancel === 'notify') await this.#cancel(message, waitMs);
    const reply = await asking;
    if (reply.kind !== 'left' && reply.kind !== 'lost') {
      tally.answered(question.purpose, performance.now() - started);
    }
    return this.#judge(question, reply);
  }

  /** Says something that is not answered. */
  async tell(method: string, params: Bag = {}): Promise<void> {
    const taken = await this.#client.tell({ method, params });
    if (!taken) this.tally.fail('dropped', `${this.name} ${method} was not taken`);
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#client.close();
  }

  #messageOf({ method, params, progress }: Question): Message {
    this.#asked += 1;
    const id = this.#numeric ? this.#asked : `${this.name}-${this.#asked}`;
    if (progress !== true) return { id, method, params };
    return { id, method, params: { ...params, _meta: { progressToken: `${this.name}-p${this.#asked}` } } };
  }

  async #cancel({ id }: Message, waitMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await this.tell('notifications/cancelled', { requestId: id, reason: 'bench' });
  }

  #judge(question: Question, reply: Reply): Outcome {
    switch (reply.kind) {
      case 'result':
        this.tally.progress += reply.progress;
        if (question.reports !== undefined && reply.progress !== question.reports)
          return this.wrong(question, `${reply.progress} reports of progress, not ${question.reports}`);
        return this.#judgeResult(question, reply.result);
      case 'fault':
        return this.#judgeError(question, `rpc_${reply.code}`, reply.message);
      case 'refused':
        return this.#judgeError(question, `http_${reply.status}`, '');
      case 'broken':
        return this.wrong(question, reply.why);
      case 'lost':
        this.tally.fail('dropped', `${describe(this.name, question)}: ${reply.why}`);
        return unknown;
      case 'left':
        this.tally.left += 1;
        return unknown;
    }
  }

  #judgeResult(question: Question, result: Bag): Outcome {
    if (result['isError'] === true) {
      const code = String(member(member(result['_meta'], 'patchbay/error'), 'code'));
      return this.#judgeError(question, code, textOf(result));
    }
    if (question.expects !== undefined) return this.wrong(question, `no ${question.expects}`);
    const modern = this.revision === '2026-07-28';
    if (modern && result['resultType'] !== 'complete') return this.wrong(question, 'resultType is missing');
    const problem = question.check(result);
    if (problem !== undefined) return this.wrong(question, problem);
    if (member(result['structuredContent'], 'idempotent_replay') === true) this.tally.replays += 1;
    return { kind: 'result', result };
  }

  #judgeError(question: Question, code: string, text: string): Outcome {
    if (code === question.expects || code === question.allows) {
      if (question.says !== undefined && !text.includes(question.says)) {
        return this.wrong(question, `error without "${question.says}": ${text}`);
      }
      this.tally.rightly(code);
      return { kind: 'declined' };
    }
    this.tally.error(code);
    if (pressure.has(code) || code === 'http_429' || code === 'http_503') return unknown;
    return this.wrong(question, `${code} ${text}`);
  }

  /** Counts a wrong answer. */
  wrong(question: Question, why: string): Outcome {
    this.tally.fail('wrong', `${describe(this.name, question)}: ${why.slice(0, 400)}`);
    return unknown;
  }
}

/** The text of a tool's result. */
function textOf(result: Bag): string {
  return listOf(result['content'])
    .map((block) => String(member(block, 'text') ?? ''))
    .join('\n');
}

/** A tool call whose structured result is judged. */
export function toolCall(
  purpose: Purpose,
  name: string,
  args: Bag,
  check: Check = () => undefined,
): Question {
  return {
    purpose,
    method: 'tools/call',
    params: { name, arguments: args },
    check(result) {
      const structured = result['structuredContent'];
      return typeof structured === 'object' && structured !== null
        ? check(bagOf(structured))
        : 'no structured content';
    },
  };
}

function describe(name: string, { method, params }: Question): string {
  return `${name} ${method} ${JSON.stringify(params).slice(0, 300)}`;
}
