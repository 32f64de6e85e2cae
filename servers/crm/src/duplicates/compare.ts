import {
  type Agreement,
  dateAgreement,
  emailAgreement,
  nameAgreement,
  numberAgreement,
  phoneAgreement,
  textAgreement,
} from './agreement.ts';
import type { Frequencies } from './frequencies.ts';
import type { PreparedField, PreparedRecord } from './record.ts';
import {
  type EvidenceField,
  fieldWeights,
  mostBitsOfNames,
  mostBitsOfPlaces,
  mostBitsOfWork,
  nameFields,
  newsOfSecond,
  placeFields,
  reliability,
  sharedMailbox,
  shareOfBits,
  workFields,
} from './weights.ts';

/** What one field says about a pair. */
export interface Reason {
  readonly field: EvidenceField;
  readonly agreement: Agreement;
  /** Whether the value stands in the other field of a pair: given name as surname, second address line as first. */
  readonly swapped: boolean;
  /** Bits for (positive) or against (negative) one and the same. */
  readonly weight: number;
}

/** How likely two records are one and the same. */
export interface PairScore {
  /** The probability, 0 to 1. */
  readonly score: number;
  /** Sum of the reasons' bits after the bounds of fields that say one thing twice. */
  readonly weight: number;
  /** What spoke for and against, the weightiest first; fields that are missing on a side say nothing. */
  readonly reasons: readonly Reason[];
}

/**
 * Compares two records.
 *
 * The prior is one match per record: among `n` records a pair must earn log₂ n bits to be as likely one as two, and the
 * score is the posterior probability.
 */
export function comparePrepared(a: PreparedRecord, b: PreparedRecord, frequencies: Frequencies): PairScore {
  const pair = { a, b, frequencies };
  return scoreOf([...ownReasons(pair), ...placeReasons(pair)], frequencies);
}

/** Compares two records, but gives up with undefined as soon as `leastScore` is out of reach. */
export function compareAtLeast(
  a: PreparedRecord,
  b: PreparedRecord,
  frequencies: Frequencies,
  leastScore: number,
): PairScore | undefined {
  const pair = { a, b, frequencies };
  const own = ownReasons(pair);
  const needed = priorBits(frequencies.population) + Math.log2(leastScore / (1 - leastScore));
  if (totalOf(own) + mostBitsOfPlaces < needed) return undefined;
  const reasons = [...own, ...placeReasons(pair)];
  return totalOf(reasons) < needed ? undefined : scoreOf(reasons, frequencies);
}

function scoreOf(reasons: readonly Reason[], { population }: Frequencies): PairScore {
  const weight = totalOf(reasons);
  const ordered = reasons
    .filter(({ agreement }) => agreement !== 'unclear')
    .map((reason) => ({ ...reason, weight: Math.round(reason.weight * 10) / 10 }))
    .sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
  return { score: 1 / (1 + 2 ** (priorBits(population) - weight)), weight, reasons: ordered };
}

/** The bits that a pair must earn to be as likely one as two: one match per record, among at least 64 records. */
export function priorBits(population: number): number {
  return Math.log2(Math.max(population, 64));
}

interface Pair {
  readonly a: PreparedRecord;
  readonly b: PreparedRecord;
  readonly frequencies: Frequencies;
}

function totalOf(reasons: readonly Reason[]): number {
  let rest = 0;
  let names = 0;
  let work = 0;
  let place = 0;
  for (const { field, weight } of reasons) {
    if (nameFields.has(field)) names += weight;
    else if (workFields.has(field)) work += weight;
    else if (placeFields.has(field)) place += weight;
    else rest += weight;
  }
  const surroundings = [Math.min(work, mostBitsOfWork), Math.min(place, mostBitsOfPlaces)] as const;
  // colleagues share their employer and, for that reason alone, mostly their town
  const told = Math.min(...surroundings) > 0 ? (1 - newsOfSecond) * Math.min(...surroundings) : 0;
  return rest + Math.min(names, mostBitsOfNames) + surroundings[0] + surroundings[1] - told;
}

function reasonOf(field: EvidenceField, agreement: Agreement, chance: number): Reason {
  const { most, against } = fieldWeights[field];
  if (agreement === 'different') return { field, agreement, swapped: false, weight: against };
  const bits = Math.min(most, Math.log2(reliability / chance));
  return { field, agreement, swapped: false, weight: Math.max(0, bits) * shareOfBits(field, agreement) };
}

function chanceOf({ a, b, frequencies }: Pair, left: PreparedField, right: PreparedField = left): number {
  return Math.max(frequencies.chance(left, a[left]), frequencies.chance(right, b[right]));
}

function fieldReason(pair: Pair, field: PreparedField, agree: (a: string, b: string) => Agreement): Reason[] {
  const [left, right] = [pair.a[field], pair.b[field]];
  if (left === '' || right === '') return [];
  return [reasonOf(field, agree(left, right), chanceOf(pair, field))];
}

function ownReasons(pair: Pair): readonly Reason[] {
  return [...personReasons(pair), ...contactReasons(pair)];
}

function personReasons(pair: Pair): readonly Reason[] {
  const { a, b } = pair;
  const straight = [
    ...fieldReason(pair, 'given', (left, right) => givenAgreement(pair, left, right)),
    ...fieldReason(pair, 'surname', (left, right) =>
      nameAgreement(left, right, [a.surnameSound, b.surnameSound]),
    ),
  ];
  const best = better(straight, swappedNames(pair));
  return [...best, ...fieldReason(pair, 'birth', dateAgreement), ...identifierReasons(pair)];
}

