import type { DependencyHealth } from '@patchbay/core';
import { isNotNull, sql } from 'drizzle-orm';
import type { Engine } from './engine.ts';

/** Says how a store is. A probe makes a round trip, and looks for messages that were given up. */
export async function healthOf(
  engine: Engine,
  ready: () => Promise<unknown>,
  { probe, signal }: { readonly probe: boolean; readonly signal?: AbortSignal },
): Promise<DependencyHealth> {
  const common = { name: 'store', required: true } as const;
  try {
    await ready();
    const dead = probe ? await deadLetters(engine, signal) : 0;
    if (dead === 0) return { ...common, status: 'up' };
    return {
      ...common,
      status: 'degraded',
      detail: `${dead} messages of the outbox could not be delivered; the log says why.`,
    };
  } catch {
    const what = engine.dialect === 'sqlite' ? 'The SQLite file' : 'PostgreSQL';
    return {
      ...common,
      status: 'down',
      detail: `${what} cannot be used; check that it is reachable and writable.`,
    };
  }
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
