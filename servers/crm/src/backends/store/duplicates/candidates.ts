import type { TenantSql } from '@patchbay/storage';
import { z } from 'zod';
import { type Cut, largestBlock, neighbours, sharedName } from '../../../duplicates/blocks.ts';
import type { CrmDb } from '../kernel.ts';
import type { Deduplicated } from './keys.ts';

/** The records that a record is compared with, and what was too common to compare all that have it. */
export interface Candidates {
  /** Those that share most keys first. */
  readonly ids: readonly string[];
  readonly cuts: readonly Cut[];
}

/** A key that is looked for, with the place of the record that asks. */
interface AskedKey {
  readonly key: string;
  readonly place: string;
}

const keyed = z.object({ key: z.string(), record_id: z.string() });

/** The most records that are compared with one. */
const mostCandidates = 500;

/**
 * The records that share keys with one.
 *
 * Of a key that more than 100 records have, the neighbours by name are taken, so that the cost does not grow with the
 * table.
 */
export async function candidatesOf(
  db: CrmDb,
  object: Deduplicated,
  keys: readonly AskedKey[],
): Promise<Candidates> {
  const [first, ...others] = keys;
  if (first === undefined) return { ids: [], cuts: [] };
  const rows = await db.all(blocks(db, object, first.key, others), keyed);
  const counts = new Map<string, number>();
  const cuts: Cut[] = [];
  for (const [key, block] of Map.groupBy(rows, (row) => row.key)) {
    const isCommon = block.length > largestBlock;
    const place = keys.find((asked) => asked.key === key)?.place ?? '';
    const found = isCommon ? await besides(db, object, { key, place }) : block;
    if (isCommon) cuts.push({ shared: sharedName(key), records: block.length });
    for (const { record_id } of found) counts.set(record_id, (counts.get(record_id) ?? 0) + 1);
  }
  const ids = [...counts]
    .toSorted(([a, shared], [b, more]) => more - shared || (a < b ? -1 : 1))
    .map(([id]) => id);
  return { ids: ids.slice(0, mostCandidates), cuts };
}

/** Each key's records up to a bound, in one statement: a bound on the whole would let one common key use it up. */
function blocks(
  db: CrmDb,
  object: Deduplicated,
  key: string,
  [next, ...others]: readonly AskedKey[],
): TenantSql {
  if (next === undefined)
    return db.sql`SELECT key, record_id FROM (
      SELECT key, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} LIMIT ${largestBlock + 1}
    ) AS block`;
  return db.sql`SELECT key, record_id FROM (
      SELECT key, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} LIMIT ${largestBlock + 1}
    ) AS block UNION ALL ${blocks(db, object, next.key, others)}`;
}

/** The neighbours of a place in the list of a common key, before and after. */
function besides(db: CrmDb, object: Deduplicated, { key, place }: AskedKey) {
  return db.all(
    db.sql`SELECT key, record_id FROM (
        SELECT key, record_id FROM duplicate_keys
        WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} AND place >= ${place}
        ORDER BY place, record_id LIMIT ${neighbours + 1}
      ) AS after UNION ALL SELECT key, record_id FROM (
        SELECT key, record_id FROM duplicate_keys
        WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} AND place < ${place}
        ORDER BY place DESC, record_id DESC LIMIT ${neighbours}
      ) AS before`,
    keyed,
  );
}
