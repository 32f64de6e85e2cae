import { closest, distance } from 'fastest-levenshtein';

const maxLength = 128;

/** The known name that a wrong one most likely meant, or undefined when none is near. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  // comparing costs the product of both lengths, and the wrong name is the caller's
  if (known.length === 0 || wrong.length > maxLength) return undefined;
  const lower = wrong.toLowerCase();
  const lowered = known.map((name) => name.toLowerCase());
  const best = closest(lower, lowered);
  const limit = Math.min(wrong.length - 1, Math.max(2, Math.floor(wrong.length / 3)));
  if (distance(lower, best) <= limit) return known[lowered.indexOf(best)];
  // an abbreviation is far by letters and near in meaning
  return wrong.length < 3 ? undefined : known[lowered.findIndex((name) => name.startsWith(lower))];
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const name = nearest(wrong, known);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
