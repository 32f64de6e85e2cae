const marks = /\p{M}+/gu;
const apostrophes = /['’ʼʻ`´]/g;
const separators = /[^\p{L}\p{N}]+/gu;

// letters that no Unicode decomposition takes apart
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
};
const letterPattern = /[ßæœøłđðþıħŋ]/g;
const plain = /^[a-z0-9 ]*$/;

/** Folds a text for comparison: lower case, no diacritics, compatibility forms resolved. Scripts are kept. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(marks, '')
    .replace(letterPattern, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}

/** The words of a folded text, joined by single spaces; apostrophes close up (`O’Neil` → `oneil`). */
export function foldWords(text: string): string {
  const folded = foldCase(text);
  if (/^[a-z0-9]*$/.test(folded)) return folded;
  return folded.replace(apostrophes, '').replace(separators, ' ').trim();
}

/** A folded text without any separator, so that `New  Town` and `newtown` agree. */
export function foldCompact(text: string): string {
  return foldWords(text).replaceAll(' ', '');
}
