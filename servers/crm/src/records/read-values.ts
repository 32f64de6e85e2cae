import { nearest } from '../search/nearest.ts';
import { normaliseDomain } from '../values/domain-name.ts';
import { normaliseEmail } from '../values/email.ts';
import { isCurrency } from '../values/money.ts';
import { phoneReasons, type RecordPhoneReader } from '../values/phone.ts';
import type { FieldFacts, ValueKind } from './field.ts';
import { factsOf, fieldsWhere, idFields } from './fields.ts';
import { instantText, isDay } from './filters.ts';
import { objectFields } from './objects.ts';
import type { RecordType } from './types.ts';

/** Why a value was not taken, and what would be. Values are not repeated. */
export interface CellProblem {
  readonly field: string;
  readonly reason: string;
}

/** What checking values needs. */
export interface ValueReading {
  readonly readPhone: RecordPhoneReader;
}

/** The values of a record as they may be stored, or why not; every wrong one is named, not only the first. */
export interface ReadValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly CellProblem[];
}

type Read = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads the values of one record of a batch. The id is passed over: it names the record. Null empties a field.
 *
 * References are not looked up here: they are texts that may name nothing.
 */
export function readValues(
  object: RecordType,
  record: Readonly<Record<string, unknown>>,
  reading: ValueReading,
): ReadValues {
  const values: Record<string, unknown> = {};
  const problems: CellProblem[] = [];
  for (const [field, given] of Object.entries(record)) {
    if (field === idFields[object] || given === undefined) continue;
    const facts = factsOf(object, field);
    if (facts?.write === undefined) {
      problems.push({ field: field.slice(0, 60), reason: notWritten(object, field, facts) });
      continue;
    }
    const read = readValue({ object, field, facts, record, reading }, given);
    if ('problem' in read) problems.push({ field, reason: read.problem });
    else values[field] = read.value;
  }
  return { values, problems };
}

function notWritten(object: RecordType, field: string, facts: FieldFacts | undefined): string {
  if (object === 'products' && (field === 'stock' || field === 'available' || field === 'reserved')) {
    return 'is changed by update_stock and orders only';
  }
  if (facts !== undefined) return 'is set by the server';
  if (field === 'id') return `is named ${idFields[object]} here`;
  const near = nearest(
    field,
    fieldsWhere(object, (each) => each.write !== undefined),
  );
  return near === undefined ? 'is no field' : `is no field; did you mean ${near}?`;
}

/** Fields that a record of a kind cannot be without. */
export const requiredFields: Readonly<Record<RecordType, readonly string[]>> = {
  leads: ['name'],
  companies: ['name'],
  contacts: ['name'],
  deals: ['name'],
  activities: ['kind', 'subject'],
  orders: [],
  products: ['sku', 'name', 'category', 'price_minor', 'currency'],
};

interface Cell {
  readonly object: RecordType;
  readonly field: string;
  readonly facts: FieldFacts;
  readonly record: Readonly<Record<string, unknown>>;
  readonly reading: ValueReading;
}

function readValue(cell: Cell, given: unknown): Read {
  const kind = cell.facts.write;
  const value = typeof given === 'string' ? given.trim() : given;
  if (kind === undefined) return { problem: 'is set by the server' };
  if (value === null || value === '') return emptied(cell);
  return readers[kind](value, cell);
}

/** Columns that are never null, beside the required ones. */
const alwaysSet: ReadonlySet<string> = new Set([
  'leads.status',
  'deals.stage',
  'deals.stage_id',
  'deals.probability',
]);

function emptied({ object, field }: Cell): Read {
  const isNeeded = requiredFields[object].includes(field) || alwaysSet.has(`${object}.${field}`);
  return isNeeded ? { problem: 'cannot be empty' } : { value: null };
}

type Reader = (value: unknown, cell: Cell) => Read;

const limited =
  (most: number): Reader =>
  (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return { problem: 'must be a text' };
    const text = String(value);
    return text.length > most ? { problem: `is longer than ${most} characters` } : { value: text };
  };

/** Identifiers and names stay apart only where every character has a form in UTF-8. */
const wellFormed =
  (reader: Reader): Reader =>
  (value, cell) =>
    typeof value === 'string' && !value.isWellFormed()
      ? { problem: 'must be well-formed Unicode, without half a surrogate pair' }
      : reader(value, cell);

const integerBetween =
  (least: number, most: number): Reader =>
  (value) => {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
      return { problem: 'must be a whole number' };
    return number < least || number > most ? { problem: `must be ${least} to ${most}` } : { value: number };
  };

const reference = wellFormed(limited(100));
const minorUnits = integerBetween(0, 1_000_000_000_000);

function readAmount(value: unknown, cell: Cell): Read {
  const isWritten = typeof value === 'string' && !/^\d+$/.test(value);
  if (!isWritten) return minorUnits(value, cell);
  return { problem: 'must be whole minor units (cents), or in a CSV file an amount with a currency column' };
}

const readers: Readonly<Record<ValueKind, Reader>> = {
  line: wellFormed(limited(200)),
  prose: limited(10_000),
  email: (value) => {
    const mail = typeof value === 'string' ? normaliseEmail(value) : undefined;
    return mail === undefined ? { problem: 'is no e-mail address' } : { value: mail.email };
  },
  phone: readPhone,
  domain: (value) => {
    const domain = typeof value === 'string' ? normaliseDomain(value) : undefined;
    return domain === undefined ? { problem: 'is no domain name' } : { value: domain };
  },
  currency: (value) => {
    const code = String(value).toUpperCase();
    return isCurrency(code) ? { value: code } : { problem: 'is no ISO 4217 currency code' };
  },
  amount: readAmount,
  percent: integerBetween(0, 100),
  day: (value) =>
    typeof value === 'string' && isDay(value) ? { value } : { problem: 'must be a day, YYYY-MM-DD' },
  instant: (value) => {
    const at =
      typeof value === 'string' ? instantText(isDay(value) ? `${value}T00:00:00Z` : value) : undefined;
    return at === undefined ? { problem: 'must be a time with offset, RFC 3339' } : { value: at };
  },
  user: reference,
  company: reference,
  contact: reference,
  stage: reference,
  lead: integerBetween(1, Number.MAX_SAFE_INTEGER),
  choice: (value, { facts: { choices = [] } }) => {
    const text = String(value).toLowerCase();
    return choices.includes(text) ? { value: text } : { problem: `is none of: ${choices.join(', ')}` };
  },
  range: (value) =>
    lowerEnd(String(value)) === undefined
      ? { problem: 'must be a range such as 51-200 or 10001+' }
      : { value: String(value) },
};

/** The lower end of a range of numbers such as `51-200` or `10001+`; undefined when it is none. */
export function lowerEnd(range: string): number | undefined {
  const match = /^(\d{1,9})(?:\s*[-–]\s*\d{1,9}|\+)?$/.exec(range.replaceAll(',', '').trim());
  return match === null ? undefined : Number(match[1]);
}

function readPhone(value: unknown, { record, reading }: Cell): Read {
  if (typeof value !== 'string' && typeof value !== 'number') return { problem: 'must be a text' };
  const phone = reading.readPhone(String(value), record['country']);
  return 'problem' in phone ? { problem: phoneReasons[phone.problem] } : { value: phone.phone_e164 };
}

/** The fields of a kind of record that a batch may write. */
export function writableFields(object: RecordType): readonly string[] {
  const fields: readonly string[] = objectFields[object];
  return fields.filter((field) => factsOf(object, field)?.write !== undefined);
}
