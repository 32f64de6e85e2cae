import type {
  CallScope,
  DuplicateCluster,
  Duplicates,
  FoundDuplicates,
  MergeableType,
} from '../../../deps.ts';
import type { Cut } from '../../../duplicates/blocks.ts';
import { inWords } from '../../../duplicates/verdict.ts';
import { requireSeen, seesAll } from '../../gate.ts';
import { noRecord } from '../activities/log.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { candidatesOf } from './candidates.ts';
import { preparedKeys, preparedRow } from './keys.ts';
import { clustersAmong, cutsOf, keptPairs } from './list.ts';
import { compareAll, rounded, seenColumns } from './look-alikes.ts';
import { mergeRecords } from './merge.ts';
import { createRenewal, type Progress, type Renewal } from './renewal.ts';
import { comparedRows } from './rows.ts';

type Search = Parameters<Duplicates['find']>[0];

/** Finding and merging duplicates in the store. */
export function createDuplicates(kernel: Kernel): Duplicates {
  const renewal = createRenewal(kernel);
  return {
    find: async (search, scope) => found(kernel, renewal, search, scope),
    merge: async (merge, scope) => mergeRecords(kernel, merge, scope),
  };
}

/**
 * Finds records that are likely one. Only rows and fields that the caller sees in full are compared: what is hidden
 * neither makes a duplicate nor explains one.
 */
async function found(
  kernel: Kernel,
  renewal: Renewal,
  search: Search,
  scope: CallScope,
): Promise<FoundDuplicates> {
  const { object_type: object, record_id, min_score, limit, cursor } = search;
  requireSeen(scope, object);
  const progress = await renewal.upToDate(scope.caller.tenant, object, scope.signal);
  return kernel.scan(scope, async (db) => {
    const { items, cuts } =
      record_id === undefined
        ? await all(db, scope, search, progress)
        : await duplicatesOf(db, scope, object, record_id, min_score);
    const page = db.pageOf({
      list: 'find_duplicates',
      filter: { object, record_id, min_score },
      items,
      keyOf: ({ ids }) => ids.join(','),
      limit,
      cursor,
    });
    return {
      ...page,
      total_count: items.length,
      ...(cuts.length > 0 && { cuts }),
      ...(progress.pending > 0 && { pending: progress.pending }),
    };
  });
}

type Answer = Pick<FoundDuplicates, 'items'> & { readonly cuts: NonNullable<FoundDuplicates['cuts']> };

async function all(
  db: CrmDb,
  scope: CallScope,
  { object_type: object, min_score }: Search,
  { found: atOnce }: Progress,
): Promise<Answer> {
  const pairs =
    atOnce === undefined
      ? await keptPairs(db, object, min_score)
      : atOnce.links
          .filter(({ reach }) => reach >= min_score)
          .map(({ a, b }) => ({ a: String(a), b: String(b) }));
  const items = await clustersAmong(db, scope, { object, min_score, pairs });
  if (atOnce === undefined) return { items, cuts: await cutsOf(db, scope, object) };
  return { items, cuts: told(scope, object, counted(atOnce)) };
}

/** How many records each cut concerns, however many values it has. */
function counted({ cutOf }: NonNullable<Progress['found']>): readonly Cut[] {
  const counts = new Map<string, number>();
  for (const shared of [...cutOf.values()].flatMap((all) => [...all]))
    counts.set(shared, (counts.get(shared) ?? 0) + 1);
  return [...counts].map(([shared, records]) => ({ shared, records }));
}

/** Cuts without their numbers for callers who do not see all records. */
function told(scope: CallScope, object: MergeableType, cuts: readonly Cut[]): Answer['cuts'] {
  return cuts.map((cut) => (seesAll(scope, object) ? cut : { shared: cut.shared }));
}

/** The duplicates of one record, each as one cluster with it in front. */
async function duplicatesOf(
  db: CrmDb,
  scope: CallScope,
  object: MergeableType,
  id: string,
  min_score: number,
): Promise<Answer> {
  const [own] = await comparedRows(db, scope, object, [id]);
  if (own === undefined) throw noRecord(object, id);
  const { ids, cuts } = await candidatesOf(
    db,
    object,
    preparedKeys(object, preparedRow(object, id, own.row)),
  );
  const others = await comparedRows(
    db,
    scope,
    object,
    ids.filter((other) => other !== id),
  );
  const subject = preparedRow(object, id, seenColumns(scope, object, own.row));
  const compared = await compareAll(db, scope, object, subject, others);
  const items = compared
    .filter(({ verdict }) => verdict.score >= min_score)
    .sort((a, b) => b.verdict.score - a.verdict.score || (a.id < b.id ? -1 : 1))
    .map(
      ({ id: other, verdict }): DuplicateCluster => ({
        ids: [id, other],
        score: rounded(verdict.score),
        reasons: inWords(verdict),
      }),
    );
  return { items, cuts: told(scope, object, cuts) };
}
