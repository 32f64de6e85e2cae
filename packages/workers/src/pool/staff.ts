import type { Handlers } from '../calls.ts';
import type { ChannelEnd } from '../channel/channel.ts';
import { openProcess } from '../channel/process.ts';
import { type Reaper, startReaper } from '../channel/reaper.ts';
import { openThread } from '../channel/thread.ts';
import { backoffMs } from './backoff.ts';
import { Child, type ChildLimits, ENVELOPE_BYTES, type EndReason } from './child.ts';
import { failures } from './failures.ts';
import type { Job } from './job.ts';
import { createLanes, type Lanes } from './lanes.ts';
import type { PoolOptions, PoolState } from './options.ts';

/** How often what processes use is looked at, while there are calls. */
const WATCH_MS = 50;
/** Children that are ready beyond those that are needed, so that no call waits for a start. */
const SPARE = 1;

/** The children of a pool and the calls that wait for them. */
export interface Staff {
  /** Queues a call; throws when there is no room. */
  take(job: Job): void;
  /** Ends a call, waiting or running. */
  stop(job: Job, error: Error): void;
  state(): PoolState;
  /** Takes no more, ends what is free, and resolves when every child has ended after its call. */
  retire(): Promise<void>;
  /** Ends every child at once; resolves when they have ended. */
  dismiss(): Promise<void>;
}

/** Creates the staff of a pool, without a child. */
export function createStaff<Calls extends Handlers>(options: PoolOptions<Calls>): Staff {
  return new PoolStaff(options);
}

type Options = Omit<PoolOptions<Handlers>, 'outputs'>;

class PoolStaff implements Staff {
  readonly #options: Options;
  readonly #limits: ChildLimits;
  readonly #lanes: Lanes<Job>;
  readonly #children = new Set<Child>();
  readonly #holders = new Map<Job, Child>();
  #reaper: Reaper | undefined;
  #watch: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Children in a row that did not start, or ended while they had nothing to do. */
  #badStarts = 0;
  #startNotBefore = 0;
  #used = false;
  #closed = false;

