import { fold, type ToolError, validationError } from '@patchbay/schemas';
import { unknownName } from '../search/nearest.ts';
import { asciiAddress } from '../values/email.ts';
import { type FieldFacts, type FieldType, operatorsOf } from './field.ts';
import { factsOf, fieldsWhere, usualSort } from './fields.ts';
import type { RecordFilter, RecordType } from './types.ts';

/** A condition whose field exists, may be compared by the caller, and whose value has the field's type. */
export interface CheckedFilter extends RecordFilter {
  readonly facts: FieldFacts;
}

/** Refuses a field that does not exist or that the caller may not compare by. @throws ToolError */
export type RequireField = (field: string) => void;

/**
 * Checks the conditions of a search. None is ever dropped: one that cannot be applied refuses the search.
 *
 * Values are normalised on the way: numbers in quotes become numbers, local times UTC.
 *
 * @throws ToolError `validation_error` that says what the field takes, and whatever `requireField` throws.
 */
export function checkFilters(
  object: RecordType,
  filters: readonly RecordFilter[],
  requireField: RequireField,
): readonly CheckedFilter[] {
  return filters.map((filter, index) => {
    const facts = comparable(object, filter.field, requireField);
    const operators: readonly string[] = operatorsOf[facts.type];
    if (!operators.includes(filter.op)) throw wrongOperator(filter, operators);
    return { field: filter.field, op: filter.op, ...checkedValue(filter, facts, index), facts };
  });
}

function comparable(object: RecordType, field: string, requireField: RequireField): FieldFacts {
  requireField(field);
  const facts = factsOf(object, field);
  if (facts === undefined) throw new Error(`Nothing is known of ${object}.${field}.`);
  return facts;
}

/** What a search is ordered by. */
export interface CheckedSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
  readonly facts: FieldFacts;
}

/** A sort that an index serves; by the usual field when the caller names none. @throws ToolError as {@link checkFilters}. */
export function checkSort(
  object: RecordType,
  { sort, direction }: { readonly sort?: string | undefined; readonly direction: 'asc' | 'desc' },
  requireField: RequireField,
): CheckedSort {
  const field = sort ?? usualSort[object].field;
  const facts = comparable(object, field, requireField);
  if (facts.sortable === true) return { field, direction, facts };
  const sortable = fieldsWhere(object, (each) => each.sortable === true);
  throw validationError(`sort: ${object} cannot be sorted by ${field}, which has no index.`, {
    hint: `Sort ${object} by: ${sortable.join(', ')}.`,
  });
}

function wrongOperator({ field, op }: RecordFilter, operators: readonly string[]): ToolError {
  return validationError(`filters: ${field} cannot be compared with ${op}.`, {
    hint:
      operators.length === 0 ? `${field} is shown only.` : `${field} understands: ${operators.join(', ')}.`,
  });
}

type Checked = { readonly value?: unknown };

function checkedValue({ field, op, ...given }: RecordFilter, facts: FieldFacts, index: number): Checked {
  const value = op === 'in' || op === 'is_empty' ? readText(given.value) : given.value;
  const where = `filters[${index}].value`;
  if (op === 'is_empty') {
    if (value === undefined || value === true || value === false) return { value: value ?? true };
    throw wrongValue(where, `${field} is_empty takes no value, or false for what is not empty`);
  }
  if (op !== 'in') return { value: oneValue({ where, field, op, facts }, value) };
  if (!Array.isArray(value) || value.length === 0 || value.length > 100) {
    throw wrongValue(where, `${field} in takes a list of 1 to 100 values`);
  }
  return { value: value.map((item: unknown) => oneValue({ where, field, op, facts }, item)) };
}

/** Models that may only write texts give a list, true and false as JSON. */
function readText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*(?:\[|true\s*$|false\s*$)/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

interface Place {
  readonly where: string;
  readonly field: string;
  readonly op: RecordFilter['op'];
  readonly facts: FieldFacts;
}

const longestValue = 200;

function oneValue(place: Place, value: unknown): unknown {
  const type = comparedType(place);
  const read = readers[type](value);
  if (read === undefined) throw wrongValue(place.where, `${place.field} ${place.op} takes ${expected[type]}`);
  const { choices = [], write } = place.facts;
  if (write === 'email' && typeof read === 'string') return asciiAddress(read);
  const isWhole = place.op === 'eq' || place.op === 'ne' || place.op === 'in';
  return choices.length > 0 && isWhole ? chosen(place.field, String(read), choices) : read;
}

function chosen(field: string, text: string, choices: readonly string[]): string {
  const choice = choices.find((each) => each === text) ?? choices.find((each) => fold(each) === fold(text));
  if (choice === undefined) throw unknownName(`The ${field}`, text, choices);
  return choice;
}

/** A range is compared as text by its name, and as a number by its lower end. */
function comparedType({ op, facts }: Place): Exclude<FieldType, 'range' | 'list' | 'uri'> {
  if (facts.type === 'list' || facts.type === 'uri') return 'text';
  if (facts.type !== 'range') return facts.type;
  return ['gt', 'gte', 'lt', 'lte'].includes(op) ? 'integer' : 'text';
}

const expected = {
  text: `a text of 1 to ${longestValue} characters`,
  integer: 'a whole number',
  day: 'a day, YYYY-MM-DD',
  instant: 'a day, YYYY-MM-DD, or an RFC 3339 time with offset',
} as const;

const readers: Readonly<Record<keyof typeof expected, (value: unknown) => unknown>> = {
  text: (value) => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && text !== '' && text.length <= longestValue ? text : undefined;
  },
  integer: (value) => {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(number) ? number : undefined;
  },
  day: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  instant: readInstant,
};

/** Whether a text is a calendar day that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function readInstant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isDay(value)) return value;
  return instantText(value);
}

/** An RFC 3339 time with offset in UTC with milliseconds; undefined when it is none. */
export function instantText(text: string): string | undefined {
  if (
    !/^\d{4}-\d{2}-\d{2}[Tt ](?:[01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/.test(text)
  )
    return undefined;
  const at = new Date(text.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(at.getTime()) || !isDay(text.slice(0, 10)) ? undefined : at.toISOString();
}

function wrongValue(where: string, problem: string): ToolError {
  return validationError(`${where}: ${problem}.`, { hint: 'Correct the value and call again.' });
}
