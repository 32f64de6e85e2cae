import type { CallScope } from '../../../deps.ts';
import { rankCandidates } from '../../../duplicates/find-duplicates.ts';
import { seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { visibleRows } from '../records/table.ts';
import { type Comparable, type Deduplicated, duplicateRecord, keyRows } from './keys.ts';
import { comparableRows } from './rows.ts';
import { recordsSharing } from './shared-keys.ts';

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
  /** What agrees: `e-mail`, `phone`, `surname` …, the weightiest first. */
  readonly agrees_on: readonly string[];
  /** What speaks for and against in words with bits, values left out. */
  readonly reasons: readonly string[];
}

const possible = 0.7;
const sure = 0.95;
const candidatesCompared = 50;
const largestBlock = 100;

/** The kinds of record among which look-alikes are looked for: a lead may be there as a contact. */
const kin: Readonly<Record<Deduplicated, readonly Deduplicated[]>> = {
  leads: ['leads', 'contacts'],
  contacts: ['contacts', 'leads'],
  companies: ['companies'],
};

/**
 * Whom a record would duplicate: the records that the caller sees, across kinds, with a score of 0.7 at least, most likely
 * first. None of a kind of which the role sees no e-mail addresses or telephone numbers in full, since being alike tells
 * values.
 */
export async function lookAlikes(db: CrmDb, scope: CallScope, asked: Asked): Promise<readonly LookAlike[]> {
  const found: LookAlike[] = [];
  for (const object of kin[asked.object]) found.push(...(await alikeOf(db, scope, asked, object)));
  return found.sort((a, b) => b.score - a.score);
}

async function alikeOf(
  db: CrmDb,
  scope: CallScope,
  { object: own, row, id }: Asked,
  object: Deduplicated,
): Promise<readonly LookAlike[]> {
  if (!seesAny(scope, object) || (object !== 'companies' && !seesInFull(scope, object, 'email'))) return [];
  const keys = keyRows(object, id ?? '', row).map(({ key }) => key);
  const sharing = await recordsSharing(db, object, keys, largestBlock);
  const others = sharing.filter((other) => own !== object || other !== id).slice(0, candidatesCompared);
  if (others.length === 0) return [];
  const rows = [...(await visibleRows(db, scope, object, others))];
  const compared = await comparableRows(
    db,
    object,
    rows.map(([, other]) => other),
  );
  const ranked = rankCandidates(
    duplicateRecord(object, '', row),
    rows.map(([other], index) => duplicateRecord(object, other, compared[index] ?? {})),
    1000,
    possible,
  );
  return ranked.map(({ b, score, reasons }) => {
    const agrees_on = reasons.filter(({ weight }) => weight > 0).map(({ field }) => field);
    const isSure = score >= sure && agrees_on.includes('email');
    return { object, id: String(b), score, sure: isSure, agrees_on, reasons: [] };
  });
}
