import { keysOf } from './candidate-keys.ts';
import { clusterLinks, type Link } from './cluster.ts';
import { compareAtLeast, comparePrepared, type PairScore, priorBits, type Reason } from './compare.ts';
import { countFrequencies, type Frequencies, usualFrequencies } from './frequencies.ts';
import { type DuplicateRecord, type PreparedRecord, prepare, type RecordId } from './record.ts';

/** How duplicates are looked for. */
export interface DuplicateOptions {
  /** The least probability of a reported pair, 0 to 1; 0.7 by default. */
  readonly min_score?: number;
  /** Keys that more records share are too common to tell anything and are passed over; 200 by default. */
  readonly max_block_size?: number;
  /** The most records of one cluster; 50 by default. */
  readonly max_cluster_size?: number;
}

/** Two records that are likely one, with what spoke for and against. */
export interface DuplicatePair extends Link {
  readonly reasons: readonly Reason[];
}

/** Records that are likely one. */
export interface DuplicateCluster {
  readonly ids: readonly RecordId[];
  /** The least score among the links that hold the cluster together. */
  readonly score: number;
  readonly pairs: readonly DuplicatePair[];
}

/** All that was found, and how much work it was. */
export interface DuplicateReport {
  /** Most certain first. */
  readonly clusters: readonly DuplicateCluster[];
  readonly records: number;
  readonly pairs_compared: number;
}

const defaults = { min_score: 0.7, max_block_size: 200, max_cluster_size: 50 } as const;

/**
 * Finds the clusters of records that are likely one person or company.
 *
 * Reads its input once and keeps the normalised fields of each record, about 1 kB per record. The frequencies of names
 * and places are taken from the records themselves.
 */
export function findDuplicates(
  records: Iterable<DuplicateRecord>,
  options: DuplicateOptions = {},
): DuplicateReport {
  const { min_score, max_block_size, max_cluster_size } = { ...defaults, ...options };
  const prepared = Array.from(records, prepare);
  const byId = new Map(prepared.map((record) => [record.id, record]));
  const frequencies = countFrequencies(prepared);
  const links: DuplicatePair[] = [];
  let compared = 0;
  for (const [a, b] of candidatePairs(prepared, max_block_size)) {
    compared += 1;
    const found = compareAtLeast(a, b, frequencies, min_score);
    if (found !== undefined) links.push({ a: a.id, b: b.id, score: found.score, reasons: found.reasons });
  }
  const groups = clusterLinks(links, (a, b) => weightBetween(byId, a, b, frequencies), {
    min_mean_weight: priorBits(frequencies.population) / 2,
    max_size: max_cluster_size,
  });
  return { clusters: clustersOf(groups, links), records: prepared.length, pairs_compared: compared };
}

function weightBetween(
  byId: ReadonlyMap<RecordId, PreparedRecord>,
  left: RecordId,
  right: RecordId,
  frequencies: Frequencies,
): number {
  const [a, b] = [byId.get(left), byId.get(right)];
  return a === undefined || b === undefined ? 0 : comparePrepared(a, b, frequencies).weight;
}

function clustersOf(
  groups: readonly (readonly RecordId[])[],
  links: readonly DuplicatePair[],
): DuplicateCluster[] {
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)));
  const inside = links.filter(
    ({ a, b }) => groupOf.get(a) !== undefined && groupOf.get(a) === groupOf.get(b),
  );
  const pairs = Map.groupBy(inside, ({ a }) => groupOf.get(a));
  return groups
    .map((ids) => {
      const held = pairs.get(ids) ?? [];
      return { ids, pairs: held, score: held.reduce((least, { score }) => Math.min(least, score), 1) };
    })
    .sort((left, right) => right.score - left.score);
}

/** Pairs of records that share a key, each pair once. */
function* candidatePairs(
  records: readonly PreparedRecord[],
  maxBlock: number,
): Generator<readonly [PreparedRecord, PreparedRecord]> {
  const blocks = new Map<string, number[]>();
  records.forEach((record, position) => {
    for (const key of keysOf(record)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [position]);
      else block.push(position);
    }
  });
  const partners = records.map((): number[] => []);
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > maxBlock) continue;
    block.forEach((from, index) => {
      for (let other = index + 1; other < block.length; other += 1)
        partners[from]?.push(block[other] ?? from);
    });
  }
  for (const [from, list] of partners.entries()) {
    for (const to of new Set(list)) {
      const [a, b] = [records[from], records[to]];
      if (a !== undefined && b !== undefined) yield [a, b];
    }
  }
}

/** How likely two records are one, and why. `population` is how many records the workspace holds. */
export function compareRecords(a: DuplicateRecord, b: DuplicateRecord, population: number): PairScore {
  return comparePrepared(prepare(a), prepare(b), usualFrequencies(population));
}

/** Ranks the candidates of one record, most likely first; those under `min_score` are left out. */
export function rankCandidates(
  record: DuplicateRecord,
  candidates: Iterable<DuplicateRecord>,
  population: number,
  minScore: number = defaults.min_score,
): readonly DuplicatePair[] {
  const subject = prepare(record);
  const frequencies = usualFrequencies(population);
  return Array.from(candidates)
    .filter(({ id }) => id !== record.id)
    .map((candidate) => {
      const { score, reasons } = comparePrepared(subject, prepare(candidate), frequencies);
      return { a: record.id, b: candidate.id, score, reasons };
    })
    .filter(({ score }) => score >= minScore)
    .sort((left, right) => right.score - left.score);
}
