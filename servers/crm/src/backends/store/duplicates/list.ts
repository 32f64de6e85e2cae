import { and, asc, eq, expr, gte } from '@patchbay/storage';
import { z } from 'zod';
import type { CallScope, DuplicateCluster, DuplicateCut } from '../../../deps.ts';
import { clustersOf, type Link } from '../../../duplicates/cluster.ts';
import { compare } from '../../../duplicates/compare.ts';
import type { PreparedRecord } from '../../../duplicates/record.ts';
import { nobodyShares } from '../../../duplicates/sharing.ts';
import type { Breathe } from '../../../duplicates/slices.ts';
import { inWords, type Verdict } from '../../../duplicates/verdict.ts';
import { seesAll } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { type Deduplicated, kindOf, preparedRow } from './keys.ts';
import { rounded, seenColumns } from './look-alikes.ts';
import { comparedRows } from './rows.ts';
import { sharingOf } from './sharing.ts';
import { inSlices } from './slices.ts';

/** Two records that may be one, as somebody who sees all columns finds. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

const pairsAtOnce = 500;
const mostPairs = 50_000;

/** The pairs that are kept and that anybody could find to score so much. */
export async function keptPairs(
  db: CrmDb,
  object: Deduplicated,
  min_score: number,
): Promise<readonly Pair[]> {
  const { duplicate_links: links } = db.tables;
  const pairs: Pair[] = [];
  while (pairs.length < mostPairs) {
    const last = pairs.at(-1);
    const after = last === undefined ? undefined : expr`(${links.a}, ${links.b}) > (${last.a}, ${last.b})`;
    const rows = await db
      .select({ a: links.a, b: links.b })
      .from(links)
      .where(and(eq(links.object, object), gte(links.reach, min_score), after))
      .orderBy(asc(links.a), asc(links.b))
      .limit(pairsAtOnce);
    pairs.push(...rows);
    if (rows.length < pairsAtOnce) break;
  }
  return pairs;
}

/** What is looked at. */
export interface Listing {
  readonly object: Deduplicated;
  readonly min_score: number;
  readonly pairs: readonly Pair[];
}

/** The clusters among pairs, compared again as the caller sees their records; most certain first. */
export async function clustersAmong(
  db: CrmDb,
  scope: CallScope,
  { object, min_score, pairs }: Listing,
): Promise<readonly DuplicateCluster[]> {
  const breathe = inSlices(scope.signal);
  const byId = await seenRecords(db, scope, object, pairs, breathe);
  const kind = kindOf(object);
  const known: (readonly [PreparedRecord, PreparedRecord])[] = [];
  for (const { a, b } of pairs) {
    const [left, right] = a < b ? [byId.get(a), byId.get(b)] : [byId.get(b), byId.get(a)];
    if (left !== undefined && right !== undefined) known.push([left, right]);
    await breathe();
  }
  const sharing = kind === 'people' ? await sharingOf(db, scope, sharers(known)) : nobodyShares;
  const links: (Link & { readonly verdict: Verdict })[] = [];
  for (const [a, b] of known) {
    const verdict = compare(a, b, kind, sharing);
    if (verdict.score >= min_score) links.push({ a: a.id, b: b.id, score: verdict.score, verdict });
    await breathe();
  }
  // in one order wherever they come from, so that pages follow each other
  links.sort((x, y) => compareTexts(String(x.a), String(y.a)) || compareTexts(String(x.b), String(y.b)));
  const groups = await clustersOf(links, { kind, byId, sharing }, breathe);
  return toldClusters(groups, links);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

async function seenRecords(
  db: CrmDb,
  scope: CallScope,
  object: Deduplicated,
  pairs: readonly Pair[],
  breathe: Breathe,
): Promise<ReadonlyMap<string | number, PreparedRecord>> {
  const rows = await comparedRows(
    db,
    scope,
    object,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const found = new Map<string | number, PreparedRecord>();
  for (const { id, row } of rows) {
    found.set(id, preparedRow(object, id, seenColumns(scope, object, row)));
    await breathe();
  }
  return found;
}

/** The records of pairs that share a number or mailbox: only there it matters who else has it. */
function sharers(pairs: readonly (readonly [PreparedRecord, PreparedRecord])[]): readonly PreparedRecord[] {
  const sharing = pairs.filter(([a, b]) => {
    const isPhone = a.phone !== '' && a.phone.slice(-9) === b.phone.slice(-9);
    return isPhone || (a.mailbox !== undefined && a.mailbox.whole === b.mailbox?.whole);
  });
  return [...new Set(sharing.flat())];
}

function toldClusters(
  groups: readonly (readonly (string | number)[])[],
  links: readonly (Link & { readonly verdict: Verdict })[],
): readonly DuplicateCluster[] {
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)));
  const inside = links.filter(
    ({ a, b }) => groupOf.get(a) !== undefined && groupOf.get(a) === groupOf.get(b),
  );
  const byGroup = Map.groupBy(inside, ({ a }) => groupOf.get(a));
  return groups
    .map((ids) => {
      // what holds a cluster together is its weakest link
      const [weakest] = (byGroup.get(ids) ?? []).toSorted((x, y) => x.score - y.score);
      return {
        ids: ids.map(String),
        score: rounded(weakest?.score ?? 0),
        reasons: weakest === undefined ? [] : inWords(weakest.verdict),
      };
    })
    .sort((x, y) => y.score - x.score || (x.ids.join() < y.ids.join() ? -1 : 1));
}

const counted = z.object({ shared: z.string(), records: z.coerce.number() });

/** What was too common to compare all records that have it; how many those are, for callers who see all of them. */
export async function cutsOf(
  db: CrmDb,
  scope: CallScope,
  object: Deduplicated,
): Promise<readonly DuplicateCut[]> {
  const cuts = await db.all(
    db.sql`SELECT cut AS shared, count(*) AS records FROM duplicate_marks
      WHERE tenant = ${db.tenant} AND object = ${object} AND cut IS NOT NULL GROUP BY cut ORDER BY cut`,
    counted,
  );
  const counts = new Map<string, number>();
  for (const { shared, records } of cuts)
    for (const one of shared.split(', ')) counts.set(one, (counts.get(one) ?? 0) + records);
  return [...counts].map(([shared, records]) => (seesAll(scope, object) ? { shared, records } : { shared }));
}
