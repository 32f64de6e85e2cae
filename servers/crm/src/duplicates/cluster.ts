import { compare, type Kind } from './compare.ts';
import type { PreparedRecord, RecordId } from './record.ts';
import type { Sharing } from './sharing.ts';
import type { Breathe } from './slices.ts';

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

const bounds: ClusterBounds = { min_mean_weight: -1, max_size: 50 };
const mostWeight = 12;

/** What clustering asks of records beside their links. */
export interface Clustered {
  readonly kind: Kind;
  readonly byId: ReadonlyMap<RecordId, PreparedRecord>;
  readonly sharing: Sharing;
}

/** Joins links into clusters of at least two, in small parts: each group that hangs together on its own. */
export async function clustersOf(
  links: readonly Link[],
  { kind, byId, sharing }: Clustered,
  breathe: Breathe,
): Promise<readonly (readonly RecordId[])[]> {
  // not the bits, which a contradiction leaves high
  const weightOf = (left: RecordId, right: RecordId) => {
    const [a, b] = [byId.get(left), byId.get(right)];
    if (a === undefined || b === undefined) return 0;
    const { score } = compare(a, b, kind, sharing);
    return Math.max(-mostWeight, Math.min(mostWeight, Math.log2(score / (1 - score))));
  };
  const clusters: (readonly RecordId[])[] = [];
  for (const part of components(links)) {
    clusters.push(...clusterLinks(part, weightOf, bounds));
    await breathe();
  }
  return clusters;
}

/** Links that hang together. */
function components(links: readonly Link[]): Iterable<Link[]> {
  const parents = new Map<RecordId, RecordId>();
  const root = (id: RecordId): RecordId => {
    let top = id;
    for (let up = parents.get(top); up !== undefined && up !== top; up = parents.get(top)) {
      const above = parents.get(up) ?? up;
      // shortens the way for those who come after
      parents.set(top, above);
      top = up;
    }
    return top;
  };
  for (const { a, b } of links) parents.set(root(a), root(b));
  return Map.groupBy(links, ({ a }) => root(a)).values();
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
  { min_mean_weight, max_size }: ClusterBounds,
): readonly (readonly RecordId[])[] {
  const groups = new Map<RecordId, RecordId[]>();
  const groupOf = (id: RecordId) => groups.get(id) ?? [id];
  for (const { a, b } of [...links].sort((left, right) => right.score - left.score)) {
    const [left, right] = [groupOf(a), groupOf(b)];
    if (left === right || left.length + right.length > max_size) continue;
    if (meanWeight(left, right, weightOf) < min_mean_weight) continue;
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
