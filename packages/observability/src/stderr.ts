import { writeSync } from 'node:fs';

const FLUSH_AT_CHARACTERS = 16_384;
const FLUSH_AFTER_MS = 10;
const MAX_PENDING_CHARACTERS = 4_194_304;
const MAX_RETRY_DELAY_MS = 50;
const FLUSH_DEADLINE_MS = 1_000;
const SYNC_RETRY_DELAY_MS = 5;
const SYNC_DEADLINE_MS = 500;
const EMPTY = Buffer.alloc(0);

/** Where log lines go. A destination never throws. */
export interface LogDestination {
  /** Takes one line that ends in a newline. */
  write(line: string): void;
  /** Resolves when everything taken so far is written, or after a second with a reader that does not read. */
  flush?(): Promise<void>;
  /** Writes everything taken so far before it returns, or gives up after half a second. */
  flushSync?(): void;
}

let shared: Required<LogDestination> | undefined;

/** Returns the one destination of the process on standard error: two buffers on one descriptor would interleave. */
export function stderrDestination(): Required<LogDestination> {
  // Asking the stream for its number makes a pipe non-blocking. A blocking one would stop the server as soon as
  // nobody reads, even in its exit.
  shared ??= openDescriptor(process.stderr.fd);
  return shared;
}

/**
 * Opens a buffered destination on a non-blocking file descriptor.
 *
 * Lines are gathered for 10 ms or 16 KiB. What the reader does not take yet is offered again; over 4 Mi characters
 * pending, lines are dropped and counted in a line of their own. What is pending is written when the process exits.
 * A closed descriptor silences the destination for good: a server must outlive its log.
 */
function openDescriptor(descriptor: number): Required<LogDestination> {
  const output = new DescriptorWriter(descriptor);
  process.on('exit', () => output.flushSync());
  return {
    write: (line) => output.add(line),
    flush: () => output.flush(),
    flushSync: () => output.flushSync(),
  };
}

class DescriptorWriter {
  readonly #descriptor: number;
  /** Lines not yet encoded; `#rest` holds the encoded bytes that come before them. */
  #pending = '';
  #rest: Buffer = EMPTY;
  #dropped = 0;
  #retries = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #waiting: Array<() => void> = [];

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add(line: string): void {
    if (this.#isClosed) return;
    if (this.#pending.length + line.length > MAX_PENDING_CHARACTERS) {
      this.#dropped += 1;
      return;
    }
    this.#pending += line;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS && this.#retries === 0) this.#drain();
    else this.#schedule(FLUSH_AFTER_MS);
  }

  async flush(): Promise<void> {
    if (this.#retries === 0) this.#drain();
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(resolve, FLUSH_DEADLINE_MS);
      this.#waiting.push(() => {
        clearTimeout(deadline);
        resolve();
      });
    });
  }

  flushSync(): void {
    const giveUpAt = performance.now() + SYNC_DEADLINE_MS;
    this.#drain();
    while (!this.#isIdle() && performance.now() < giveUpAt) {
      pause(SYNC_RETRY_DELAY_MS);
      this.#drain();
    }
  }

  #isIdle(): boolean {
    return this.#pending === '' && this.#rest.length === 0;
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => this.#drain(), delayMs).unref();
  }

  /** Writes until nothing is left or the reader takes no more, and then comes back with growing delays. */
  #drain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      while (!this.#isIdle()) {
        if (this.#rest.length === 0) this.#encodePending();
        this.#rest = this.#rest.subarray(writeSync(this.#descriptor, this.#rest));
        this.#retries = 0;
      }
      this.#settle();
    } catch (error) {
      if (isBusy(error)) this.#schedule(Math.min(2 ** this.#retries++, MAX_RETRY_DELAY_MS));
      else this.#close();
    }
  }

  #encodePending(): void {
    const text = this.#dropped === 0 ? this.#pending : this.#pending + droppedLine(this.#dropped);
    this.#rest = Buffer.from(text);
    this.#pending = '';
    this.#dropped = 0;
  }

  #close(): void {
    this.#isClosed = true;
    this.#pending = '';
    this.#rest = EMPTY;
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function droppedLine(lines: number): string {
  const line = {
    level: 'warn',
    time: new Date().toISOString(),
    dropped_lines: lines,
    msg: 'log lines dropped',
  };
  return `${JSON.stringify(line)}\n`;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EBUSY');
}

/** Blocks this thread: at exit there is no event loop to wait on. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
