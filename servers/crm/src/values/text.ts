import { fold } from '@patchbay/schemas';

const apostrophes = /['`]/g;
const separators = /[^\p{L}\p{N}\p{M}]+/gu;

/** The words of a folded text, joined by single spaces; apostrophes close up (`O’Neil` → `oneil`). */
export function foldWords(text: string): string {
  const folded = fold(text);
  if (/^[a-z0-9]*$/.test(folded)) return folded;
  return folded.replace(apostrophes, '').replace(separators, ' ').trim();
}

/** A folded text without any separator, so that `New  Town` and `newtown` agree. */
export function foldCompact(text: string): string {
  return foldWords(text).replaceAll(' ', '');
}
