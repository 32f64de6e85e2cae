import type { Logger, McpMetrics } from '@patchbay/observability';
import type { z } from 'zod';
import type { Handlers, OutputOf, Progress } from '../calls.ts';
import type { Rights } from '../channel/channel.ts';

/** What one call and its child may use up. */
export interface PoolLimits {
  /** From when a child gets the call, waiting not counted. */
  readonly timeMs: number;
  /**
   * In MB (10⁶ bytes). A process is killed when its resident memory passes this (Linux; checked every 50 ms) or its
   * JavaScript heap passes three quarters of it; a thread's heap alone is bounded.
   */
  readonly memoryMb: number;
  /** Serialised bytes of a call's output and progress. */
  readonly outputBytes: number;
}

/** How much may wait and run for one caller, and for all. */
export interface QueueLimits {
  /** Calls that wait; 100 by default. */
  readonly waiting?: number;
  /** Calls of one lane that wait; a quarter of all by default. */
  readonly waitingPerLane?: number;
  /** Calls of one lane that run; by default all children but one, so that another lane finds one free. */
  readonly runningPerLane?: number;
}

/** When children go; a pool in use keeps one ready beyond those that have a call. */
export interface LifeOptions {
  /** Calls after which a child is replaced, by one that is ready; 50 by default. */
  readonly maxCalls?: number;
  /** Memory after a call above which a child is replaced, in MB; half of the limit by default. */
  readonly recycleMb?: number;
  /** Time without calls after which all children end; 5 minutes by default. */
  readonly idleMs?: number;
  /** Time in which a new child must be ready; 30 s by default. */
  readonly startMs?: number;
  /** Time that a child has to give up a call before it is killed; 100 ms by default. */
  readonly graceMs?: number;
}

/** What a pool is made of. */
export interface PoolOptions<Calls extends Handlers> {
  /** What the children do, one word, for log and metrics: `extract`. */
  readonly name: string;
  /** The module that calls `serveCalls`; see `workerEntry`. */
  readonly entry: URL;
  /** A process contains crashes and native memory; a thread is for computing of our own. */
  readonly kind: 'process' | 'thread';
  /**
   * Children at most, but for one that is being replaced; with 2 or more, one caller's calls cannot hold up another's.
   */
  readonly size: number;
  readonly limits: PoolLimits;
  /** What each call may answer. A child that reads hostile files may send anything: only what parses is passed on. */
  readonly outputs: { readonly [Name in keyof Calls]: z.ZodType<OutputOf<Calls[Name]>> };
  /** Passed to the entry's function before the first call; what structured cloning carries. */
  readonly setup?: unknown;
  /** The whole environment of the children; empty by default. Keep secrets out of it: children can open sockets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Confines processes to these rights; a thread has those of the server. */
  readonly rights?: Rights;
  readonly queue?: QueueLimits;
  readonly life?: LifeOptions;
  readonly log: Logger;
  readonly metrics: Pick<McpMetrics, 'workerDuration' | 'workerEnds' | 'workerWaiting'>;
}

/** What a call needs beside its input. */
export interface CallOptions {
  /** Whose call it is: lanes take turns. */
  readonly lane: string;
  /** Ends the call, waiting or running: the caller is answered at once, the child stops or is killed. */
  readonly signal: AbortSignal;
  /** A shorter limit than the pool's. */
  readonly timeMs?: number;
  onProgress?(progress: Progress): void;
}

/** Counts of a pool, for health and tests. */
export interface PoolState {
  /** Processes or threads, whatever they do. */
  readonly children: number;
  readonly busy: number;
  readonly waiting: number;
  /** The processes, where children are processes. */
  readonly pids: readonly number[];
}
