import type { CallScope, Records, RecordType } from '../../../deps.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import type { NamedCompanies } from './companies.ts';
import type { BatchMatches } from './matches.ts';
import type { References } from './references.ts';

/** What writing one record takes. */
export interface Writing {
  readonly db: CrmWriteDb;
  readonly kernel: Kernel;
  readonly scope: CallScope;
  readonly object: RecordType;
  readonly on_duplicate: Parameters<Records['upsert']>[0]['on_duplicate'];
}

/** What was looked up for all records of a batch. */
export interface Lookups {
  readonly matches: BatchMatches;
  readonly references: References;
  readonly companies: NamedCompanies;
}
