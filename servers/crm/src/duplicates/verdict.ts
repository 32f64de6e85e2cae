/** What is compared, by the name under which an answer tells it. */
export type EvidenceField =
  | 'given_name'
  | 'surname'
  | 'name'
  | 'middle_name'
  | 'suffix'
  | 'email'
  | 'phone'
  | 'birth_date'
  | 'company'
  | 'legal_form'
  | 'domain'
  | 'street'
  | 'street_2'
  | 'house_number'
  | 'city'
  | 'postal_code'
  | 'region'
  | 'country';

/** What one field says, with its bits for (positive) or against (negative) one and the same. Tells no values. */
export interface Reason {
  readonly field: EvidenceField;
  readonly says: string;
  readonly bits: number;
}

/** The most that a pair may score, and why. */
export interface Cap {
  readonly most: number;
  readonly why: string;
}

/** How likely two records are one. */
export interface Verdict {
  /** The probability, 0 to 1. */
  readonly score: number;
  /** The same without a contradiction and without what other fields than the name speak against: what a caller may
   * see at most, to whom some fields are hidden. */
  readonly reach: number;
  /** What spoke for and against, the weightiest first; fields that are missing on a side say nothing. */
  readonly reasons: readonly Reason[];
  /** Why the score is held down, whatever else agrees. */
  readonly contradiction?: string;
  /** Whether something that belongs to one alone agrees: a mailbox, a number of one's own, a date of birth, a domain. */
  readonly identified: boolean;
}

/**
 * The prior, fixed: one match among 2^16 pairs that share a key. It is no function of the workspace, so that a pair scores
 * the same in every workspace.
 */
const priorBits = 16;

/** The probability of so many bits of evidence. */
function probability(bits: number): number {
  return 1 / (1 + 2 ** (priorBits - bits));
}

/** The sum of the reasons' bits. */
export function sumOf(reasons: readonly Reason[]): number {
  return reasons.reduce((total, { bits }) => total + bits, 0);
}

interface Weighed {
  /** All bits after the bounds of fields that say one thing twice. */
  readonly bits: number;
  /** The bits that no hidden field could lower. */
  readonly reachBits: number;
  readonly reasons: readonly Reason[];
  readonly caps: readonly Cap[];
  /** Caps that stand whatever is hidden. */
  readonly lastingCaps: readonly Cap[];
  readonly identified: boolean;
}

/** Makes a verdict of what was weighed: the least cap holds. */
export function verdictOf({ bits, reachBits, reasons, caps, lastingCaps, identified }: Weighed): Verdict {
  const plain = probability(bits);
  const cap = least([...caps, ...lastingCaps]);
  return {
    score: Math.min(plain, cap.most),
    reach: Math.max(Math.min(probability(reachBits), least(lastingCaps).most), Math.min(plain, cap.most)),
    reasons: reasons.filter(({ bits: own }) => own !== 0).sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)),
    ...(plain > cap.most && { contradiction: cap.why }),
    identified,
  };
}

function least(caps: readonly Cap[]): Cap {
  return caps.reduce((lowest, next) => (next.most < lowest.most ? next : lowest), { most: 1, why: '' });
}

/** The score from which a new record may be answered with an existing one, if something of one's own agrees too. */
const sureScore = 0.95;

/** Whether a new record may be answered with the existing one without asking anybody. */
export function isSure({ score, identified, contradiction }: Verdict): boolean {
  return score >= sureScore && contradiction === undefined && identified;
}

/** A verdict in words with bits, a contradiction first: `surname is the same (+10.5)`. Tells no values. */
export function inWords({ reasons, contradiction }: Verdict, most = 4): readonly string[] {
  const shown = reasons.slice(0, most).map(({ says, bits }) => `${says} (${signed(bits)})`);
  return contradiction === undefined ? shown : [`held down: ${contradiction}`, ...shown];
}

function signed(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(Math.round(bits * 10) / 10)}`;
}
