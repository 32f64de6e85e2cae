/** Letters that Unicode decomposition leaves alone, with what English keyboards write for them. */
const undecomposed: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ə', 'a'],
]);

/**
 * Folds a name for comparison: lower case, no diacritics, punctuation as single spaces.
 *
 * Apostrophes vanish (`Xi’an` and `Xian` are equal) and dots too (`D.C.` and `DC` are equal).
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9\s]/gu, (letter) => undecomposed.get(letter) ?? letter)
    .replace(/['’‘ʻʼʿʾ`´.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Turns a name into the form of a city id: `São Paulo` into `sao-paulo`. */
export function slugOf(name: string): string {
  return foldName(name).replaceAll(' ', '-');
}
