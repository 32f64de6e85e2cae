import { Blocks, type Cut } from './blocks.ts';
import { compare, type Kind } from './compare.ts';
import { type DuplicateRecord, type PreparedRecord, prepare, type RecordId } from './record.ts';
import { SharingCounts } from './sharing.ts';
import type { Breathe } from './slices.ts';

/** Two records that may be one. */
export interface FoundLink {
  readonly a: RecordId;
  readonly b: RecordId;
  readonly score: number;
  /** The score that somebody may see at most to whom some fields are hidden. */
  readonly reach: number;
}

/** All that was found, and how much work it was. */
export interface FoundLinks {
  readonly links: readonly FoundLink[];
  readonly compared: number;
  /** Keys too common to be compared in full; an answer says so. */
  readonly cuts: readonly Cut[];
  /** What was too common about a record. */
  readonly cutOf: ReadonlyMap<RecordId, ReadonlySet<string>>;
}

/** Records made ready, and who shares what among them. */
export interface PreparedRecords {
  readonly list: readonly PreparedRecord[];
  readonly sharing: SharingCounts;
}

/** Makes records ready for comparison, in small parts. */
export async function prepareAll(
  records: Iterable<DuplicateRecord>,
  breathe: Breathe,
): Promise<PreparedRecords> {
  const list: PreparedRecord[] = [];
  const sharing = new SharingCounts();
  for (const record of records) {
    const made = prepare(record);
    list.push(made);
    sharing.add(made);
    if (list.length % 8 === 0) await breathe();
  }
  return { list, sharing };
}

/**
 * Finds the pairs whose `reach` is `least` or more, in small parts, so that other calls go on.
 *
 * Keeps about 2 kB per record; the pairs compared grow with the records and their keys, never with their square.
 */
export async function findLinks(
  { list, sharing }: PreparedRecords,
  kind: Kind,
  least: number,
  breathe: Breathe,
): Promise<FoundLinks> {
  const blocks = new Blocks(kind);
  for (const [at, record] of list.entries()) {
    blocks.add(record);
    if (at % 8 === 0) await breathe();
  }
  const links: FoundLink[] = [];
  let compared = 0;
  for (const step of blocks.partners()) {
    const [from, others] = step ?? [0, new Set<number>()];
    await breathe();
    for (const to of others) {
      const [a, b] = [list[from], list[to]];
      if (a === undefined || b === undefined) continue;
      compared += 1;
      if (compared % 16 === 0) await breathe();
      const { score, reach } = compare(a, b, kind, sharing);
      if (reach >= least) links.push({ a: a.id, b: b.id, score, reach });
    }
  }
  const cutOf = new Map([...blocks.cutAt].map(([at, shared]) => [list[at]?.id ?? '', shared] as const));
  return { links, compared, cuts: blocks.cuts, cutOf };
}
