import { validationError } from '@patchbay/schemas';
import { jaroWinkler } from '../duplicates/similarity.ts';
import { foldCompact } from '../values/text.ts';

const leastLikeness = 0.75;

/** The known name that a wrong one most likely meant; undefined when none is near. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  const folded = foldCompact(wrong.slice(0, 100));
  const ranked = known
    .map((name) => ({ name, likeness: likeness(folded, foldCompact(name)) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  return best !== undefined && best.likeness >= leastLikeness ? best.name : undefined;
}

/** A part stands for the whole, but less than what is nearly the same. */
function likeness(wrong: string, known: string): number {
  const isPart = wrong.length >= 3 && (known.includes(wrong) || wrong.includes(known));
  return Math.max(jaroWinkler(wrong, known), isPart ? 0.9 : 0);
}

/** ` Did you mean "x"?` with the nearest known name, or nothing. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
}

/** The error for a name that does not exist, with the nearest one that does and all there are. */
export function unknownName(what: string, wrong: string, known: readonly string[]) {
  const shown = JSON.stringify(wrong.slice(0, 60));
  return validationError(`${what} ${shown} does not exist.${didYouMean(wrong, known)}`, {
    hint: known.length === 0 ? 'There is none.' : `There are: ${listed(known)}.`,
  });
}

const mostListed = 30;

/** Names as one text, the first thirty of many. */
export function listed(names: readonly string[]): string {
  const rest = names.length - mostListed;
  return rest > 0 ? `${names.slice(0, mostListed).join(', ')} and ${rest} more` : names.join(', ');
}
