import { type DependencyHealth, ToolError } from '@patchbay/core';
import { isNotNull, sql } from 'drizzle-orm';
import type { Engine } from './engine.ts';
import { unwrapped } from './errors.ts';

/** What the last writes of a store tell about it. */
export interface WriteFaults {
  /** The words of the fault that ended the last write; undefined after a write that went well. */
  readonly last: string | undefined;
  /** Runs a write and notes how it ended. */
  watch<T>(write: () => Promise<T>): Promise<T>;
}

/** Notes how writes end: a full disk and a read-only database show when something is written, not when it is read. */
export function writeFaults(): WriteFaults {
  let last: string | undefined;
  return {
    get last() {
      return last;
    },
    async watch<T>(write: () => Promise<T>): Promise<T> {
      try {
        const result = await write();
        last = undefined;
        return result;
      } catch (thrown) {
        const error = unwrapped(thrown);
        // busy is a matter of moments and says nothing of the store
        if (error instanceof ToolError && error.code === 'unavailable' && error.retryAfterMs === undefined)
          last = error.message;
        throw thrown;
      }
    },
  };
}

/** How long a round trip that went well stands for the next questions, in milliseconds. */
const freshMs = 1_000;

/**
 * Says how a store is, by a round trip: what was well when it was last used may be gone. A probe makes one in any case,
 * and looks for messages that were given up; other questions make one a second at most.
 */
export function healthChecker(
  engine: Engine,
  ready: () => Promise<unknown>,
  faults: WriteFaults,
): (options: HealthOptions) => Promise<DependencyHealth> {
  let well = Number.NEGATIVE_INFINITY;
  return async (options) => {
    const fresh = !options.probe && performance.now() - well < freshMs && faults.last === undefined;
    const health = await healthOf(engine, ready, faults, { ...options, fresh });
    if (health.status !== 'down' && !fresh) well = performance.now();
    return health;
  };
}

interface HealthOptions {
  readonly probe: boolean;
  readonly signal?: AbortSignal;
}

async function healthOf(
  engine: Engine,
  ready: () => Promise<unknown>,
  faults: WriteFaults,
  { probe, signal, fresh }: HealthOptions & { readonly fresh: boolean },
): Promise<DependencyHealth> {
  const common = { name: 'store', required: true } as const;
  try {
    await ready();
    engine.check?.();
    const dead = probe ? await deadLetters(engine, signal) : 0;
    if (!probe && !fresh) await roundTrip(engine, signal);
    // nobody may come to write while the store counts as down, so this finds out whether it can be written to again
    if (faults.last !== undefined) await faults.watch(() => tryWriting(engine, signal));
    if (faults.last !== undefined) return { ...common, status: 'down', detail: faults.last };
    if (dead === 0) return { ...common, status: 'up' };
    return {
      ...common,
      status: 'degraded',
      detail: `${dead} messages of the outbox could not be delivered; the log says why.`,
    };
  } catch (error) {
    const what = engine.dialect === 'sqlite' ? 'The SQLite file' : 'PostgreSQL';
    const cause = engine.problem?.(error);
    const known = error instanceof ToolError && error.code === 'unavailable' ? ` (${error.message})` : '';
    return {
      ...common,
      status: 'down',
      detail: `${what} cannot be used; check that it is reachable and writable.${known}`,
      ...(cause !== undefined && { cause }),
    };
  }
}

async function roundTrip({ transaction, own: { settings } }: Engine, signal: AbortSignal | undefined) {
  await transaction({ mode: 'read', signal }, ({ builder }) => builder.select().from(settings).limit(1));
}

const probeName = 'probe';

async function tryWriting({ transaction, own: { settings } }: Engine, signal: AbortSignal | undefined) {
  const value = new Date().toISOString();
  await transaction({ mode: 'write', signal, waitMs: 500 }, ({ builder }) =>
    builder
      .insert(settings)
      .values({ name: probeName, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } }),
  );
}

async function deadLetters(
  { transaction, own: { outbox } }: Engine,
  signal: AbortSignal | undefined,
): Promise<number> {
  const [row] = await transaction({ mode: 'read', signal }, ({ builder }) =>
    builder.select({ count: sql<number>`count(*)` }).from(outbox).where(isNotNull(outbox.dead_at)),
  );
  return row?.count ?? 0;
}
