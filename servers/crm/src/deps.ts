import type { Caller, ServerDeps } from '@patchbay/core';
import type { LeadStatus } from './domain/lead-status.ts';
import type { CrmObject } from './domain/objects.ts';

/** Who asks and for how long: every read passes the gate of the caller's role. */
export interface CallScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** A record as the caller's role sees it: hidden fields gone, masked ones masked. */
export type SeenRecord = Readonly<Record<string, unknown>>;

/** One page of a list. */
export interface SeenPage<Item = SeenRecord> {
  readonly items: readonly Item[];
  readonly next_cursor?: string;
  readonly has_more: boolean;
  readonly total_count?: number;
  /** There are more than `total_count`: counting stopped there. */
  readonly total_capped?: boolean;
}

/** How every list is asked for. */
export interface ListOptions {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Fields to return; the backend's short set when absent. */
  readonly fields?: readonly string[] | undefined;
}

/** What every write understands. */
export interface WriteOptions {
  readonly expected_version?: number | undefined;
  /** Computes the answer and changes nothing. */
  readonly dry_run?: boolean | undefined;
}

/** What every write gives back beside its own answer. */
export interface Written {
  /** For `undo_change` and the history; absent after a dry run, and from backends that keep none. */
  readonly change_id?: string;
}

/** A search over leads. */
export interface LeadSearch extends ListOptions {
  readonly query?: string | undefined;
  readonly status?: LeadStatus | undefined;
  readonly owner_id?: string | undefined;
  readonly source?: string | undefined;
  readonly min_score?: number | undefined;
  /** RFC 3339. */
  readonly updated_since?: string | undefined;
  readonly sort: 'relevance' | 'updated_at' | 'created_at' | 'score';
}

/** The values of a new lead. */
export interface NewLead {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly company_name?: string | undefined;
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  readonly owner_id?: string | undefined;
  readonly notes?: string | undefined;
  readonly city?: string | undefined;
  readonly country?: string | undefined;
  readonly external_id?: string | undefined;
}

/** Leads: what every backend can do. */
export interface Leads {
  search(search: LeadSearch, scope: CallScope): Promise<SeenPage>;
  /** @throws ToolError `not_found`. */
  details(
    lead_id: number,
    options: {
      readonly include_activities: boolean;
      readonly activities: ListOptions;
      readonly fields?: readonly string[] | undefined;
    },
    scope: CallScope,
  ): Promise<{
    readonly lead: SeenRecord;
    readonly activities?: SeenPage;
    readonly allowed_next_statuses: readonly LeadStatus[];
    /** Ids of leads that look like this one. */
    readonly possible_duplicates?: readonly number[];
  }>;
  updateStatus(
    change: WriteOptions & {
      readonly lead_id: number;
      readonly status: LeadStatus;
      readonly note?: string | undefined;
      readonly lost_reason?: string | undefined;
    },
    scope: CallScope,
  ): Promise<Written & { readonly lead: SeenRecord; readonly previous_status: LeadStatus }>;
  /** Absent where the backend cannot create leads. */
  create?(
    lead: NewLead,
    options: WriteOptions & { readonly on_duplicate: 'return_existing' | 'error' | 'create' },
    scope: CallScope,
  ): Promise<
    Written & {
      readonly lead: SeenRecord;
      readonly created: boolean;
      readonly matched_on?: readonly string[];
    }
  >;
  /** Absent where the backend has no companies, contacts and deals. */
  convert?(
    lead_id: number,
    options: WriteOptions & {
      readonly deal?:
        | {
            readonly name: string;
            readonly amount_minor?: number | undefined;
            readonly currency?: string | undefined;
            readonly close_date?: string | undefined;
          }
        | undefined;
      /** Use the company and contact that are there already instead of new ones. */
      readonly link_existing: boolean;
    },
    scope: CallScope,
  ): Promise<
    Written & {
      readonly lead: SeenRecord;
      readonly company_id?: string;
      readonly contact_id: string;
      readonly deal_id?: string;
    }
  >;
}

/** Kinds of record that the general search and batch know; leads too. */
export type RecordType = Exclude<CrmObject, 'users'>;

/** One condition of a general search. */
export interface RecordFilter {
  readonly field: string;
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'contains' | 'starts_with' | 'is_empty';
  readonly value?: unknown;
}

/** A search over any kind of record. */
export interface RecordSearch extends ListOptions {
  readonly object_type: RecordType;
  readonly ids?: readonly string[] | undefined;
  readonly query?: string | undefined;
  readonly filters: readonly RecordFilter[];
  readonly sort?: string | undefined;
  readonly direction: 'asc' | 'desc';
}

/** What became of one row of a batch. */
export interface BatchRow {
  readonly index: number;
  readonly status: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly id?: string;
  readonly error_code?: string;
  readonly message?: string;
}

/** An activity to log. */
export interface NewActivity {
  readonly kind: 'call' | 'email' | 'meeting' | 'note' | 'task';
  readonly subject: string;
  readonly body?: string | undefined;
  readonly occurred_at?: string | undefined;
  readonly due_at?: string | undefined;
  readonly links: readonly { readonly object_type: RecordType; readonly id: string }[];
}

