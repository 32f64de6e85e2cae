import { skeleton } from '../names/transliterate.ts';
import { editDistance } from '../similarity.ts';
import type { CompanyName } from './company-name.ts';
import { genericWords } from './generic-words.ts';

/** How two company names agree once legal forms are gone; `unclear` when one contains the other. */
export type NameAgreement = 'same' | 'close' | 'unclear' | 'different';

/** Compares two company names. Numbers in them tell branches apart. */
export function sameCompanyName(a: CompanyName, b: CompanyName): NameAgreement {
  if (a.core === b.core) return 'same';
  if (numbersOf(a) !== numbersOf(b)) return 'different';
  if (isSlip(a, b)) return 'close';
  const [few, many] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const missing = few.words.filter((word) => !many.words.some((other) => likeWord(word, other)));
  const added = many.words.filter((word) => !few.words.some((other) => likeWord(word, other)));
  if (isAcronym(few, many)) return 'close';
  if (missing.length > 0) return 'different';
  const telling = few.words.some((word) => !genericWords.has(word) && word.length > 2);
  return telling && added.every((word) => genericWords.has(word)) ? 'close' : 'unclear';
}

function isSlip(a: CompanyName, b: CompanyName): boolean {
  const shorter = Math.min(a.core.length, b.core.length);
  if (shorter < 5) return false;
  return skeleton(a.core) === skeleton(b.core) || (shorter >= 7 && oneSlip(a, b));
}

/** One slip in a word that is long enough to be known in spite of it, or between the words. */
function oneSlip(a: CompanyName, b: CompanyName): boolean {
  if (editDistance(a.core, b.core, 1) !== 1) return false;
  if (a.words.length !== b.words.length) return true;
  return a.words.every(
    (word, at) => word === b.words[at] || Math.min(word.length, b.words[at]?.length ?? 0) >= 5,
  );
}

function numbersOf({ words }: CompanyName): string {
  return words.filter((word) => /^(?:\d+|ii|iii|iv|vi|vii|viii)$/.test(word)).join(' ');
}

function likeWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 5 && (skeleton(a) === skeleton(b) || editDistance(a, b, 1) === 1)) return true;
  return short.length >= 3 && long.length >= 6 && abbreviates(short, long);
}

/** `intl` for `international`, `tech` for `technologies`. */
function abbreviates(short: string, long: string): boolean {
  if (!genericWords.has(long) || !long.startsWith(short.slice(0, 3))) return false;
  return genericWords.has(short) || long.startsWith(short);
}

function isAcronym(few: CompanyName, many: CompanyName): boolean {
  return few.words.length === 1 && few.core.length >= 3 && few.core === many.acronym;
}
