import { idFields } from './fields.ts';
import { writableFields } from './read-values.ts';
import type { MergeableType } from './types.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a merged record holds, and where the records disagreed. */
export interface MergedFields {
  /** Values that differ from the survivor's own. */
  readonly changes: Row;
  /** Fields in which the records hold different values and nobody chose, with what was kept. Values are not told. */
  readonly conflicts: readonly string[];
}

/**
 * Decides each field of a merged record: the chosen record's value, or else the survivor's, or else the first that any
 * loser has.
 */
export function mergeFields(
  object: MergeableType,
  survivor: Row,
  losers: readonly Row[],
  choices: Readonly<Record<string, string>>,
): MergedFields {
  const id = idFields[object];
  const rows = [survivor, ...losers];
  const changes: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const field of mergedFields(object)) {
    const choice = choices[field];
    const chosen = rows.find((row) => String(row[id]) === choice);
    const fits = (row: Row) => isSet(row[field]) && isSamePlace(field, survivor, row);
    const holder = chosen ?? rows.find(fits) ?? survivor;
    const value = holder[field] ?? null;
    if (!isSame(field, survivor, holder))
      Object.assign(changes, { [field]: value, ...unitOf(field, holder) });
    if (chosen !== undefined) continue;
    const others = rows.filter((row) => isSet(row[field]) && !isSame(field, row, holder));
    if (others.length > 0)
      conflicts.push(
        conflictText(
          field,
          String(holder[id]),
          others.map((row) => String(row[id])),
        ),
      );
  }
  return { changes: { ...changes, ...gathered(object, rows, changes, choices) }, conflicts };
}

/** The field that says what a number counts: an amount without its currency is another amount. */
const units: Readonly<Record<string, string>> = { annual_revenue_minor: 'currency' };

function unitOf(field: string, holder: Row): Row {
  const unit = units[field];
  return unit === undefined || !isSet(holder[field]) ? {} : { [unit]: holder[unit] ?? null };
}

function isSame(field: string, one: Row, other: Row): boolean {
  if ((one[field] ?? null) !== (other[field] ?? null)) return false;
  const unit = units[field];
  return unit === undefined || !isSet(one[field]) || (one[unit] ?? null) === (other[unit] ?? null);
}

/** Fields that hold further values of others, which a merge keeps all. */
const lists: Readonly<Record<string, string>> = { other_emails: 'email', other_phones: 'phone_e164' };

function gathered(
  object: MergeableType,
  rows: readonly Row[],
  changes: Row,
  choices: Readonly<Record<string, string>>,
): Row {
  const [survivor = {}] = rows;
  const entries = Object.entries(lists).flatMap(([list, single]) => {
    if (!writableFields(object).includes(list) || choices[list] !== undefined) return [];
    const kept = changes[single] ?? survivor[single];
    const all = rows.flatMap((row) => [...valuesOf(row[single]), ...valuesOf(row[list])]);
    const others = [...new Set(all)].filter((value) => value !== kept).join(', ');
    return others === (survivor[list] ?? '') ? [] : [[list, others]];
  });
  return Object.fromEntries(entries);
}

function valuesOf(list: unknown): readonly string[] {
  return typeof list === 'string' && list !== '' ? list.split(', ') : [];
}

const partsOfAddress: ReadonlySet<string> = new Set(['street', 'postal_code', 'region', 'country']);

/** Parts of two addresses make a third that nobody has, so they are filled in only within one town. */
function isSamePlace(field: string, survivor: Row, row: Row): boolean {
  if (!partsOfAddress.has(field)) return true;
  return !isSet(survivor['city']) || survivor['city'] === row['city'];
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function conflictText(field: string, kept: string, others: readonly string[]): string {
  return `${field}: kept from ${kept}, different in ${others.join(', ')}`;
}

/** Columns that keep others in step and go with the field that they follow. */
const followers: Readonly<Record<string, readonly string[]>> = {
  email: ['email_norm'],
  company_name: ['company_norm'],
  name: ['name_norm'],
  domain: ['domain_norm'],
  employee_range: ['employees_min'],
};

/** The changes together with the columns that follow the changed fields, taken from the row that gave each value. */
export function withFollowers(changes: Row, rows: readonly Row[]): Row {
  const columns: Record<string, unknown> = { ...changes };
  for (const [field, value] of Object.entries(changes)) {
    const giver = rows.find((row) => row[field] === value);
    for (const follower of followers[field] ?? []) {
      if (giver !== undefined && follower in giver) columns[follower] = giver[follower] ?? null;
    }
  }
  return columns;
}

/** Fields that stay the survivor's: its status, which moves by rules of its own, and what follows another field. */
const kept: readonly string[] = ['status', 'lost_reason', 'currency', 'other_emails', 'other_phones'];

/** The fields that a merge decides. */
export function mergedFields(object: MergeableType): readonly string[] {
  return writableFields(object).filter((field) => !kept.includes(field));
}
