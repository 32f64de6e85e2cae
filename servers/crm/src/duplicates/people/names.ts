import { givenBits, surnameBits } from '../names/frequencies.ts';
import { joined, type NameWord, type PersonName } from '../names/name-words.ts';
import { type Reason, sumOf } from '../verdict.ts';
import { hasSlip, isGood, type Level, type NamePart, nameLevel, wordLevel } from './levels.ts';

/** How the names of two people agree. */
export interface Names {
  readonly given: Level | undefined;
  readonly surname: Level | undefined;
  /** Of both names together, which are not independent: at most 15. */
  readonly bits: number;
  readonly reasons: readonly Reason[];
  /** Whether their middle names are two. */
  readonly middle: boolean;
}

const mostNameBits = 15;

const levelCost = { same: 0, variant: 1.5, close: 2.5, near: 4, partial: 2 } as const;

const wording: Readonly<Record<Level, string>> = {
  same: 'is the same',
  variant: 'is another form of the same',
  close: 'differs by a slip',
  near: 'differs by two slips',
  partial: 'agrees in part',
  initial: 'agrees in its initial',
  unclear: 'may or may not be the same',
  different: 'is another',
};

/** Compares the names of two people, also in the other order, and by all their words where the parts do not agree. */
export function compareNames(a: PersonName, b: PersonName): Names {
  const straight = inOrder(a, b, '');
  if (isGood(straight.given) && isGood(straight.surname)) return straight;
  const hasBoth = [a, b].every(({ given, surname }) => given.length > 0 && surname.length > 0);
  if (!hasBoth) return oneSided(a, b, straight);
  const crossed = inOrder(a, { ...b, given: b.surname, surname: b.given }, ', in the other order');
  const options = [
    straight,
    ...(couldBe(crossed) ? [{ ...crossed, bits: crossed.bits - 1.5 }] : []),
    wholeName(a, b) ?? straight,
  ];
  return options.reduce((best, next) => (next.bits > best.bits ? next : best));
}

/** One of them has a single name: it may be the whole one in one piece, or a part of it. */
function oneSided(a: PersonName, b: PersonName, straight: Names): Names {
  if (isInOnePiece(a, b) || isInOnePiece(b, a)) {
    const bits = Math.min(mostNameBits, commonness(a.surname, b.surname, 'surname'));
    const says = 'name is the same, written in one';
    return { given: 'same', surname: 'same', bits, reasons: [{ field: 'name', says, bits }], middle: false };
  }
  if (straight.given !== undefined || straight.surname !== 'different') return straight;
  return wholeName(a, b) ?? straight;
}

/** `王小明` as a surname is `王` and `小明`. */
function isInOnePiece(one: PersonName, two: PersonName): boolean {
  const [word] = one.surname;
  if (one.given.length > 0 || one.surname.length !== 1 || word === undefined) return false;
  if (two.given.length === 0 || two.surname.length === 0) return false;
  const [given, surname] = [two.given, two.surname].map((words) =>
    words.map(({ original }) => original).join(''),
  );
  return word.original === `${surname}${given}` || word.original === `${given}${surname}`;
}

/** Whether both parts may be one, and one of them is. */
function couldBe({ given, surname }: Names): boolean {
  return (
    (isGood(given) && (isGood(surname) || surname === 'unclear')) || (given === 'unclear' && isGood(surname))
  );
}

function inOrder(a: PersonName, b: PersonName, order: string): Names {
  const given = nameLevel(a.given, b.given, 'given');
  const surname = nameLevel(a.surname, b.surname, 'surname');
  const reasons = [
    ...reasonOf('given', given, commonness(a.given, b.given, 'given'), order),
    ...reasonOf('surname', surname, commonness(a.surname, b.surname, 'surname'), order),
  ];
  // slips in both names are rare, two people are not
  const doubt = hasSlip(given) && hasSlip(surname) ? -2.5 : 0;
  const bits = Math.min(mostNameBits, sumOf(reasons) + doubt);
  return { given, surname, bits, reasons, middle: middleConflict(a.given, b.given) };
}

function reasonOf(part: NamePart, level: Level | undefined, most: number, order: string): readonly Reason[] {
  if (level === undefined) return [];
  const [field, name] =
    part === 'given' ? (['given_name', 'given name'] as const) : (['surname', 'surname'] as const);
  return [{ field, says: `${name} ${wording[level]}${order}`, bits: levelBits(level, most, part) }];
}

function levelBits(level: Level, most: number, part: NamePart): number {
  if (level === 'different') return part === 'given' ? -7 : -5;
  if (level === 'unclear') return -0.5;
  if (level === 'initial') return 2;
  return Math.max(1.5, most - levelCost[level]);
}

/** The bits of the commoner of both names; of several words the rarest counts. */
function commonness(a: readonly NameWord[], b: readonly NameWord[], part: NamePart): number {
  const bitsOf = part === 'given' ? givenBits : surnameBits;
  const rare = bitsOf('?');
  const of = (words: readonly NameWord[]) => {
    const whole = bitsOf(joined(words));
    return Math.max(...words.map(({ text }) => bitsOf(text)), whole < rare ? whole : 0);
  };
  return Math.min(of(a), of(b));
}

/** `John A. Smith` and `John B. Smith`. */
function middleConflict(a: readonly NameWord[], b: readonly NameWord[]): boolean {
  const [left, right] = [a[1], b[1]];
  if (left === undefined || right === undefined || a.length !== b.length) return false;
  return wordLevel(left, right, 'given') === 'different' && left.text[0] !== right.text[0];
}

/** All words of the shorter name stand in the longer: where it was cut into given name and surname is a guess. */
function wholeName(a: PersonName, b: PersonName): Names | undefined {
  const [left, right] = [a, b].map(({ given, surname }) => [...given, ...surname]);
  if (left === undefined || right === undefined) return undefined;
  const [few, many] = left.length <= right.length ? [left, [...right]] : [right, [...left]];
  let bits = 0;
  for (const word of few) {
    const at = many.findIndex((other) => isOneWord(word, other));
    if (at < 0) return undefined;
    many.splice(at, 1);
    bits += Math.min(givenBits(word.text), surnameBits(word.text));
  }
  return few.length < 2 ? oneWord(few[0], bits) : allWords(Math.min(mostNameBits, bits) - 1.5);
}

function isOneWord(a: NameWord, b: NameWord): boolean {
  if (a.original === b.original) return true;
  if (a.text.length <= 2 && a.script === 'latin') return false;
  const level = wordLevel(a, b, 'given');
  return level === 'same' || level === 'variant';
}

function oneWord(word: NameWord | undefined, found: number): Names | undefined {
  if (word === undefined || word.text.length <= 2) return undefined;
  const bits = Math.min(5, found);
  const reasons: readonly Reason[] = [{ field: 'name', says: 'one name stands in the other', bits }];
  return { given: undefined, surname: 'partial', bits, reasons, middle: false };
}

function allWords(bits: number): Names {
  const says = 'all words of one name stand in the other';
  return {
    given: 'partial',
    surname: 'partial',
    bits,
    reasons: [{ field: 'name', says, bits }],
    middle: false,
  };
}
