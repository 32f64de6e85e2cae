import type { RecordId } from './record.ts';

/** Two records that are likely one. */
export interface Link {
  readonly a: RecordId;
  readonly b: RecordId;
  readonly score: number;
}

/** Bounds against chains, where A is like B and B like C while A and C are plainly two. */
export interface ClusterBounds {
  /** The least mean weight, in bits, over all pairs between two groups that are joined. */
  readonly min_mean_weight: number;
  /** The most records of one cluster. */
  readonly max_size: number;
}

/**
 * Joins links into clusters, the strongest first (average linkage over the components).
 *
 * Two groups join only when the mean weight of all pairs between them holds; `weightOf` is asked for pairs that have no
 * link. Returns clusters of at least two, each sorted by nothing but order of joining.
 */
export function clusterLinks(
  links: readonly Link[],
  weightOf: (a: RecordId, b: RecordId) => number,
  bounds: ClusterBounds,
): readonly (readonly RecordId[])[] {
  const groups = new Map<RecordId, RecordId[]>();
  const groupOf = (id: RecordId) => groups.get(id) ?? [id];
  for (const { a, b } of [...links].sort((left, right) => right.score - left.score)) {
    const [left, right] = [groupOf(a), groupOf(b)];
    if (left === right || left.length + right.length > bounds.max_size) continue;
    if (meanWeight(left, right, weightOf) < bounds.min_mean_weight) continue;
    const joined = [...left, ...right];
    for (const id of joined) groups.set(id, joined);
  }
  return [...new Set(groups.values())];
}

function meanWeight(
  left: readonly RecordId[],
  right: readonly RecordId[],
  weightOf: (a: RecordId, b: RecordId) => number,
): number {
  let sum = 0;
  for (const a of left) for (const b of right) sum += weightOf(a, b);
  return sum / (left.length * right.length);
}
