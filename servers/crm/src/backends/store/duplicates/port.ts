import { tooLarge } from '@patchbay/core';
import { and, countRows, eq } from '@patchbay/storage';
import { z } from 'zod';
import type { CallScope, DuplicateCluster, Duplicates, MergeableType, SeenPage } from '../../../deps.ts';
import { describeReason, type Reason } from '../../../duplicates/compare.ts';
import { type DuplicatePair, findDuplicates, rankCandidates } from '../../../duplicates/find-duplicates.ts';
import type { DuplicateRecord } from '../../../duplicates/record.ts';
import { requireSeen, seesInFull } from '../../gate.ts';
import { noRecord } from '../activities/log.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { recordTable, visibleRows } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
import { type Comparable, duplicateRecord } from './keys.ts';
import { mergeRecords } from './merge.ts';
import { comparableRows } from './rows.ts';
import { recordsSharing } from './shared-keys.ts';

type Search = Parameters<Duplicates['find']>[0];

/** The most records that are compared at once. */
const mostCompared = 20_000;
/** A key that more records share tells nothing. */
const largestBlock = 200;
const mostCandidates = 500;

/** Finding and merging duplicates in the store. */
export function createDuplicates(kernel: Kernel): Duplicates {
  return {
    find: async (search, scope) => findClusters(kernel, search, scope),
    merge: async (merge, scope) => mergeRecords(kernel, merge, scope),
  };
}

/**
 * Finds records that are likely one. Only rows and fields that the caller sees in full are compared: what is hidden
 * neither makes a duplicate nor explains one.
 */
function findClusters(kernel: Kernel, search: Search, scope: CallScope): Promise<SeenPage<DuplicateCluster>> {
  const { object_type: object, record_id, min_score, limit, cursor } = search;
  requireSeen(scope, object);
  return kernel.scan(scope, async (db) => {
    const items =
      record_id === undefined
        ? await allClusters(db, scope, object, min_score)
        : await clusterOf(db, scope, object, record_id, min_score);
    const page = db.pageOf({
      list: 'find_duplicates',
      filter: { object, record_id, min_score },
      items,
      keyOf: ({ ids }) => ids.join(','),
      limit,
      cursor,
    });
    return { ...page, total_count: items.length };
  });
}

async function allClusters(
  db: CrmDb,
  scope: CallScope,
  object: MergeableType,
  min_score: number,
): Promise<readonly DuplicateCluster[]> {
  const records = await comparedRecords(db, scope, object, await blockedIds(db, object));
  const { clusters } = findDuplicates(records, { min_score, max_block_size: largestBlock });
  return clusters
    .map(({ ids, score, pairs }) => ({
      ids: ids.map(String),
      score: rounded(score),
      reasons: reasonsOf(pairs),
    }))
    .sort((a, b) => b.score - a.score || (a.ids.join() < b.ids.join() ? -1 : 1));
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}

const shownReasons = 4;

/** What holds a cluster together: the weightiest reasons of its weakest link. */
function reasonsOf(pairs: readonly DuplicatePair[]): readonly string[] {
  const [weakest] = [...pairs].sort((a, b) => a.score - b.score);
  return describedReasons(weakest?.reasons ?? []);
}

function describedReasons(reasons: readonly Reason[]): readonly string[] {
  return reasons.slice(0, shownReasons).map(describeReason);
}

const foundId = z.object({ id: z.string() });

/** The records that share a key with another: one pass over the keys, since planners mistake a self-join for cheap. */
async function blockedIds(db: CrmDb, object: MergeableType): Promise<readonly string[]> {
  const rows = await db.all(
    db.sql`SELECT DISTINCT record_id AS id FROM (
        SELECT record_id, count(*) OVER (PARTITION BY key) AS sharing FROM duplicate_keys
        WHERE tenant = ${db.tenant} AND object = ${object}
      ) AS keys WHERE sharing BETWEEN 2 AND ${largestBlock} LIMIT ${mostCompared + 1}`,
    foundId,
  );
  if (rows.length <= mostCompared) return rows.map(({ id }) => id);
  throw tooLarge(`More than ${mostCompared} records are like another: too many to compare in one call.`, {
    hint: 'Pass record_id to look for duplicates of one record.',
  });
}

async function comparedRecords(
  db: CrmDb,
  scope: CallScope,
  object: MergeableType,
  ids: readonly string[],
): Promise<readonly DuplicateRecord[]> {
  const rows = [...(await visibleRows(db, scope, object, ids)).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const compared = await comparableRows(
    db,
    object,
    rows.map(([, row]) => row),
  );
  return rows.map(([id], index) =>
    duplicateRecord(object, id, shownColumns(scope, object, compared[index] ?? {})),
  );
}

function shownColumns(scope: CallScope, object: MergeableType, row: Comparable): Comparable {
  return Object.fromEntries(Object.entries(row).filter(([column]) => seesInFull(scope, object, column)));
}

/** The duplicates of one record, as one cluster with it in front. */
async function clusterOf(
  db: CrmDb,
  scope: CallScope,
  object: MergeableType,
  id: string,
  min_score: number,
): Promise<readonly DuplicateCluster[]> {
  const candidates = await candidatesOf(db, object, id);
  const records = await comparedRecords(db, scope, object, [id, ...candidates]);
  const subject = records.find((record) => record.id === id);
  if (subject === undefined) throw noRecord(object, id);
  const { table } = recordTable(db, object);
  const { total_count } = await countRows(db, table, rowCondition(db, scope, object, table));
  return rankCandidates(subject, records, total_count, min_score).map(({ b, score, reasons }) => ({
    ids: [id, String(b)],
    score: rounded(score),
    reasons: describedReasons(reasons),
  }));
}

async function candidatesOf(db: CrmDb, object: MergeableType, id: string): Promise<readonly string[]> {
  const { duplicate_keys: keys } = db.tables;
  const own = await db
    .select({ key: keys.key })
    .from(keys)
    .where(and(eq(keys.object, object), eq(keys.record_id, id)));
  const sharing = await recordsSharing(
    db,
    object,
    own.map(({ key }) => key),
    largestBlock,
  );
  return sharing.filter((shared) => shared !== id).slice(0, mostCandidates);
}
