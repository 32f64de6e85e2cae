// a mark under these is an accent; under all other letters it is a part of the letter
const accented =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Coptic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}])\p{M}+/gu;
const stressed = /(\p{Script=Cyrillic})\p{M}+/gu;
const strayMarks = /(?<![\p{L}\p{M}])\p{M}+/gu;
const ignorable = /\p{Default_Ignorable_Code_Point}|\u0640/gu;
const apostrophes = /[´ʹ\u1FFD\u02B9-\u02BF\u02C8\u2018\u2019\u201B\u2032\uA78B\uA78C\u05F3\u05F4]/g;
const digit = /(?![0-9])\p{Nd}/gu;
const ascii = /^[\0-\x7f]*$/;

// what no decomposition of Unicode takes apart, and letters that one language writes for another's
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
  ə: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ς: 'σ',
  ё: 'е',
  ѐ: 'е',
  ѝ: 'и',
  ی: 'ي',
  ى: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const letter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Counts up when {@link fold} or {@link wordsOf} changes, so that what was computed with them is computed again. */
export const foldVersion = 1;

/**
 * Folds a text for comparison, in every script: texts that differ in case, accents or their form in Unicode fold to one.
 *
 * - Case as Unicode's full case folding (`ß` → `ss`), compatibility forms (`ﬁ`, half-width kana), decimal digits of all
 *   scripts to 0 to 9, all apostrophes to `'`; what renders as nothing goes.
 * - Marks are stripped where they are accents or may be left out: Latin, Greek, Coptic, Hebrew points, Arabic harakat,
 *   Syriac. In Cyrillic `ё` is `е` and stress marks go, but `й`, `ў`, `ї` and whatever else Unicode has as one letter
 *   stay. Elsewhere marks are letters and stay: voiced kana, vowel signs of Indic and South-East Asian scripts, tones.
 * - Letters with a stroke and ligatures become plain (`ø` → `o`, `æ` → `ae`), `ə` becomes `e`; the Arabic letters that
 *   Persian and Urdu write otherwise, alef maksura and teh marbuta fold together.
 *
 * A text in ASCII is lowered and nothing else.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  // first, since the acute accent decomposes into a space
  const decomposed = text.replace(apostrophes, "'").normalize('NFKD');
  // upper case first, since only it takes ligatures apart
  return decomposed
    .replace(apostrophes, "'")
    .replace(ignorable, '')
    .toUpperCase()
    .toLowerCase()
    .replace(accented, '$1')
    .replace(strayMarks, '')
    .normalize('NFC')
    .replace(letter, (each) => letters[each] ?? each)
    .replace(stressed, '$1')
    .replace(digit, plainDigit);
}

/** The digits of a script follow each other, zero first. */
function plainDigit(of: string): string {
  const code = of.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

// how German, Nordic and South Slavic names are written where the letters are missing
const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', đ: 'dj' };

/** A text folded, and folded with its umlauts spelled out where it has any: `Müller` → `muller`, `mueller`. */
export function foldSpellings(text: string): readonly string[] {
  const folded = fold(text);
  if (ascii.test(text)) return [folded];
  const other = fold(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüåøđ]/g, (each) => spelled[each] ?? each),
  );
  return other === folded ? [folded] : [folded, other];
}