function givenAgreement({ a, b }: Pair, left: string, right: string): Agreement {
  const whole = nameAgreement(left, right, [a.givenSound, b.givenSound]);
  if (whole !== 'different' && whole !== 'unclear') return whole;
  // a second given name may be written on one side only
  return a.firstGiven === b.firstGiven ? 'close' : whole;
}

/** The cost of explaining a pair by swapped fields, in bits: it happens to few records in a hundred. */
const swapCost = 2;

function swappedNames(pair: Pair): readonly Reason[] {
  const { a, b } = pair;
  if (a.given === '' || a.surname === '' || b.given === '' || b.surname === '') return [];
  const first = nameAgreement(a.given, b.surname, [a.givenSound, b.surnameSound]);
  const second = nameAgreement(a.surname, b.given, [a.surnameSound, b.givenSound]);
  if ([first, second].some((agreement) => agreement === 'different' || agreement === 'unclear')) return [];
  return [
    swapped(reasonOf('given', first, chanceOf(pair, 'given', 'surname'))),
    swapped(reasonOf('surname', second, chanceOf(pair, 'surname', 'given'))),
  ];
}

function swapped(reason: Reason): Reason {
  return { ...reason, swapped: true, weight: reason.weight - swapCost / 2 };
}

function better(straight: readonly Reason[], crossed: readonly Reason[]): readonly Reason[] {
  const sum = (reasons: readonly Reason[]) => reasons.reduce((total, { weight }) => total + weight, 0);
  return crossed.length > 0 && sum(crossed) > sum(straight) ? crossed : straight;
}

function identifierReasons({ a, b }: Pair): readonly Reason[] {
  return [...a.identifiers].flatMap(([name, left]) => {
    const right = b.identifiers.get(name);
    if (right === undefined) return [];
    return [reasonOf('identifier', numberAgreement(left, right), fieldWeights.identifier.chance)];
  });
}

function contactReasons(pair: Pair): readonly Reason[] {
  return [
    ...emailReason(pair),
    ...fieldReason(pair, 'phone', phoneAgreement),
    ...fieldReason(pair, 'company', textAgreement),
    ...fieldReason(pair, 'domain', (left, right) => (left === right ? 'same' : 'different')),
  ];
}

function emailReason(pair: Pair): readonly Reason[] {
  // a mailbox of a function says no more than the domain
  if (pair.a.isRoleAccount || pair.b.isRoleAccount) return [];
  const isPrivate = pair.a.isFreeMail || pair.b.isFreeMail;
  const reasons = fieldReason(pair, 'email', (left, right) => emailAgreement(left, right, isPrivate));
  // two people may share a mailbox
  if (!haveOtherNames(pair)) return reasons;
  return reasons.map((reason) => ({
    ...reason,
    weight: Math.min(reason.weight, reason.weight * sharedMailbox),
  }));
}

function haveOtherNames({ a, b }: Pair): boolean {
  if (a.given === '' || b.given === '' || a.surname === '' || b.surname === '') return false;
  const names = [a.given, a.surname].flatMap((left) =>
    [b.given, b.surname].map((right) => [left, right] as const),
  );
  return names.every(([left, right]) =>
    ['different', 'unclear'].includes(nameAgreement(left, right, ['1', '2'])),
  );
}

function placeReasons(pair: Pair): readonly Reason[] {
  return [
    ...better(streetLines(pair), crossedLines(pair)),
    ...fieldReason(pair, 'number', numberAgreement),
    ...fieldReason(pair, 'city', textAgreement),
    ...fieldReason(pair, 'postal', numberAgreement),
    ...fieldReason(pair, 'region', (left, right) => (left === right ? 'same' : 'different')),
  ];
}

function streetLines(pair: Pair): readonly Reason[] {
  return [...fieldReason(pair, 'street', textAgreement), ...fieldReason(pair, 'street2', textAgreement)];
}

function crossedLines(pair: Pair): readonly Reason[] {
  const { a, b } = pair;
  const lines: [string, string, PreparedField, PreparedField][] = [
    [a.street, b.street2, 'street', 'street2'],
    [a.street2, b.street, 'street2', 'street'],
  ];
  const reasons = lines.flatMap(([left, right, from, to]) => {
    if (left === '' || right === '') return [];
    return [swapped(reasonOf(from, textAgreement(left, right), chanceOf(pair, from, to)))];
  });
  return reasons.some(({ agreement }) => agreement !== 'different') ? reasons : [];
}

const wordings: Readonly<Record<Agreement, string>> = {
  same: 'same',
  close: 'nearly the same',
  similar: 'similar',
  unclear: 'unclear',
  different: 'different',
};

/** One reason in words, with its bits: `nearly the same surname (+7.2)`. Says nothing of the values. */
export function describeReason({ field, agreement, swapped: isSwapped, weight }: Reason): string {
  const sign = weight < 0 ? '−' : '+';
  return `${wordings[agreement]} ${fieldNames[field]}${isSwapped ? ', swapped' : ''} (${sign}${Math.abs(weight)})`;
}

const fieldNames: Readonly<Record<EvidenceField, string>> = {
  given: 'given name',
  surname: 'surname',
  birth: 'date of birth',
  identifier: 'identifier',
  email: 'e-mail',
  phone: 'phone',
  company: 'company',
  domain: 'company domain',
  street: 'street',
  street2: 'second address line',
  number: 'street number',
  city: 'city',
  postal: 'postal code',
  region: 'region',
};
