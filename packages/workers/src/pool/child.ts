import { serialize } from 'node:v8';
import type { Channel, ChannelEnd, ChannelEvents } from '../channel/channel.ts';
import { cpuMilliseconds, lowerPriority, residentMegabytes } from '../channel/system.ts';
import { readFromChild } from '../wire/from-child.ts';
import { measure } from '../wire/measure.ts';
import type { FromChild, ToChild } from '../wire/messages.ts';
import { failures } from './failures.ts';
import type { Job } from './job.ts';
import type { Ending } from './lanes.ts';

/** A call that takes more of the processor's time gives way to those that do not. */
const HEAVY_CPU_MS = 500;
const STEPS_BELOW_SERVER_WHEN_HEAVY = 15;
/** What the envelope of a message may take beside the output. */
export const ENVELOPE_BYTES = 65_536;

/** What holds for each child of a pool. */
export interface ChildLimits {
  readonly timeMs: number;
  readonly memoryMb: number;
  readonly outputBytes: number;
  /** Until a new child must be ready. */
  readonly startMs: number;
  /** Between asking a child to give a call up, and killing it. */
  readonly graceMs: number;
  /** After so many calls a child is replaced. */
  readonly maxCalls: number;
  /** A child that holds more after a call is replaced. */
  readonly recycleMb: number;
}

/** Why a child ended: `crash`, `idle_crash` and mostly `start` by itself, the others by the pool. */
export type EndReason =
  | 'crash'
  | 'idle_crash'
  | 'start'
  | 'memory'
  | 'output'
  | 'stopped'
  | 'message'
  | 'recycled'
  | 'idle'
  | 'closed';

/** What a child tells its pool. */
export interface ChildEvents {
  /** It can take a call. */
  onIdle(): void;
  /** It has let go of a job that it was given, whatever became of that. */
  onReleased(job: Job, ending: Ending): void;
  onEnd(reason: EndReason, end: ChannelEnd): void;
}

/** One child over its life: starting, idle, busy with one call, ended. */
export class Child {
  readonly ended: Promise<void>;
  readonly #channel: Channel;
  readonly #limits: ChildLimits;
  readonly #events: ChildEvents;
  #state: 'starting' | 'idle' | 'busy' | 'ended' = 'starting';
  #job: Job | undefined;
  #doom: EndReason | undefined;
  #calls = 0;
  #received = 0;
  #heavy = false;
  #worn = false;
  #cpuBefore: number | undefined;
  #timers: NodeJS.Timeout[] = [];

