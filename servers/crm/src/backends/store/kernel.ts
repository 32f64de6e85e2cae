import {
  type Store,
  type StoreKernel,
  storeKernel,
  type TenantDb,
  type TenantWriteDb,
} from '@patchbay/storage';
import type { CrmTables } from './tables/tables.ts';

/** What queries of the CRM run on. */
export type CrmDb = TenantDb<CrmTables>;

/** The same with the right to write. */
export type CrmWriteDb = TenantWriteDb<CrmTables>;

/** What the ports share: the store, the clock and the settings. */
export interface Kernel extends StoreKernel<CrmTables> {
  readonly settings: KernelSettings;
}

/** Settings that rules of the domain ask for. */
export interface KernelSettings {
  readonly default_country: string;
  readonly default_currency: string;
}

/** Builds the kernel over an open store. */
export function createKernel(store: Store<CrmTables>, settings: KernelSettings, now: () => Date): Kernel {
  return { ...storeKernel(store, now), settings };
}
