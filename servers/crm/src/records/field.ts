import type { z } from 'zod';

/** How the values of a field are compared and read. */
export type FieldType =
  | 'text'
  /** Text that names a span of numbers, such as `201-500`; numbers compare with its lower end. */
  | 'range'
  | 'integer'
  /** `YYYY-MM-DD`. */
  | 'day'
  /** RFC 3339 in UTC with milliseconds. */
  | 'instant'
  /** Lists of objects: shown, never compared. */
  | 'list'
  /** The address under which a record is read: shown, never compared. */
  | 'uri';

/** How a field is checked before it is written. */
export type ValueKind =
  | 'line'
  | 'prose'
  | 'email'
  | 'emails'
  | 'phone'
  | 'phones'
  | 'domain'
  | 'currency'
  | 'amount'
  /** An amount that may be negative, as a credit is. */
  | 'signed_amount'
  | 'percent'
  | 'day'
  | 'instant'
  /** A day or instant that has been. */
  | 'past'
  /** The records that an activity is about. */
  | 'links'
  | 'user'
  | 'company'
  | 'contact'
  | 'lead'
  | 'stage'
  | 'choice'
  | 'range';

/** Where the value of a field stands that the record's own row does not hold. */
export type FieldSource =
  /** The name behind an id in the same row. */
  | { readonly name_of: 'owner' | 'company' | 'customer' | 'stage' }
  | { readonly computed: 'available' | 'url' | 'lines' | 'links' };

/** What is known of one field of a kind of record. */
export interface FieldFacts {
  readonly type: FieldType;
  /** Whether every record has a value, whatever backend it comes from; else it may be null. */
  readonly never_null?: true;
  /** What a list holds. */
  readonly items?: z.ZodObject;
  /** The column to sort by, where it is another than the field's own. */
  readonly sort_column?: string;
  readonly source?: FieldSource;
  /** Whether an index serves an order by it. */
  readonly sortable?: true;
  /** How it is checked on the way in; absent when the general batch does not write it. */
  readonly write?: ValueKind;
  /** The values it can have. */
  readonly choices?: readonly string[];
  /** Whether a search text is looked for in it. */
  readonly searched?: true;
}

const text = { type: 'text' } as const;
const line = { type: 'text', write: 'line' } as const;

/** Fields that several kinds of record share. */
export const common = {
  text,
  line,
  name: { type: 'text', write: 'line', searched: true },
  prose: { type: 'text', write: 'prose' },
  email: { type: 'text', write: 'email', searched: true },
  other_emails: { type: 'text', write: 'emails', searched: true },
  phone_e164: { type: 'text', write: 'phone' },
  other_phones: { type: 'text', write: 'phones' },
  integer: { type: 'integer' },
  amount: { type: 'integer', write: 'amount' },
  currency: { type: 'text', write: 'currency' },
  day: { type: 'day', write: 'day' },
  instant: { type: 'instant' },
  written_instant: { type: 'instant', write: 'instant' },
  sorted_instant: { type: 'instant', sortable: true },
  owner_id: { type: 'text', write: 'user' },
  owner_name: { type: 'text', source: { name_of: 'owner' } },
  company_name: { type: 'text', source: { name_of: 'company' } },
  url: { type: 'uri', source: { computed: 'url' } },
} as const satisfies Record<string, FieldFacts>;

/** The operators that a type of field understands. */
export const operatorsOf = {
  text: ['eq', 'ne', 'in', 'contains', 'starts_with', 'is_empty'],
  range: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'contains', 'starts_with', 'is_empty'],
  integer: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'is_empty'],
  day: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'is_empty'],
  instant: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'is_empty'],
  list: [],
  uri: [],
} as const satisfies Record<FieldType, readonly string[]>;
