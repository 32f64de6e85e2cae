import type { Records, RecordType } from '../../../deps.ts';
import { wholeAmounts } from '../../../records/amounts.ts';
import { factsOf } from '../../../records/fields.ts';
import {
  type CellProblem,
  readValues,
  type ValueReading,
  writableFields,
} from '../../../records/read-values.ts';
import { breather } from '../../../values/breather.ts';
import { dayColumn } from '../../../values/day-column.ts';
import type { StoredRow } from '../records/table.ts';

type Batch = Parameters<Records['upsert']>[0];

/** One record of a batch, read as far as that goes without the store. */
export interface Item {
  readonly index: number;
  /** As given, for its id and version. */
  readonly record: StoredRow;
  readonly expected_version: number | undefined;
  readonly values: StoredRow;
  readonly problems: readonly CellProblem[];
  /** Cells that could not be read and cost no more than themselves. */
  readonly left_out: readonly CellProblem[];
  /** What is no field: amounts in whole units, names of companies, what an activity is about. */
  readonly beside: StoredRow;
}

/** What a batch understands beside the fields of a kind of record. */
const besides: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  contacts: ['company_name'],
  deals: ['company_name', 'outcome'],
  activities: ['lead_id', 'contact_id', 'company_id', 'deal_id', 'about_email'],
};

/** Wrong cells of a batch that are looked into one by one: beyond, a row says only that it was not. */
const mostProblems = 1000;

/** Reads the records of a batch, letting others run in between. */
export async function readItems(batch: Batch, reading: ValueReading): Promise<readonly Item[]> {
  const { object_type: object, records, mode } = batch;
  const besideFields = new Set(besideOf(object));
  const lenient = new Set(batch.lenient ?? []);
  if (mode === 'best_effort')
    for (const field of ['phone_e164', 'other_phones', 'other_emails']) lenient.add(field);
  const dates = datesOf(object, records);
  const breathe = breather();
  const items: Item[] = [];
  let wrong = 0;
  for (const [index, record] of records.entries()) {
    const fault = batch.faults?.get(index) ?? (wrong > mostProblems ? tooMany : undefined);
    const item =
      fault === undefined
        ? readItem(object, record, { besideFields, lenient, reading, dates })
        : faulty(fault);
    wrong += item.problems.length;
    items.push({ index, record, ...item });
    await breathe();
  }
  return items;
}

const tooMany = 'was not looked into, since too many cells before it are wrong';

function faulty(reason: string) {
  return {
    expected_version: undefined,
    values: {},
    problems: [{ field: 'the row', reason }],
    left_out: [],
    beside: {},
  };
}

function besideOf(object: RecordType): readonly string[] {
  const fields = writableFields(object);
  const amounts = Object.entries(wholeAmounts).flatMap(([whole, minor]) =>
    fields.includes(minor) ? [whole] : [],
  );
  return [...amounts, ...(besides[object] ?? [])];
}

interface How {
  readonly besideFields: ReadonlySet<string>;
  readonly lenient: ReadonlySet<string>;
  readonly reading: ValueReading;
  readonly dates: ReadonlyMap<string, ReturnType<typeof dayColumn>>;
}

function readItem(object: RecordType, record: StoredRow, { besideFields, lenient, reading, dates }: How) {
  const given: Record<string, unknown> = {};
  const beside: Record<string, unknown> = {};
  const open: CellProblem[] = [];
  for (const field of Object.keys(record)) {
    if (field === 'version') continue;
    const isEmpty = record[field] === null || record[field] === '';
    const date = dates.get(field)?.(record[field]);
    if (date !== undefined && 'problem' in date) open.push({ field, reason: date.problem });
    else if (!besideFields.has(field)) given[field] = date?.text ?? record[field];
    // nothing is what the field behind it is emptied with
    else if (isEmpty && wholeAmounts[field] !== undefined) given[wholeAmounts[field]] = null;
    else if (!isEmpty) beside[field] = record[field];
  }
  const { values, problems } = readValues(object, given, reading);
  const left_out = problems.filter(({ field }) => lenient.has(field));
  const rest = left_out.flatMap(({ field }) => readable(object, field, given, reading));
  const { version } = record;
  return {
    expected_version: typeof version === 'number' ? version : undefined,
    values: { ...values, ...Object.fromEntries(rest) },
    problems: [...problems.filter(({ field }) => !lenient.has(field)), ...open, ...twice(record)],
    left_out,
    beside,
  };
}

const dated: ReadonlySet<unknown> = new Set(['day', 'instant', 'past']);

/** The readers of the columns that hold days or times, by field. */
function datesOf(object: RecordType, records: Batch['records']): How['dates'] {
  const fields = writableFields(object).filter((field) => dated.has(factsOf(object, field)?.write));
  return new Map(fields.map((field) => [field, dayColumn(records.map((record) => record[field]))]));
}

/** Of several values in a cell, those that can be read. */
function readable(
  object: RecordType,
  field: string,
  given: StoredRow,
  reading: ValueReading,
): readonly (readonly [string, unknown])[] {
  const parts = given[field];
  if (!Array.isArray(parts)) return [];
  const good = parts.filter(
    (part: unknown) =>
      readValues(object, { ...countryOf(given), [field]: [part] }, reading).problems.length === 0,
  );
  if (good.length === 0) return [];
  return [[field, readValues(object, { ...countryOf(given), [field]: good }, reading).values[field]]];
}

function countryOf({ country }: StoredRow): StoredRow {
  return country === undefined ? {} : { country };
}

function twice(record: StoredRow): readonly CellProblem[] {
  return Object.entries(wholeAmounts).flatMap(([whole, minor]) =>
    record[whole] !== undefined && record[minor] !== undefined
      ? [{ field: whole, reason: `is given twice, also as ${minor}` }]
      : [],
  );
}
