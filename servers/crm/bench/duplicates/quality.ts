import { monitorEventLoopDelay } from 'node:perf_hooks';
import { inSlices } from '../../src/backends/store/duplicates/slices.ts';
import { clustersOf } from '../../src/duplicates/cluster.ts';
import type { Kind } from '../../src/duplicates/compare.ts';
import { findLinks, prepareAll } from '../../src/duplicates/find-links.ts';
import type { DuplicateRecord, RecordId } from '../../src/duplicates/record.ts';

/** A record of which it is known whose it is. */
export interface TrueRecord extends DuplicateRecord {
  readonly truth: number | string;
}

/** Finds the clusters among records as the product does. */
export async function found(records: readonly DuplicateRecord[], kind: Kind, threshold = 0.7) {
  const breathe = inSlices();
  const prepared = await prepareAll(records, breathe);
  const { links, compared, cuts } = await findLinks(prepared, kind, threshold, breathe);
  const byId = new Map(prepared.list.map((record) => [record.id, record]));
  const certain = links.filter(({ score }) => score >= threshold);
  const clusters = await clustersOf(certain, { kind, byId, sharing: prepared.sharing }, breathe);
  return { links: certain, clusters, compared, cuts };
}

/** Precision, recall and F1 over pairs, with what the search took, as one line. */
export async function quality(name: string, records: readonly TrueRecord[], kind: Kind): Promise<string> {
  const truthOf = new Map(records.map(({ id, truth }) => [id, truth]));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const [started, before] = [performance.now(), process.cpuUsage()];
  delay.enable();
  const { clusters, compared, cuts } = await found(records, kind);
  delay.disable();
  const cpu = process.cpuUsage(before);
  const pairs = clusters.flatMap(pairsOf);
  const right = pairs.filter(([a, b]) => truthOf.get(a) === truthOf.get(b)).length;
  const truth = [...Map.groupBy(records, (record) => record.truth).values()].flatMap((list) =>
    pairsOf(list.map(({ id }) => id)),
  ).length;
  const [precision, recall] = [right / Math.max(1, pairs.length), right / Math.max(1, truth)];
  const f1 = (2 * right) / Math.max(1, pairs.length + truth);
  const cost = [
    `${compared} pairs compared`,
    `${((performance.now() - started) / 1000).toFixed(1)} s`,
    `${((cpu.user + cpu.system) / 1e6).toFixed(1)} s CPU`,
    `loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} most ${(delay.max / 1e6).toFixed(1)} ms`,
    `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    `cuts ${cuts.length}`,
  ];
  return `${name}: ${records.length} records, ${truth} true pairs | P ${precision.toFixed(4)} R ${recall.toFixed(4)} F1 ${f1.toFixed(4)} | ${cost.join(', ')}`;
}

function pairsOf(ids: readonly RecordId[]): readonly (readonly [RecordId, RecordId])[] {
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b) => [a, b] as const));
}
