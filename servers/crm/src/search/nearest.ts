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

function likeness(wrong: string, known: string): number {
  if (wrong.length >= 3 && (known.includes(wrong) || wrong.includes(known))) return 0.95;
  return jaroWinkler(wrong, known);
}

/** The error for a name that does not exist, with the nearest one that does and all there are. */
export function unknownName(what: string, wrong: string, known: readonly string[]) {
  const near = nearest(wrong, known);
  const shown = JSON.stringify(wrong.slice(0, 60));
  return validationError(
    `${what} ${shown} does not exist.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    {
      hint: known.length === 0 ? 'There is none.' : `There are: ${known.join(', ')}.`,
    },
  );
}
