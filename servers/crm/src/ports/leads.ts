import type { LeadStatus } from '../leads/status.ts';
import type { RecordFilter } from '../records/types.ts';
import type { CallScope, ListOptions, SeenPage, SeenRecord } from './shared.ts';

/** A search over leads. */
export interface LeadSearch extends ListOptions {
  readonly query?: string | undefined;
  readonly status?: LeadStatus | undefined;
  /** Id or name of a user, or "me". */
  readonly owner_id?: string | undefined;
  readonly source?: string | undefined;
  readonly min_score?: number | undefined;
  /** RFC 3339. */
  readonly updated_since?: string | undefined;
  readonly sort: 'relevance' | 'updated_at' | 'created_at' | 'score';
}

/** Leads that were found, with the conditions by which: ids in place of names. */
export interface LeadPage extends SeenPage {
  readonly applied_filters: readonly RecordFilter[];
}

/** Who owns records. */
export interface Owner {
  readonly owner_id: string;
  readonly owner_name?: string;
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
  /** @throws ToolError `validation_error` with the nearest for an owner or a source that no lead has. */
  search(search: LeadSearch, scope: CallScope): Promise<LeadPage>;
  /** The owner that an id, a name or "me" means. @throws ToolError as `search`. */
  owner(text: string, scope: CallScope): Promise<Owner>;
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
    change: {
      readonly lead_id: number;
      readonly status: LeadStatus;
      readonly note?: string | undefined;
      readonly lost_reason?: string | undefined;
    },
    scope: CallScope,
  ): Promise<{ readonly lead: SeenRecord; readonly previous_status: LeadStatus }>;
}

/** A record that a new lead may be, so that somebody can decide. */
export interface PossibleDuplicate {
  readonly object_type: 'leads' | 'contacts';
  readonly id: string;
  /** The probability that both are one, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** How leads come and become customers: what a backend with companies, contacts and deals can do. */
export interface LeadIntake {
  create(
    lead: NewLead,
    options: { readonly on_duplicate: 'return_existing' | 'error' | 'create' },
    scope: CallScope,
  ): Promise<{
    readonly lead: SeenRecord;
    readonly created: boolean;
    /** What agrees with the lead that was there already. */
    readonly matched_on?: readonly string[];
    /** Records that look like the new lead, but not so surely that it was not created. */
    readonly possible_duplicates?: readonly PossibleDuplicate[];
  }>;
  convert(
    lead_id: number,
    options: {
      readonly deal?:
        | {
            readonly name: string;
            /** In whole units of the currency; or in its minor units. */
            readonly amount?: number | undefined;
            readonly amount_minor?: number | undefined;
            readonly currency?: string | undefined;
            readonly close_date?: string | undefined;
          }
        | undefined;
      /** Use the company and contact that are there already instead of new ones. */
      readonly link_existing: boolean;
    },
    scope: CallScope,
  ): Promise<{
    readonly lead: SeenRecord;
    readonly company_id?: string;
    readonly contact_id: string;
    readonly deal_id?: string;
    readonly deal?: SeenRecord;
    /** Companies of that name that were not linked, and what speaks against each. */
    readonly company_candidates?: readonly {
      readonly company_id: string;
      readonly differs: readonly string[];
    }[];
  }>;
}
