import { fold } from '@patchbay/schemas';

const ascii = /^[\0-\x7f]*$/;

/**
 * Folds a name of a place for comparison: as everywhere, and then without apostrophes and dots, other signs as single
 * spaces.
 *
 * `Xi’an` and `Xian` are equal, so are `D.C.` and `DC`; `Aix-en-Provence` is `aix en provence`.
 */
export function foldName(name: string): string {
  const folded = fold(name).replace(/['`.]/g, '');
  // most names are in plain letters, for which the engine need not know all of Unicode
  const signs = ascii.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{M}\p{N}]+/gu;
  return folded.replace(signs, ' ').trim();
}

/** Turns a name into the form of a city id: `São Paulo` into `sao-paulo`; other scripts have none of their letters in it. */
export function slugOf(name: string): string {
  return foldName(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
