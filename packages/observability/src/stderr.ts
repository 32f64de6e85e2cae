import { write, writeSync } from 'node:fs';

const STDERR = 2;
const FLUSH_AT_CHARACTERS = 16_384;
const FLUSH_AFTER_MS = 10;
const MAX_PENDING_CHARACTERS = 4_194_304;
const RETRY_AFTER_MS = 20;
const MAX_SYNC_RETRIES = 25;
const FLUSH_DEADLINE_MS = 1_000;
const STALLED_AFTER_MS = 250;

/** Where log lines go. A destination never throws. */
export interface LogDestination {
  /** Takes one line that ends in a newline. */
  write(line: string): void;
  /** Resolves when everything taken so far is written, or after a second with a reader that does not read. */
  flush?(): Promise<void>;
  /** Writes everything taken so far before it returns. */
  flushSync?(): void;
}

let shared: Required<LogDestination> | undefined;

/** Returns the one destination of the process on standard error: two buffers on one descriptor would interleave. */
export function stderrDestination(): Required<LogDestination> {
  shared ??= openDescriptor(STDERR);
  return shared;
}

/**
 * Opens a buffered destination on a file descriptor.
 *
 * Lines are gathered for 10 ms or 16 KiB and written off the main thread, one write at a time, so neither many
 * lines nor a reader that stopped reading holds up the server; over 4 Mi characters pending, lines are dropped and
 * counted in the next one written. What is pending is written when the process exits. A closed descriptor
 * silences the destination for good: a server must outlive its log.
 */
export function openDescriptor(descriptor: number): Required<LogDestination> {
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
  #pending = '';
  #inFlight: Buffer | undefined;
  #writeStartedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #dropped = 0;
  #closed = false;
  #waiting: Array<() => void> = [];

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add(line: string): void {
    if (this.#closed) return;
    if (this.#pending.length + line.length > MAX_PENDING_CHARACTERS) {
      this.#dropped += 1;
      return;
    }
    this.#pending += line;
    if (this.#inFlight !== undefined) return;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS).unref();
  }

  async flush(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, FLUSH_DEADLINE_MS).unref();
      if (this.#inFlight === undefined) this.#start();
    });
  }

  /** Leaves out what the reader evidently does not take: blocking on it would keep the process from exiting. */
  flushSync(): void {
    if (this.#isIdle() || this.#isStalled()) return;
    if (this.#inFlight !== undefined) pause(RETRY_AFTER_MS);
    const buffer = Buffer.from(this.#takePending());
    let written = 0;
    for (let retries = 0; written < buffer.length && retries <= MAX_SYNC_RETRIES; ) {
      try {
        written += writeSync(this.#descriptor, buffer, written);
      } catch (error) {
        if (!isBusy(error)) {
          this.#close();
          return;
        }
        retries += 1;
        pause(RETRY_AFTER_MS);
      }
    }
  }

  #isIdle(): boolean {
    return this.#closed || (this.#pending === '' && this.#inFlight === undefined);
  }

  #isStalled(): boolean {
    return this.#inFlight !== undefined && performance.now() - this.#writeStartedAt > STALLED_AFTER_MS;
  }

  #takePending(): string {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const dropped = this.#dropped;
    const text = this.#pending;
    this.#pending = '';
    this.#dropped = 0;
    if (dropped === 0) return text;
    return `${text}${JSON.stringify({ level: 'warn', time: new Date().toISOString(), dropped_lines: dropped, msg: 'log lines dropped' })}\n`;
  }

  #start(): void {
    const text = this.#takePending();
    if (text === '') this.#settle();
    else this.#writeRest(Buffer.from(text));
  }

  #writeRest(buffer: Buffer): void {
    this.#inFlight = buffer;
    this.#writeStartedAt = performance.now();
    write(this.#descriptor, buffer, 0, buffer.length, null, (error, written) => {
      if (error !== null && isBusy(error)) {
        setTimeout(() => this.#writeRest(buffer), RETRY_AFTER_MS).unref();
        return;
      }
      if (error !== null) return this.#close();
      if (written < buffer.length) return this.#writeRest(buffer.subarray(written));
      this.#inFlight = undefined;
      if (this.#pending === '') this.#settle();
      else this.#start();
    });
  }

  #close(): void {
    this.#closed = true;
    this.#pending = '';
    this.#inFlight = undefined;
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EBUSY');
}

/** Blocks this thread: at exit there is no event loop to wait on. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
