import { newId, type Store, type TenantDb, type TenantWriteDb } from '@patchbay/storage';
import type { CallScope } from '../../deps.ts';
import type { CrmTables } from './tables/tables.ts';

/** What queries of the CRM run on. */
export type CrmDb = TenantDb<CrmTables>;

/** The same with the right to write. */
export type CrmWriteDb = TenantWriteDb<CrmTables>;

/** What the ports share: the store and the clock. */
export interface Kernel {
  readonly store: Store<CrmTables>;
  readonly settings: KernelSettings;
  now(): Date;
  /** The present moment as columns hold it: RFC 3339, UTC, milliseconds. */
  timestamp(): string;
  /** A new text id: `newId('com')`. */
  newId(prefix: string): string;
  /** Reads one consistent state; inside a write, the state of that write. */
  read<Result>(scope: CallScope, work: (db: CrmDb) => Promise<Result>): Promise<Result>;
  /** Writes all or nothing, as a part of the call's own transaction. The work may run more than once. */
  write<Result>(scope: CallScope, work: (db: CrmWriteDb) => Promise<Result>): Promise<Result>;
}

/** Settings that rules of the domain ask for. */
export interface KernelSettings {
  readonly default_country: string;
  readonly default_currency: string;
}

/** Builds the kernel over an open store. */
export function createKernel(store: Store<CrmTables>, settings: KernelSettings, now: () => Date): Kernel {
  return {
    store,
    settings,
    now,
    timestamp: () => now().toISOString(),
    newId: (prefix) => newId(prefix, now().getTime()),
    read: (scope, work) => store.read(scope, work),
    write: (scope, work) => store.write(scope, work),
  };
}
