import { type LeadStatus, leadStatus, leadStatuses } from '../leads/status.ts';
import { normaliseEmail } from '../values/email.ts';
import { splitFullName } from '../values/person-name.ts';
import type { PhoneProblem, PhoneReader } from '../values/phone.ts';
import { foldWords } from '../values/text.ts';
import type { LeadColumn } from './lead-columns.ts';
import type { CsvRow } from './read-csv.ts';
import { withoutGuard } from './write-csv.ts';

/** Why a cell was not taken, and what would be. */
export interface CellProblem {
  readonly column: LeadColumn;
  readonly reason: string;
}

/** A lead as a file gives it. Fields that no column fills are null. */
export interface LeadDraft {
  readonly external_id: string | null;
  readonly name: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly email_norm: string | null;
  readonly phone_e164: string | null;
  readonly company_name: string | null;
  readonly title: string | null;
  readonly status: LeadStatus;
  readonly source: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postal_code: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly notes: string | null;
}

/** What one row of a file became: a lead, or the reasons why none. */
export type LeadRowResult =
  | { readonly line: number; readonly lead: LeadDraft; readonly problems: readonly [] }
  | { readonly line: number; readonly lead: null; readonly problems: readonly CellProblem[] };

/** How rows are read. */
export interface LeadRowOptions {
  /** Which field stands at which place of a row. */
  readonly columns: ReadonlyMap<LeadColumn, number>;
  readonly readPhone: PhoneReader;
  /** ISO 3166-1 alpha-2, for numbers without prefix in rows without country. */
  readonly default_country?: string;
}

type Cells = (column: LeadColumn) => string | null;

/** Reads one row of a file as a lead. Every wrong cell is named, not only the first; cell values are not repeated. */
export function readLeadRow({ line, cells }: CsvRow, options: LeadRowOptions): LeadRowResult {
  const cell: Cells = (column) => {
    const position = options.columns.get(column);
    const text = position === undefined ? '' : withoutGuard(cells[position] ?? '').trim();
    return text === '' ? null : text;
  };
  const problems: CellProblem[] = [];
  const refuse = (column: LeadColumn, reason: string) => {
    problems.push({ column, reason });
    return null;
  };
  const lead = draftOf(cell, options, refuse);
  return problems.length > 0 ? { line, lead: null, problems } : { line, lead, problems: [] };
}

type Refuse = (column: LeadColumn, reason: string) => null;

function draftOf(cell: Cells, options: LeadRowOptions, refuse: Refuse): LeadDraft {
  const mail = cell('email') === null ? undefined : normaliseEmail(cell('email') ?? '');
  if (cell('email') !== null && mail === undefined) refuse('email', 'is no e-mail address');
  return {
    ...namesOf(cell, mail?.email ?? null, refuse),
    external_id: limited(cell, 'external_id', 200, refuse),
    email: mail?.email ?? null,
    email_norm: mail?.email_norm ?? null,
    phone_e164: phoneOf(cell, options, refuse),
    company_name: limited(cell, 'company_name', 200, refuse),
    title: limited(cell, 'title', 200, refuse),
    status: statusOf(cell, refuse),
    source: limited(cell, 'source', 100, refuse),
    street: limited(cell, 'street', 200, refuse),
    city: limited(cell, 'city', 100, refuse),
    postal_code: limited(cell, 'postal_code', 20, refuse),
    region: limited(cell, 'region', 100, refuse),
    country: limited(cell, 'country', 100, refuse),
    notes: limited(cell, 'notes', 10_000, refuse),
  };
}

function namesOf(
  cell: Cells,
  email: string | null,
  refuse: Refuse,
): Pick<LeadDraft, 'name' | 'first_name' | 'last_name'> {
  const whole = limited(cell, 'name', 200, refuse);
  const split = whole === null ? undefined : splitFullName(whole);
  const first = limited(cell, 'first_name', 100, refuse) ?? (split?.first_name || null);
  const last = limited(cell, 'last_name', 100, refuse) ?? (split?.last_name || null);
  const name = whole ?? [first, last].filter((part) => part !== null).join(' ');
  if (name === '' && email === null && cell('company_name') === null) {
    refuse('name', 'is missing, and so are e-mail and company: at least one must be there');
  }
  return { name: name || (email ?? cell('company_name') ?? ''), first_name: first, last_name: last };
}

function limited(cell: Cells, column: LeadColumn, most: number, refuse: Refuse): string | null {
  const text = cell(column);
  if (text === null || text.length <= most) return text;
  return refuse(column, `is longer than ${most} characters`);
}

const phoneReasons: Readonly<Record<PhoneProblem, string>> = {
  unknown_country:
    'has no country: write it with +, fill the country column with a two-letter code, or give a default country',
  too_short: 'has too few digits',
  too_long: 'has too many digits',
  not_a_number: 'is no telephone number',
};

function phoneOf(cell: Cells, { readPhone, default_country }: LeadRowOptions, refuse: Refuse): string | null {
  const text = cell('phone');
  if (text === null) return null;
  const country = /^[A-Za-z]{2}$/.test(cell('country') ?? '')
    ? (cell('country') ?? undefined)
    : default_country;
  const phone = readPhone(text, country);
  return 'problem' in phone ? refuse('phone', phoneReasons[phone.problem]) : phone.phone_e164;
}

function statusOf(cell: Cells, refuse: Refuse): LeadStatus {
  const text = cell('status');
  if (text === null) return 'new';
  const status = leadStatus.safeParse(foldWords(text));
  if (status.success) return status.data;
  refuse('status', `is none of: ${leadStatuses.join(', ')}`);
  return 'new';
}
