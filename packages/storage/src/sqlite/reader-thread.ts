import { Worker } from 'node:worker_threads';
import { unavailable } from '@patchbay/core';
import { workerEntry } from '@patchbay/workers/entry';
import type { Answer, Run } from '../engine.ts';

/** What is asked of the thread. */
export interface Asked {
  readonly id: number;
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/** What the thread tells: the rows, or the driver's error by what it is known by. */
export type Told =
  | { readonly id: number; readonly rows: Answer['rows']; readonly columns: readonly string[] }
  | {
      readonly id: number;
      readonly failure: { readonly message: string; readonly code: unknown; readonly errcode: unknown };
    };

/** A connection that reads on a thread of its own, so that a long statement holds up nobody else. */
export interface ReaderThread {
  /** Runs one statement after those asked before. @throws the driver's error; `unavailable` when the thread has ended. */
  readonly run: Run;
  /** Whether it takes no more statements. */
  readonly ended: boolean;
  /** Ends the thread, which a statement that runs delays. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Starts a thread that reads a file. It keeps the process alive only while it is asked something. */
export function readerThread(file: string): ReaderThread {
  const thread = new Worker(workerEntry('./reader.worker.ts', import.meta.url), {
    workerData: file,
    // flags of the process may be none that a thread takes
    execArgv: ['--no-warnings'],
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended = false;
  thread.unref();
  thread.on('message', (told: Told) => {
    const asked = waiting.get(told.id);
    waiting.delete(told.id);
    if (waiting.size === 0) thread.unref();
    if (asked === undefined) return;
    if ('failure' in told) asked.reject(driverError(told.failure));
    else asked.resolve({ rows: told.rows, columns: () => told.columns });
  });
  const end = (cause?: unknown) => {
    ended = true;
    for (const { reject } of waiting.values()) reject(goneError(cause));
    waiting.clear();
  };
  thread.on('error', end);
  thread.on('exit', () => end());
  return {
    get ended() {
      return ended;
    },
    run: (statement, parameters) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(goneError());
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        thread.ref();
        const asked: Asked = { id: lastId, statement, parameters };
        thread.postMessage(asked);
      }),
    async close() {
      await thread.terminate();
    },
  };
}

function driverError({ message, code, errcode }: Extract<Told, { failure: unknown }>['failure']): Error {
  return Object.assign(new Error(message), { code, errcode });
}

function goneError(cause?: unknown): Error {
  return unavailable('The database cannot be read at the moment.', { hint: 'Try again in a moment.', cause });
}
