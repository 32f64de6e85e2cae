import { closest, distance } from 'fastest-levenshtein';

/** The known name that a wrong one most likely meant, or undefined when none is near. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(
    wrong.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const name = known.find((candidate) => candidate.toLowerCase() === best);
  const limit = Math.max(2, Math.floor(wrong.length / 3));
  return name !== undefined && distance(wrong.toLowerCase(), best) <= limit ? name : undefined;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const name = nearest(wrong, known);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