/** All kinds of record: search, batches, activities. */
export interface Records {
  search(
    search: RecordSearch,
    scope: CallScope,
  ): Promise<SeenPage & { readonly applied_filters: readonly RecordFilter[] }>;
  /** Fields of a kind of record that the caller may see, with types, for the schema resource. */
  schema(
    object_type: RecordType,
    scope: CallScope,
  ): readonly { readonly field: string; readonly type: string; readonly mode: 'full' | 'masked' }[];
  upsert(
    batch: WriteOptions & {
      readonly object_type: RecordType;
      readonly records: readonly SeenRecord[];
      readonly mode: 'atomic' | 'best_effort';
      readonly match_on: 'id' | 'external_id' | 'email' | 'domain' | 'sku';
    },
    scope: CallScope,
  ): Promise<
    Written & {
      readonly rows: readonly BatchRow[];
      readonly created: number;
      readonly updated: number;
      readonly failed: number;
    }
  >;
  logActivity(
    activity: NewActivity,
    options: WriteOptions,
    scope: CallScope,
  ): Promise<Written & { readonly activity: SeenRecord }>;
  /** Everything that happened to one record, newest first. */
  timeline(object_type: RecordType, id: string, options: ListOptions, scope: CallScope): Promise<SeenPage>;
}

/** Kinds of record that can be duplicates. */
export type MergeableType = 'leads' | 'companies' | 'contacts';

/** Look-alikes, with why. */
export interface DuplicateCluster {
  readonly ids: readonly string[];
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Finding and merging duplicates. */
export interface Duplicates {
  find(
    search: ListOptions & {
      readonly object_type: MergeableType;
      readonly record_id?: string | undefined;
      readonly min_score: number;
    },
    scope: CallScope,
  ): Promise<SeenPage<DuplicateCluster>>;
  /** Moves every child row to the survivor and deletes the losers. */
  merge(
    merge: {
      readonly object_type: MergeableType;
      readonly survivor_id: string;
      readonly loser_ids: readonly string[];
      /** Field → id of the record whose value wins; the survivor's, or the first that has one, otherwise. */
      readonly field_choices: Readonly<Record<string, string>>;
      readonly dry_run: boolean;
    },
    scope: CallScope,
  ): Promise<
    Written & {
      readonly survivor: SeenRecord;
      readonly moved: Readonly<Record<string, number>>;
      readonly conflicts: readonly string[];
    }
  >;
}

/** The pipeline in numbers, each with the ids behind it. */
export interface Reports {
  pipeline(
    options: {
      readonly period: string;
      readonly owner_id?: string | undefined;
      readonly group_by: 'stage' | 'owner';
      readonly as_of?: string | undefined;
    },
    scope: CallScope,
  ): Promise<SeenRecord>;
  /** The stages of all pipelines, in order. */
  stages(scope: CallScope): Promise<readonly SeenRecord[]>;
}

/** Looking back and taking back. */
export interface ChangeLog {
  get(change_id: string, scope: CallScope): Promise<SeenRecord>;
  undo(
    change_id: string,
    options: { readonly dry_run: boolean },
    scope: CallScope,
  ): Promise<
    Written & { readonly undone: boolean; readonly reverted: number; readonly conflicts: readonly string[] }
  >;
}

/** Products and their stock. */
export interface Catalog {
  query(
    query: ListOptions & {
      readonly query?: string | undefined;
      readonly min_price?: number | undefined;
      readonly max_price?: number | undefined;
      readonly category?: string | undefined;
      readonly in_stock?: boolean | undefined;
    },
    scope: CallScope,
  ): Promise<SeenPage>;
  categories(scope: CallScope): Promise<readonly string[]>;
  updateStock(
    change: WriteOptions & {
      readonly product_id: string;
      readonly new_stock?: number | undefined;
      readonly delta?: number | undefined;
      readonly reason: string;
    },
    scope: CallScope,
  ): Promise<Written & { readonly product: SeenRecord; readonly previous_stock: number }>;
  add(
    product: {
      readonly sku: string;
      readonly name: string;
      readonly category: string;
      /** Whole units of the currency. */
      readonly price: number;
      /** ISO 4217; the configured one unless given. */
      readonly currency?: string | undefined;
      readonly stock: number;
      readonly description?: string | undefined;
    },
    options: WriteOptions,
    scope: CallScope,
  ): Promise<Written & { readonly product: SeenRecord }>;
}

/** Orders. */
export interface Orders {
  /**
   * Places an order in one transaction: customer, stock, order, reservation, confirmation in the outbox.
   *
   * @throws ToolError `conflict` with every short line in `details.shortages`; then nothing has changed.
   */
  create(
    order: {
      readonly customer_id: string;
      readonly items: readonly { readonly product_id: string; readonly quantity: number }[];
      readonly notes?: string | undefined;
    },
    options: WriteOptions,
    scope: CallScope,
  ): Promise<Written & { readonly order: SeenRecord; readonly reservations: readonly SeenRecord[] }>;
}

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

/** One part of the server, for the health tool. */
export interface PartStatus {
  readonly name: string;
  readonly status: 'up' | 'degraded' | 'down' | 'unknown';
  readonly detail?: string;
}

/** The ports of the CRM server. A backend that lacks one does not offer the tools that need it. */
export interface CrmDeps extends ServerDeps {
  readonly backend: 'store' | 'rest';
  readonly leads: Leads;
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
