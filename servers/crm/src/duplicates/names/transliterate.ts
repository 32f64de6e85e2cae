import { fold } from '@patchbay/schemas';
import { devanagari } from './devanagari.ts';
import { hangul, koreanSurname } from './hangul.ts';
import { latinLetters } from './letters.ts';
import { pinyin } from './pinyin.ts';

/**
 * Which writing a text is in, as far as comparison cares: `consonants` for scripts without short vowels, `letters` for
 * others that {@link toLatin} spells, `unknown` for those that it leaves as they are.
 */
export type Script = 'latin' | 'han' | 'hangul' | 'consonants' | 'letters' | 'unknown';

const ascii = /^[\0-\x7f]*$/;
const latin = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}\p{M}]*$/u;
const spelled =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Devanagari}\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}\p{M}ー]*$/u;

/** The writing of a text; of several the one that is hardest to spell. */
export function scriptOf(text: string): Script {
  if (ascii.test(text) || latin.test(text)) return 'latin';
  if (/\p{Script=Han}/u.test(text)) return 'han';
  if (/[가-힣]/.test(text)) return 'hangul';
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) return 'consonants';
  return spelled.test(text) ? 'letters' : 'unknown';
}

/** A text folded and in Latin letters, so that `Иван Петров` meets `Ivan Petrov`; what no table knows stays as it is. */
export function toLatin(text: string): string {
  if (ascii.test(text) || latin.test(text)) return fold(text);
  const surname = koreanSurname(text);
  if (surname !== undefined) return surname;
  const lower = text.toLowerCase().normalize('NFC');
  if (/\p{Script=Devanagari}/u.test(lower))
    return fold(lower.replace(/\p{Script=Devanagari}+/gu, (word) => devanagari(word)));
  let result = '';
  for (const letter of lower) result += latinOf(letter);
  return fold(result);
}

function latinOf(letter: string): string {
  const plain = latinLetters.get(letter) ?? latinLetters.get(letter.normalize('NFD').charAt(0));
  if (plain !== undefined) return plain;
  if (/[가-힣]/.test(letter)) return hangul(letter);
  return /\p{Script=Han}/u.test(letter) ? pinyin(letter) : letter;
}

/**
 * A folded name reduced to what all its romanisations keep: `Yusuf` and `Youssef`; `Sergei`, `Sergey` and `Serhii`;
 * `Müller` and `Mueller`. Made for Latin letters: where a character is a syllable it would make several names one.
 */
export function skeleton(name: string): string {
  return name
    .replace(/ae|oe(?!t)|ue/g, (digraph) => digraph.charAt(0))
    .replace(/sch|sh/g, 's')
    .replace(/tch|tsch|ch|cz/g, 'c')
    .replace(/kh|gh|h/g, '')
    .replace(/ph/g, 'f')
    .replace(/ou|oo/g, 'u')
    .replace(/ee|ie|ey|ei|iy|ij|yj|y|j/g, 'i')
    .replace(/w/g, 'v')
    .replace(/q|ck|c(?=[aour])/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/(.)\1+/g, '$1');
}

/** The consonants of a folded name alone, for comparison with a script that writes no short vowels. */
export function consonants(name: string): string {
  return skeleton(name).replace(/[aeiouv]/g, '');
}
