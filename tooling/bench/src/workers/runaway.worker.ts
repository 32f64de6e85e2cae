import { setTimeout as delay } from 'node:timers/promises';
import { type CallContext, serveCalls } from '@patchbay/workers/child';

const held: unknown[] = [];

const calls = {
  /** So much of the processor's time, however long others make it take. */
  work({ cpuMs }: { cpuMs: number }): number {
    const before = process.cpuUsage();
    for (;;) {
      const { user, system } = process.cpuUsage(before);
      if (user + system >= cpuMs * 1_000) return cpuMs;
    }
  },
  time(): void {
    for (;;);
  },
  heap(): void {
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
  },
  async native(): Promise<void> {
    for (;;) {
      held.push(Buffer.alloc(20_000_000, 1));
      await delay(1);
    }
  },
  output: (): Uint8Array => new Uint8Array(50_000_000),
  progress(_: undefined, { progress }: CallContext): void {
    for (let done = 0; ; done += 1) progress({ done, message: 'x'.repeat(400) });
  },
  abort: (): void => process.abort(),
  exit: (): void => process.exit(1),
  async throw(): Promise<void> {
    setTimeout(() => {
      throw new Error('uncaught');
    });
    await delay(600_000);
  },
};

export type RunawayCalls = typeof calls;

serveCalls(calls);
