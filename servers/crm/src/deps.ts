import type { ServerDeps } from '@patchbay/core';
import type { ChangeLog, PartStatus } from '@patchbay/storage';
import type { Catalog, Orders } from './ports/catalog.ts';
import type { LeadIntake, Leads } from './ports/leads.ts';
import type { Records } from './ports/records.ts';
import type { CallScope, ListOptions, SeenPage } from './ports/shared.ts';
import type { Duplicates, Reports } from './ports/upkeep.ts';

export type { Catalog, Orders } from './ports/catalog.ts';
export type {
  LeadIntake,
  LeadPage,
  LeadSearch,
  Leads,
  NewLead,
  Owner,
  PossibleDuplicate,
} from './ports/leads.ts';
export type {
  BatchRow,
  NewActivity,
  RecordFilter,
  RecordSearch,
  Records,
  RecordType,
} from './ports/records.ts';
export type { CallScope, ListOptions, SeenPage, SeenRecord } from './ports/shared.ts';
export type {
  DuplicateCluster,
  DuplicateCut,
  Duplicates,
  FoundDuplicates,
  MergeableType,
  Reports,
} from './ports/upkeep.ts';

/** Names for completions, through the same gate as everything else. */
export interface Suggestions {
  leads(prefix: string, limit: number, scope: CallScope): Promise<readonly string[]>;
  owners(prefix: string, limit: number, scope: CallScope): Promise<readonly string[]>;
  stages(scope: CallScope): Promise<readonly string[]>;
}

/** The people who work with the CRM. */
export interface Users {
  list(options: ListOptions, scope: CallScope): Promise<SeenPage>;
}

/** The ports of the CRM server; some of them not every backend has. */
export interface CrmPorts {
  readonly backend: 'store' | 'rest';
  readonly leads: Leads;
  readonly intake?: LeadIntake;
  readonly records?: Records;
  readonly duplicates?: Duplicates;
  readonly reports?: Reports;
  readonly changes?: ChangeLog;
  readonly catalog?: Catalog;
  readonly orders?: Orders;
  readonly suggestions?: Suggestions;
  readonly users?: Users;
  status(): Promise<readonly PartStatus[]>;
  /** The present moment. */
  now(): Date;
}

/** What a lead API has. */
export const restPorts = ['backend', 'leads', 'status', 'now'] as const satisfies readonly (keyof CrmPorts)[];

/** What the store has. */
export const storePorts = [
  ...restPorts,
  'intake',
  'records',
  'duplicates',
  'reports',
  'changes',
  'catalog',
  'orders',
  'suggestions',
  'users',
] as const satisfies readonly (keyof CrmPorts)[];

/** An opened backend, with all the ports that it names. */
type Backend<Name extends keyof CrmPorts> = ServerDeps<Required<Pick<CrmPorts, Name>>>;

/** The opened `rest` backend. */
export type RestDeps = Backend<(typeof restPorts)[number]>;

/** The opened store. */
export type StoreDeps = Backend<(typeof storePorts)[number]>;

/** The opened CRM, whatever its backend. */
export type CrmDeps = ServerDeps<CrmPorts>;
