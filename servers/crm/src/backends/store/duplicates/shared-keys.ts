import type { TenantSql } from '@patchbay/storage';
import { z } from 'zod';
import type { CrmDb } from '../kernel.ts';
import type { Deduplicated } from './keys.ts';

const sharing = z.object({ key: z.string(), record_id: z.string() });

/**
 * The records that share keys with one, those that share most first.
 *
 * A key that more than `largestBlock` records have tells nothing and is left out, however many have it, so that the
 * cost does not grow with the table.
 */
export async function recordsSharing(
  db: CrmDb,
  object: Deduplicated,
  keys: readonly string[],
  largestBlock: number,
): Promise<readonly string[]> {
  const [first, ...others] = keys;
  if (first === undefined) return [];
  const rows = await db.all(blocks(db, object, largestBlock + 1, first, others), sharing);
  const telling = [...Map.groupBy(rows, ({ key }) => key).values()].filter(
    ({ length }) => length <= largestBlock,
  );
  return [...Map.groupBy(telling.flat(), ({ record_id }) => record_id)]
    .toSorted(([a, shared], [b, others]) => others.length - shared.length || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** Each key's records up to a bound, in one statement: a bound on the whole would let one common key use it up. */
function blocks(
  db: CrmDb,
  object: Deduplicated,
  most: number,
  key: string,
  [next, ...others]: readonly string[],
): TenantSql {
  if (next === undefined)
    return db.sql`SELECT key, record_id FROM (
      SELECT key, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} LIMIT ${most}
    ) AS block`;
  return db.sql`SELECT key, record_id FROM (
      SELECT key, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object = ${object} AND key = ${key} LIMIT ${most}
    ) AS block UNION ALL ${blocks(db, object, most, next, others)}`;
}
