import { eq, type SQL } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { largestBlock } from '../../../duplicates/blocks.ts';
import { compare } from '../../../duplicates/compare.ts';
import type { PreparedRecord } from '../../../duplicates/record.ts';
import { nobodyShares } from '../../../duplicates/sharing.ts';
import { inWords, isSure, type Verdict } from '../../../duplicates/verdict.ts';
import { normaliseDomain } from '../../../values/domain-name.ts';
import { seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { candidatesOf } from './candidates.ts';
import { type Comparable, type Deduplicated, kindOf, preparedKeys, preparedRow } from './keys.ts';
import { type ComparedRow, comparedRows, comparedWhere, type Sight } from './rows.ts';
import { sharingOf } from './sharing.ts';

/** A record that is about to be written, or one that is there. */
export interface Asked {
  readonly object: Deduplicated;
  /** Its columns, normalised as a row has them; a contact's with the name of its company. */
  readonly row: Comparable;
  /** Its id, for a record that is there: it is no look-alike of itself. */
  readonly id?: string;
}

/** A record that looks like the one asked about. */
export interface LookAlike {
  readonly object: Deduplicated;
  readonly id: string;
  /** The probability that both are one, 0 to 1. */
  readonly score: number;
  /** Whether the new record may be answered with this one without asking anybody. */
  readonly sure: boolean;
  /** What agrees, by the name of the field: `email`, `phone`, `surname` …, the weightiest first. */
  readonly agrees_on: readonly string[];
  /** What speaks for and against in words with bits, values left out. */
  readonly reasons: readonly string[];
}

const possible = 0.7;

/** The kinds of record among which look-alikes are looked for: a lead may be there as a contact. */
const kin: Readonly<Record<Deduplicated, readonly Deduplicated[]>> = {
  leads: ['leads', 'contacts'],
  contacts: ['contacts', 'leads'],
  companies: ['companies'],
};

/**
 * Whom a record would duplicate: the records that the caller sees, across kinds, with a score of 0.7 at least, sure ones
 * first, then the most likely. None for roles to which e-mail addresses or telephone numbers are masked, since being alike
 * tells values.
 */
export async function lookAlikes(db: CrmDb, scope: CallScope, asked: Asked): Promise<readonly LookAlike[]> {
  const subject = preparedRow(asked.object, asked.id ?? '', asked.row);
  const found: LookAlike[] = [];
  for (const object of kin[asked.object]) {
    if (!seesContact(scope, object)) continue;
    const compared = await comparedWith(db, scope, object, asked, subject);
    found.push(
      ...compared.flatMap(({ id, verdict }) => (verdict.score < possible ? [] : [told(object, id, verdict)])),
    );
  }
  return found.sort((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score);
}

function seesContact(scope: CallScope, object: Deduplicated): boolean {
  const told = object === 'companies' ? ['phone_e164'] : ['email', 'phone_e164'];
  return seesAny(scope, object) && told.every((field) => seesInFull(scope, object, field));
}

function told(object: Deduplicated, id: string, verdict: Verdict): LookAlike {
  const agreeing = verdict.reasons.filter(({ bits }) => bits > 0).map(({ field }) => field);
  return {
    object,
    id,
    score: rounded(verdict.score),
    sure: isSure(verdict),
    agrees_on: [...new Set(agreeing)],
    reasons: inWords(verdict),
  };
}

/** A score as answers tell it, to three places. */
export function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}

/** A record that another one was compared with. */
export interface Compared {
  readonly id: string;
  readonly verdict: Verdict;
}

async function comparedWith(
  db: CrmDb,
  sight: Sight,
  object: Deduplicated,
  asked: Asked,
  subject: PreparedRecord,
): Promise<readonly Compared[]> {
  const { ids } = await candidatesOf(db, object, preparedKeys(object, subject));
  const others = ids.filter((id) => asked.object !== object || id !== asked.id);
  const rows = new Map((await comparedRows(db, sight, object, others)).map((row) => [row.id, row]));
  // keys of former rules may still be on their way
  for (const row of await sameAddress(db, sight, object, subject, asked.row))
    if (asked.object !== object || row.id !== asked.id) rows.set(row.id, row);
  return compareAll(db, sight, object, subject, [...rows.values()]);
}

/** Compares one record with rows, as their caller sees them. */
export async function compareAll(
  db: CrmDb,
  sight: Sight,
  object: Deduplicated,
  subject: PreparedRecord,
  rows: readonly ComparedRow[],
): Promise<readonly Compared[]> {
  if (rows.length === 0) return [];
  const kind = kindOf(object);
  const sharing = kind === 'people' ? await sharingOf(db, sight, [subject]) : nobodyShares;
  return rows.map(({ id, row }) => ({
    id,
    verdict: compare(subject, preparedRow(object, id, seenColumns(sight, object, row)), kind, sharing),
  }));
}

/** The columns that the caller sees in full: what is hidden neither makes a duplicate nor explains one. */
export function seenColumns(sight: Sight, object: Deduplicated, row: Comparable): Comparable {
  if (sight === 'all') return row;
  // a contact's company is another record, which whoever sees contacts sees
  const isSeen = (column: string) =>
    (object === 'contacts' && column === 'company_name') || seesInFull(sight, object, column);
  return Object.fromEntries(Object.entries(row).filter(([column]) => isSeen(column)));
}

/** Rows with the very mailbox or domain, by the index of that column. */
async function sameAddress(
  db: CrmDb,
  sight: Sight,
  object: Deduplicated,
  { mailbox }: PreparedRecord,
  { domain }: Comparable,
): Promise<readonly ComparedRow[]> {
  const condition = addressCondition(db, object, mailbox?.whole, normaliseDomain(domain ?? ''));
  return condition === undefined ? [] : comparedWhere(db, sight, object, condition, largestBlock);
}

function addressCondition(
  db: CrmDb,
  object: Deduplicated,
  mailbox: string | undefined,
  domain: string | undefined,
): SQL | undefined {
  const { leads, contacts, companies } = db.tables;
  if (object === 'companies') return domain === undefined ? undefined : eq(companies.domain_norm, domain);
  if (mailbox === undefined) return undefined;
  return eq(object === 'leads' ? leads.email_norm : contacts.email_norm, mailbox);
}
