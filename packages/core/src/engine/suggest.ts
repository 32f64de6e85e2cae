import { closest, distance } from 'fastest-levenshtein';

const maxLength = 128;

/** The known name that a wrong one most likely meant, or undefined when none is near. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  // comparing costs the product of both lengths, and the wrong name is the caller's
  if (known.length === 0 || wrong.length > maxLength) return undefined;
  const lower = wrong.toLowerCase();
  const lowered = known.map((name) => name.toLowerCase());
  const best = closest(lower, lowered);
  const far = distance(lower, best);
  const limit = Math.min(wrong.length - 1, Math.max(2, Math.floor(wrong.length / 3)));
  // beyond a slip of the pen, a name with all of its words says more than one with most of its letters
  const fuller = far > 2 ? withAllWords(lower, lowered) : undefined;
  if (fuller !== undefined) return known[lowered.indexOf(fuller)];
  if (far <= limit) return known[lowered.indexOf(best)];
  // an abbreviation is far by letters and near in meaning
  return wrong.length < 3 ? undefined : known[lowered.findIndex((name) => name.startsWith(lower))];
}

/** The one name of several words that are all in `wrong` (`get_forecast` in `get_weather_forecast`). */
function withAllWords(wrong: string, names: readonly string[]): string | undefined {
  const given = new Set(wrong.split(/[_-]/));
  const [only, second] = names.filter((name) => {
    const words = name.split(/[_-]/);
    return words.length > 1 && words.every((word) => given.has(word));
  });
  return second === undefined ? only : undefined;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const name = nearest(wrong, known);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
