import { fold, type SearchWord, searchWords, wordsOf } from '@patchbay/schemas';

const leastDigits = 7;
const mostDigits = 20;

/**
 * The tokens of a telephone number for the text index: its digits, and what they end with, down to seven digits, so that
 * the number is found without its country code and without its area code.
 */
export function phoneTokens(e164: string): readonly string[] {
  const digits = digitsOf(e164);
  const starts = Math.max(digits.length - leastDigits + 1, 1);
  return digits === '' ? [] : Array.from({ length: starts }, (_, start) => digits.slice(start));
}

const run =
  /(?<![\p{L}\p{N}])(?:tel:\s*)?\+?[\d(][\d\s()./+-]{5,}\d(?![\p{L}\p{N}])(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?/u;
const extension = /(?:x|ext\.?|#)\s*\d{1,6}$/;

/**
 * The words of a search over records with telephone numbers: what looks like such a number, in any form that people
 * write, is one word, found by the number or by the words as they stand; the rest is as in `searchWords`.
 */
export function searchWordsAndPhones(text: string): readonly SearchWord[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, fold)
    .replace(/\p{Pd}/gu, '-');
  const [found] = run.exec(plain) ?? [];
  const phone = found === undefined ? [] : phoneForms(found.replace(extension, ''));
  if (found === undefined || phone.length === 0) return searchWords(text);
  const forms = [...phone.map((digits) => [digits]), wordsOf(found)];
  return [{ text: fold(found.trim()), forms }, ...searchWords(plain.replace(found, ' '))];
}

// what is dialled before a number from within a country, or to leave it
const dialled = ['0011', '011', '010', '00', '06', '0', '8'];

/**
 * The digits that a number as people write it may end with in E.164: as they stand, and without what is dialled before
 * them. Empty for fewer than seven digits.
 */
export function phoneForms(written: string): readonly string[] {
  const digits = digitsOf(fold(written).replace(/\(0\)/, ''));
  if (digits.length < leastDigits || digits.length > mostDigits) return [];
  const rests = dialled.flatMap((prefix) => (digits.startsWith(prefix) ? [digits.slice(prefix.length)] : []));
  return [...new Set([digits, ...rests])].filter(({ length }) => length >= leastDigits - 1);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
