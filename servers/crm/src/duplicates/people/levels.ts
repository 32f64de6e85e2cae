import { isKnownGiven } from '../names/frequencies.ts';
import { joined, type NameWord } from '../names/name-words.ts';
import { consonants } from '../names/transliterate.ts';
import { editDistance, jaroWinkler } from '../similarity.ts';

/**
 * How far two names agree: `variant` is another form of one name, `close` and `near` are one and two slips, `partial` a part
 * of a longer name; `unclear` is as like one as two.
 */
export type Level = 'same' | 'variant' | 'close' | 'near' | 'partial' | 'initial' | 'unclear' | 'different';

/** Which of the two names of a person is compared. */
export type NamePart = 'given' | 'surname';

/** Whether both are one name as far as it goes. */
export function isGood(level: Level | undefined): boolean {
  return ['same', 'variant', 'close', 'near', 'partial'].includes(level ?? '');
}

/** Whether both are one name without a slip, since Cafer and Caner may sit at one telephone. */
export function isClear(level: Level | undefined): boolean {
  return level === 'same' || level === 'variant' || level === 'partial';
}

/** Whether a slip is what makes one name of two. */
export function hasSlip(level: Level | undefined): boolean {
  return level === 'close' || level === 'near' || level === 'unclear';
}

/** Compares given names or surnames of one or more words; undefined when one side has none. */
export function nameLevel(a: readonly NameWord[], b: readonly NameWord[], part: NamePart): Level | undefined {
  const [first, other] = [a[0], b[0]];
  if (first === undefined || other === undefined) return undefined;
  if (a.length === 1 && b.length === 1) return wordLevel(first, other, part);
  if (joined(a) === joined(b)) return 'same';
  return part === 'given' ? givenLevel(a, b, first, other) : surnameLevel(a, b);
}

function givenLevel(a: readonly NameWord[], b: readonly NameWord[], first: NameWord, other: NameWord): Level {
  const level = wordLevel(first, other, 'given');
  if (level !== 'different') return level;
  const stands = (word: NameWord, among: readonly NameWord[]) =>
    word.text.length > 2 && among.some((each) => wordLevel(word, each, 'given') === 'same');
  if (stands(first, b) || stands(other, a)) return 'partial';
  return editDistance(joined(a), joined(b), 2) <= 1 ? 'close' : 'different';
}

function surnameLevel(a: readonly NameWord[], b: readonly NameWord[]): Level {
  if (editDistance(joined(a), joined(b), 2) <= 1) return 'close';
  const isShared = a.some((left) =>
    b.some((right) => left.text.length > 2 && (left.text === right.text || left.skeleton === right.skeleton)),
  );
  if (isShared) return 'partial';
  const [last, other] = [a.at(-1), b.at(-1)];
  return last === undefined || other === undefined ? 'different' : wordLevel(last, other, 'surname');
}

/** Compares one word of each name. */
export function wordLevel(a: NameWord, b: NameWord, part: NamePart): Level {
  if (a.original === b.original) return 'same';
  if (a.script === b.script && (a.script === 'han' || a.script === 'hangul')) return bySyllable(a, b, part);
  if (a.text === b.text) return 'same';
  if (a.script !== b.script && [a.script, b.script].includes('unknown')) return 'unclear';
  const shorter = Math.min(a.text.length, b.text.length);
  if (shorter === 1) return a.text[0] === b.text[0] ? 'initial' : 'different';
  const roots = part === 'given' ? [a.roots, b.roots] : [a.surnameRoots, b.surnameRoots];
  if (roots[0]?.some((root) => roots[1]?.includes(root) === true)) return 'variant';
  return a.script === b.script ? bySpelling(a, b, part) : crossScript(a, b);
}

/** Where one character is a syllable, another one makes another name, but it may be the traditional form of the same. */
function bySyllable(a: NameWord, b: NameWord, part: NamePart): Level {
  if (a.text !== b.text) return 'different';
  return part === 'given' ? 'unclear' : 'variant';
}

function bySpelling(a: NameWord, b: NameWord, part: NamePart): Level {
  const shorter = Math.min(a.text.length, b.text.length);
  const edits = editDistance(a.text, b.text, 2);
  if (a.skeleton === b.skeleton && shorter >= 3) return 'variant';
  const isGiven = part === 'given';
  if (isGiven && edits <= 2 && areTwoGivenNames(a.text, b.text)) return 'different';
  if (!isGiven && stem(a.text) === stem(b.text)) return 'variant';
  if (edits === 1) return shorter >= 4 ? 'close' : 'unclear';
  if (edits === 2 && shorter >= 5) return shorter >= 6 ? 'near' : 'unclear';
  if (isGiven && shorter >= 3 && (a.text.startsWith(b.text) || b.text.startsWith(a.text))) return 'variant';
  return shorter >= 5 && jaroWinkler(a.text, b.text) >= 0.88 ? 'unclear' : 'different';
}

function crossScript(a: NameWord, b: NameWord): Level {
  if (a.skeleton === b.skeleton) return 'variant';
  if (a.script === 'consonants' || b.script === 'consonants') {
    const [left, right] = [consonants(a.text), consonants(b.text)];
    if (left === right && left.length >= 2) return 'variant';
    return editDistance(left, right, 1) <= 1 ? 'unclear' : 'different';
  }
  // a kanji name has a reading that its letters do not tell
  if (a.script === 'han' || b.script === 'han') return 'unclear';
  const edits = editDistance(a.skeleton, b.skeleton, 2);
  if (edits <= 1) return 'variant';
  return edits === 2 ? 'unclear' : 'different';
}

const feminine = /^(?:a|ne|ina|ette)$/;
const endings = /^[es]$/;

/** Two names that differ by a letter or two and are both somebody's: Paolo and Paola, Julian and Juliana. */
function areTwoGivenNames(a: string, b: string): boolean {
  if (isKnownGiven(a) && isKnownGiven(b)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  if (long.length === short.length) {
    return long.slice(0, -1) === short.slice(0, -1) && /[aoe]$/.test(long) && /[aoe]$/.test(short);
  }
  if (!long.startsWith(short)) return false;
  const ending = long.slice(short.length);
  if (feminine.test(ending)) return true;
  return endings.test(ending) && (isKnownGiven(short) || isKnownGiven(long));
}

/** A Slavic or Nordic surname without what tells gender or spelling: `Petrova`, `Petrov`; `Jonsson`, `Jonsen`. */
function stem(surname: string): string {
  return surname
    .replace(/(ov|ev|in)a$/, '$1')
    .replace(/sk(?:aia|aya|a|yy|ii|iy|yi|y)$/, 'ski')
    .replace(/(?:ova|ove)$/, '')
    .replace(/ss?on$|sen$/, 'sen');
}
