import { z } from 'zod';
import { nearest } from '../search/nearest.ts';
import { currencyCode } from '../values/currency-signs.ts';
import { normaliseDomain } from '../values/domain-name.ts';
import { normaliseEmail } from '../values/email.ts';
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
  readonly now: Date;
}

/** Wrong cells of one record that are looked into; a record with more is wrong as a whole. */
const mostProblems = 20;

/** The values of a record as they may be stored, or why not: every wrong one is named, up to twenty. */
export interface ReadValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly CellProblem[];
}

const linkSchema = z.strictObject({ object_type: z.string().max(40), id: z.coerce.string().max(100) });

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
    if (problems.length >= mostProblems) {
      problems.push({ field: 'the record', reason: 'has more fields that are wrong' });
      break;
    }
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
const minorUnits = integerBetween(0, 1_000_000_000_000_000);

const signedMinorUnits = integerBetween(-1_000_000_000_000_000, 1_000_000_000_000_000);

const amountIn =
  (range: Reader): Reader =>
  (value, cell) => {
    if (typeof value !== 'string' || /^-?\d+$/.test(value)) return range(value, cell);
    const whole = cell.field.replace(/_minor$/, '');
    return { problem: `must be whole minor units (cents); ${whole} takes whole units, such as 12.50` };
  };

function readEmail(value: unknown): Read {
  const mail = typeof value === 'string' ? normaliseEmail(value) : undefined;
  return mail === undefined ? { problem: 'is no e-mail address' } : { value: mail.email };
}

const mostListed = 20;

/** Several values as one text, each read for itself; given as a list or with commas, semicolons or lines between them. */
function listOf(read: Reader): Reader {
  return (value, cell) => {
    const given = Array.isArray(value) ? value : String(value).split(/[,;\r\n]+/);
    const parts = given
      .map((each) => (typeof each === 'string' ? each.trim() : each))
      .filter((each) => each !== '');
    if (parts.length > mostListed) return { problem: `holds more than ${mostListed}` };
    const found = parts.map((each) => read(each, cell));
    const wrong = found.findIndex((each) => 'problem' in each);
    const first = found[wrong];
    if (first !== undefined && 'problem' in first) return { problem: `[${wrong}] ${first.problem}` };
    const values = found.flatMap((each) => ('value' in each ? [String(each.value)] : []));
    return { value: [...new Set(values)].join(', ') };
  };
}

/** Links as `[{object_type, id}]`. Whether the records are there is seen where they are written. */
function readLinks(value: unknown): Read {
  const links = z.array(linkSchema).max(20).safeParse(value);
  return links.success
    ? { value: links.data }
    : { problem: 'must be a list of up to 20 {object_type, id}, such as {"object_type":"leads","id":"6"}' };
}

const readers: Readonly<Record<ValueKind, Reader>> = {
  line: wellFormed(limited(200)),
  prose: limited(10_000),
  email: readEmail,
  emails: listOf(readEmail),
  phone: readPhone,
  phones: listOf(readPhone),
  domain: (value) => {
    const domain = typeof value === 'string' ? normaliseDomain(value) : undefined;
    return domain === undefined ? { problem: 'is no domain name' } : { value: domain };
  },
  currency: (value) => {
    const code = currencyCode(String(value));
    return code === undefined ? { problem: 'is no ISO 4217 currency code' } : { value: code };
  },
  amount: amountIn(minorUnits),
  signed_amount: amountIn(signedMinorUnits),
  percent: (value, cell) =>
    integerBetween(0, 100)(typeof value === 'string' ? value.replace(/\s*%$/, '') : value, cell),
  day: (value) =>
    typeof value === 'string' && isDay(value.slice(0, 10)) && /^.{10}(?:T|$)/.test(value)
      ? { value: value.slice(0, 10) }
      : { problem: 'must be a day, YYYY-MM-DD' },
  instant: (value) => {
    const at =
      typeof value === 'string' ? instantText(isDay(value) ? `${value}T00:00:00Z` : value) : undefined;
    return at === undefined ? { problem: 'must be a time with offset, RFC 3339' } : { value: at };
  },
  past: (value, cell) => {
    const read = readers.instant(value, cell);
    if ('problem' in read) return read;
    const isFuture = typeof read.value === 'string' && read.value > cell.reading.now.toISOString();
    return isFuture ? { problem: 'is in the future' } : read;
  },
  links: readLinks,
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
