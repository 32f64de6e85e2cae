import { setImmediate } from 'node:timers/promises';
import { populationOf } from './city.ts';
import { editWalk } from './edit-walk.ts';
import { foldName } from './fold.ts';
import { type NameList, nameList } from './name-list.ts';
import type { PlaceFile } from './place-file.ts';

/** A place whose name is a few edits away. */
export interface SimilarName {
  readonly index: number;
  /** The name that is similar. */
  readonly name: string;
  readonly edits: number;
}

/** Blocks of names between two turns of the event loop. */
const blocksAtOnce = 256;
/** Up to this length one edit is a slip, above two are. */
const shortName = 7;
/** Longer texts are no slip of a name, and their edits take longer to count. */
const longestName = 60;

/**
 * Places with a name one or two edits away (optimal string alignment), the fewest edits and then the largest first.
 *
 * It goes through every name, and lets others have their turn in between.
 */
export async function similarNames(file: PlaceFile, text: string): Promise<readonly SimilarName[]> {
  const key = foldName(text);
  const most = key.length <= shortName ? 1 : 2;
  if (key.length < 2 || key.length > longestName) return [];
  const found = new Map<number, SimilarName>();
  for (const list of [nameList(file, true), nameList(file, false)]) {
    const walk = editWalk(file.bytes, list, key, most);
    for (let from = 0; from < list.blocks; from += blocksAtOnce) {
      for (let block = from; block < Math.min(from + blocksAtOnce, list.blocks); block += 1) {
        for (const similar of readHits(list, block, walk(block))) {
          if (similar.edits < (found.get(similar.index)?.edits ?? most + 1))
            found.set(similar.index, similar);
        }
      }
      await setImmediate();
    }
  }
  return [...found.values()].sort(
    (a, b) => a.edits - b.edits || populationOf(file, b.index) - populationOf(file, a.index),
  );
}

function readHits(list: NameList, block: number, hits: ReadonlyMap<number, number>): readonly SimilarName[] {
  if (hits.size === 0) return [];
  return [...list.entries(block, block + 1)].flatMap(({ name, places }, position) => {
    const edits = hits.get(position);
    const [index] = places();
    return edits === undefined || index === undefined ? [] : [{ index, name, edits }];
  });
}
