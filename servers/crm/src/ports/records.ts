import type { BatchRow, RecordFilter, RecordType } from '../records/types.ts';
import type { CallScope, ListOptions, SeenPage, SeenRecord } from './shared.ts';

/** A search over any kind of record. */
export interface RecordSearch extends ListOptions {
  readonly object_type: RecordType;
  readonly ids?: readonly string[] | undefined;
  readonly query?: string | undefined;
  readonly filters: readonly RecordFilter[];
  readonly sort?: string | undefined;
  readonly direction: 'asc' | 'desc';
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
    batch: {
      readonly object_type: RecordType;
      readonly records: readonly SeenRecord[];
      readonly mode: 'atomic' | 'best_effort';
      readonly match_on: 'id' | 'external_id' | 'email' | 'domain' | 'phone' | 'sku';
      /** What becomes of a new record that is there already for certain. */
      readonly on_duplicate: 'return_existing' | 'error' | 'create';
      /** What becomes of names of companies: links to those there are, or to new ones as well. */
      readonly companies?: 'link' | 'create' | undefined;
      /** The line of each record in its file, by which rows are told; their places unless given. */
      readonly lines?: readonly number[] | undefined;
      /** Why a record cannot be read, by its place. */
      readonly faults?: ReadonlyMap<number, string> | undefined;
      /** Fields of which an unreadable value costs no more than itself. */
      readonly lenient?: readonly string[] | undefined;
      /** Hears now and then how many of the records are done. */
      readonly report?: ((done: number, total: number) => Promise<void>) | undefined;
    },
    scope: CallScope,
  ): Promise<{
    readonly rows: readonly BatchRow[];
    readonly created: number;
    readonly updated: number;
    readonly failed: number;
    /** What holds for the whole batch, such as the currency of amounts that name none. */
    readonly notes: readonly string[];
  }>;
  logActivity(activity: NewActivity, scope: CallScope): Promise<{ readonly activity: SeenRecord }>;
  /** Everything that happened to one record, newest first. */
  timeline(object_type: RecordType, id: string, options: ListOptions, scope: CallScope): Promise<SeenPage>;
}

export type { BatchRow, RecordFilter, RecordType };
