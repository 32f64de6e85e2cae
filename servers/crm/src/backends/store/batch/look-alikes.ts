import type { CallScope, RecordType } from '../../../deps.ts';
import type { Deduplicated } from '../duplicates/keys.ts';
import { type LookAlike, lookAlikes } from '../duplicates/look-alikes.ts';
import { comparableRow } from '../duplicates/rows.ts';
import type { CrmDb } from '../kernel.ts';
import type { StoredRow } from '../records/table.ts';

const shown = 3;

/** Whom a new record may already be there as. */
export interface Twins {
  /** The record of its own kind that it is for certain. */
  readonly sure: LookAlike | undefined;
  /** All of them in words; undefined when there is none. */
  readonly words: string | undefined;
}

/** Asks, as every door does, whom a record that is about to be written would duplicate. */
export async function twinsOf(
  db: CrmDb,
  scope: CallScope,
  object: Deduplicated,
  columns: StoredRow,
): Promise<Twins> {
  const found = await lookAlikes(db, scope, { object, row: await comparableRow(db, object, columns) });
  const words = found.slice(0, shown).map(inWords);
  return {
    sure: found.find((each) => each.sure && each.object === object),
    words: words.length === 0 ? undefined : words.join(', '),
  };
}

function inWords({ object, id, score, agrees_on }: LookAlike): string {
  const why = agrees_on.length === 0 ? '' : `: ${agrees_on.slice(0, 3).join(', ')}`;
  return `${object} ${id} (${score.toFixed(2)}${why})`;
}

const kinds: readonly RecordType[] = ['leads', 'companies', 'contacts'] satisfies readonly Deduplicated[];

/** Whether records of a kind can be duplicates. */
export function isDeduplicated(object: RecordType): object is Deduplicated {
  return kinds.includes(object);
}
