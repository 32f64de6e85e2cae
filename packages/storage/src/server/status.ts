import type { Store } from '../store.ts';

/** One part of a server, for its health tool. */
export interface PartStatus {
  readonly name: string;
  readonly status: 'up' | 'degraded' | 'down' | 'unknown';
  readonly detail?: string;
}

/** A database that does not answer for so long counts as down; the health tool must answer in time. */
const probeMs = 2_000;

/** The state of the store as the health tool tells it, after a round trip. */
export async function storeStatus(store: Pick<Store, 'dialect' | 'health'>): Promise<readonly PartStatus[]> {
  const signal = AbortSignal.timeout(probeMs);
  const { status, detail } = await store.health({ probe: true, signal });
  return [{ name: store.dialect, status, ...(detail !== undefined && { detail }) }];
}