  constructor(
    open: (events: ChannelEvents) => Channel,
    limits: ChildLimits,
    setup: unknown,
    events: ChildEvents,
  ) {
    this.#limits = limits;
    this.#events = events;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#channel = open({
      onFrame: (payload) => this.#receive(payload),
      onOversize: () => this.#overflow(),
      onEnd: (end) => {
        this.#end(end);
        resolve();
      },
    });
    this.#timers.push(setTimeout(() => this.#kill('start'), limits.startMs).unref());
    this.#send({ type: 'setup', setup, outputBytes: limits.outputBytes });
  }

  get state(): 'starting' | 'idle' | 'busy' | 'ended' {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#channel.pid;
  }

  /** Whether it waits for a call, and would take one. */
  get free(): boolean {
    return this.#state === 'idle' && this.#doom === undefined;
  }

  /** Whether it can take calls, or will when its present one has ended. */
  get serves(): boolean {
    return (this.#state === 'idle' || this.#state === 'busy') && this.#doom === undefined;
  }

  /** How many calls it has had. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether it has served long enough: it goes on only until another one is ready. */
  get worn(): boolean {
    return this.#worn;
  }

  /** Whether this process must wait for it. */
  hold(held: boolean): void {
    this.#channel.hold(held);
  }

  /** Gives it a call; it must be free. */
  run(job: Job): void {
    this.#state = 'busy';
    this.#job = job;
    this.#received = 0;
    this.#cpuBefore = undefined;
    this.#channel.hold(true);
    try {
      this.#send({ type: 'call', id: job.id, name: job.name, input: job.input });
    } catch (error) {
      job.reject(new TypeError(`the input of ${job.name} cannot be sent to a worker`, { cause: error }));
      this.#release('answered', 0);
      return;
    }
    this.#timers.push(setTimeout(() => this.stop(job, failures.timeout(job.timeMs)), job.timeMs));
  }

  /** Ends a call that it has: the caller is answered at once, and the child has a moment to stop by itself. */
  stop(job: Job, error: Error): void {
    job.reject(error);
    if (this.#job !== job || this.#doom !== undefined) return;
    this.#send({ type: 'abort', id: job.id });
    this.#timers.push(setTimeout(() => this.#kill('stopped'), this.#limits.graceMs));
  }

  /** Ends it, and the call that it may have. */
  end(reason: EndReason, error?: Error): void {
    if (error !== undefined) this.#job?.reject(error);
    this.#kill(reason);
  }

  /** Looks at what its process uses: ends it over the limit of memory, and has it give way when its call is heavy. */
  check(): void {
    if (this.pid === undefined || this.#state === 'ended' || this.#doom !== undefined) return;
    if ((residentMegabytes(this.pid) ?? 0) > this.#limits.memoryMb)
      this.end('memory', failures.memory(this.#limits.memoryMb));
    else if (this.#state === 'busy' && !this.#heavy) this.#checkTime(this.pid);
  }

  #checkTime(pid: number): void {
    const now = cpuMilliseconds(pid);
    this.#cpuBefore ??= now;
    if (now === undefined || now - (this.#cpuBefore ?? now) < HEAVY_CPU_MS) return;
    // no right to raise it again: the process is replaced after this call
    this.#heavy = true;
    lowerPriority(pid, STEPS_BELOW_SERVER_WHEN_HEAVY);
  }

  #send(message: ToChild): void {
    this.#channel.send(serialize(message));
  }

  #receive(payload: Uint8Array): void {
    if (this.#doom !== undefined) return;
    const size = measure(payload);
    if (size === undefined) {
      this.#kill('message');
      return;
    }
    this.#received += size;
    if (this.#received > this.#limits.outputBytes + ENVELOPE_BYTES) {
      this.#overflow();
      return;
    }
    const message = readFromChild(payload);
    if (message === undefined) this.#kill('message');
    else if (message.type === 'ready') this.#ready();
    else this.#hear(message);
  }

  #ready(): void {
    if (this.#state !== 'starting') return;
    this.#clearTimers();
    this.#state = 'idle';
    this.#channel.hold(false);
    this.#events.onIdle();
  }

  #hear(message: Exclude<FromChild, { type: 'ready' }>): void {
    const job = this.#job;
    if (job === undefined || job.id !== message.id) return;
    if (message.type === 'progress') {
      job.progress(message.progress);
      return;
    }
    const ending = job.settled ? 'stopped' : 'answered';
    if (message.type === 'done') job.resolve(message.output);
    else job.reject(message.error ? failures.sent(message.error) : failures.thrown(message.detail));
    this.#release(ending, message.heldMb);
  }

  /** Lets go of the call that has ended, and of the child too when it was made to give way. */
  #release(ending: Ending, heldMb: number): void {
    const job = this.#job;
    this.#job = undefined;
    this.#calls += 1;
    this.#clearTimers();
    this.#state = 'idle';
    this.#channel.hold(false);
    this.#worn ||= this.#calls >= this.#limits.maxCalls || heldMb > this.#limits.recycleMb;
    if (this.#heavy) this.#kill('recycled');
    if (job !== undefined) this.#events.onReleased(job, ending);
    if (!this.#heavy) this.#events.onIdle();
  }

  #overflow(): void {
    this.end('output', failures.output(this.#limits.outputBytes));
  }

  #kill(reason: EndReason): void {
    if (this.#state === 'ended') return;
    this.#doom ??= reason;
    this.#channel.kill();
  }

  #end(end: ChannelEnd): void {
    const started = this.#state !== 'starting';
    const job = this.#job;
    this.#clearTimers();
    this.#state = 'ended';
    this.#job = undefined;
    const reason = this.#doom ?? this.#ownEnd(started, job, end);
    if (job !== undefined) {
      job.reject(
        reason === 'memory'
          ? failures.memory(this.#limits.memoryMb)
          : failures.crash(new Error(`the child ended: ${end.how}\n${end.stderr}`)),
      );
      this.#events.onReleased(job, reason === 'crash' || reason === 'message' ? 'crashed' : 'stopped');
    }
    this.#events.onEnd(reason, end);
  }

  #ownEnd(started: boolean, job: Job | undefined, { outOfMemory }: ChannelEnd): EndReason {
    if (!started) return 'start';
    if (outOfMemory) return 'memory';
    return job === undefined ? 'idle_crash' : 'crash';
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