  constructor(options: Options) {
    this.#options = options;
    const { size, queue = {}, life = {}, limits } = options;
    const { waiting = 100 } = queue;
    this.#lanes = createLanes({
      waiting,
      waitingPerLane: queue.waitingPerLane ?? Math.ceil(waiting / 4),
      runningPerLane: queue.runningPerLane ?? Math.max(1, size - 1),
    });
    this.#limits = {
      ...limits,
      startMs: life.startMs ?? 30_000,
      graceMs: life.graceMs ?? 100,
      maxCalls: life.maxCalls ?? 50,
      recycleMb: life.recycleMb ?? limits.memoryMb / 2,
    };
  }

  take(job: Job): void {
    if (this.#closed) throw failures.closed();
    const added = this.#lanes.add(job);
    if (added !== 'added') throw added === 'full' ? failures.poolFull() : failures.laneFull();
    this.#used = true;
    clearTimeout(this.#idle);
    this.#idle = undefined;
    this.#pump();
  }

  stop(job: Job, error: Error): void {
    if (this.#lanes.remove(job)) {
      job.reject(error);
      this.#tellWaiting();
    } else this.#holders.get(job)?.stop(job, error);
  }

  state(): PoolState {
    const children = [...this.#children];
    return {
      children: children.length,
      busy: children.filter(({ state }) => state === 'busy').length,
      waiting: this.#lanes.waiting,
      pids: children.flatMap(({ pid }) => pid ?? []),
    };
  }

  async retire(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#idle);
    this.#refuseWaiting(failures.closed());
    const children = [...this.#children];
    for (const child of children) if (child.state !== 'busy') child.end('closed');
    await this.#allEnded(children);
  }

  async dismiss(): Promise<void> {
    const children = [...this.#children];
    for (const child of children) child.end('closed', failures.closed());
    await this.#allEnded(children);
    this.#reaper?.close();
  }

  /** While somebody waits for their end, children keep this process alive. */
  async #allEnded(children: readonly Child[]): Promise<void> {
    for (const child of children) child.hold(true);
    await Promise.all(children.map(({ ended }) => ended));
  }

  /** Gives waiting calls to free children and sees to it that there are enough of them. */
  #pump(): void {
    if (this.#closed) return;
    this.#retireWorn();
    this.#assign();
    this.#tellWaiting();
    this.#hire();
    this.#watchChildren();
    this.#noteIdleness();
  }

  #assign(): void {
    const children = [...this.#children];
    const atFullStrength = children.filter(({ serves }) => serves).length >= this.#options.size;
    // who has served before has what it needs in memory
    const free = children.filter((child) => child.free).sort((a, b) => b.calls - a.calls);
    for (const [index, child] of free.entries()) {
      const last = index === free.length - 1;
      const job = this.#lanes.next({ suspects: atFullStrength || !last });
      if (job === undefined) return;
      this.#holders.set(job, child);
      child.run(job);
    }
  }

  /** Whom another one can stand in for by now. */
  #retireWorn(): void {
    const free = [...this.#children].filter((child) => child.free);
    if (free.every(({ worn }) => worn)) return;
    for (const child of free) if (child.worn) child.end('recycled');
  }

  #hire(): void {
    const staying = [...this.#children].filter(({ worn }) => !worn);
    const busy = staying.filter(({ state }) => state === 'busy').length;
    const demand = busy + this.#lanes.ready() + (this.#used ? SPARE : 0);
    const missing = Math.min(this.#options.size, demand) - staying.length;
    const startWaitMs = this.#startNotBefore - performance.now();
    if (startWaitMs <= 0) for (let count = 0; count < missing; count += 1) this.#start();
    if (this.#children.size === 0 && missing > 0) {
      // nobody is left who could ever take what waits
      this.#used = false;
      this.#refuseWaiting(failures.cannotStart(Math.ceil(startWaitMs)));
    } else this.#pumpAfter(missing > 0 && startWaitMs > 0 ? startWaitMs : this.#lanes.waitMs());
  }

  #pumpAfter(ms: number | undefined): void {
    clearTimeout(this.#retry);
    if (ms === undefined) return;
    this.#retry = setTimeout(() => this.#pump(), Math.ceil(ms));
    if (this.#lanes.waiting === 0) this.#retry.unref();
  }

  #start(): void {
    const { kind, entry, env = {}, rights, setup } = this.#options;
    const open = kind === 'process' ? openProcess : openThread;
    const child = new Child(
      (events) =>
        open(
          {
            entry,
            env,
            rights,
            memoryMb: this.#limits.memoryMb,
            maxFrameBytes: this.#limits.outputBytes + ENVELOPE_BYTES,
          },
          events,
        ),
      this.#limits,
      setup,
      {
        onIdle: () => this.#pump(),
        onReleased: (job, ending) => {
          this.#holders.delete(job);
          this.#lanes.release(job, ending);
          if (ending === 'answered') this.#badStarts = 0;
          if (this.#closed) child.end('closed');
        },
        onEnd: (reason, end) => {
          this.#children.delete(child);
          this.#noteEnd(child, reason, end);
          this.#pump();
        },
      },
    );
    if (child.pid !== undefined) {
      this.#reaper ??= startReaper();
      this.#reaper.watch(child.pid);
    }
    this.#children.add(child);
  }

  #noteEnd(child: Child, reason: EndReason, end: ChannelEnd): void {
    const { name: pool, metrics, log } = this.#options;
    const { pid } = child;
    if (pid !== undefined) this.#reaper?.forget(pid);
    if (reason === 'start' || reason === 'idle_crash') {
      this.#badStarts += 1;
      this.#startNotBefore = performance.now() + backoffMs(this.#badStarts);
    }
    metrics.workerEnds.cell({ pool, reason }).inc();
    const asked = reason === 'recycled' || reason === 'idle' || reason === 'closed';
    if (asked) log.debug({ pool, worker_pid: pid, reason }, 'worker ended');
    else log.warn({ pool, worker_pid: pid, reason, how: end.how, stderr: end.stderr }, 'worker ended');
  }

  #refuseWaiting(error: Error): void {
    for (const job of this.#lanes.drain()) job.reject(error);
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    const { name: pool, metrics } = this.#options;
    metrics.workerWaiting.cell({ pool }).set(this.#lanes.waiting);
  }

  #watchChildren(): void {
    if (this.#options.kind === 'thread' || this.#watch !== undefined || this.#holders.size === 0) return;
    this.#watch = setInterval(() => {
      for (const child of this.#children) child.check();
      if (this.#holders.size > 0) return;
      clearInterval(this.#watch);
      this.#watch = undefined;
    }, WATCH_MS).unref();
  }

  /** After a time without calls every child ends; the next call starts one anew. */
  #noteIdleness(): void {
    if (this.#idle !== undefined || this.#holders.size + this.#lanes.waiting > 0) return;
    this.#idle = setTimeout(() => {
      this.#idle = undefined;
      this.#used = false;
      for (const child of this.#children) if (child.free) child.end('idle');
    }, this.#options.life?.idleMs ?? 300_000).unref();
  }
}
