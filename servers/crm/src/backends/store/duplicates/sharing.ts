import type { TenantSql } from '@patchbay/storage';
import { z } from 'zod';
import type { PreparedRecord } from '../../../duplicates/record.ts';
import { type Sharing, SharingCounts, sharedKeys } from '../../../duplicates/sharing.ts';
import { seesAny } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { preparedRow } from './keys.ts';
import { comparedRows, type Sight } from './rows.ts';

const people = ['leads', 'contacts'] as const;
/** Records of a key that are looked at: enough to meet three names, if there are three. */
const recordsPerKey = 40;
const keysPerQuery = 40;

const found = z.object({ object: z.enum(people), record_id: z.string() });

/**
 * Who of those that the caller sees have the telephone numbers and mailboxes of these records, leads and contacts alike:
 * the same for a pair, a record and a list.
 */
export async function sharingOf(
  db: CrmDb,
  sight: Sight,
  records: readonly PreparedRecord[],
): Promise<Sharing> {
  const counts = new SharingCounts();
  const keys = [...new Set(records.flatMap(sharedKeys))];
  const ids = { leads: new Set<string>(), contacts: new Set<string>() };
  for (let start = 0; start < keys.length; start += keysPerQuery) {
    const [first, ...others] = keys.slice(start, start + keysPerQuery);
    if (first === undefined) break;
    const rows = await db.all(holders(db, first, others), found);
    for (const { object, record_id } of rows) ids[object].add(record_id);
  }
  for (const object of people) {
    if (sight !== 'all' && !seesAny(sight, object)) continue;
    const rows = await comparedRows(db, sight, object, [...ids[object]]);
    for (const { id, row } of rows) counts.add(preparedRow(object, id, row));
  }
  // the record that asks may be in no table yet
  for (const record of records) counts.add(record);
  return counts;
}

function holders(db: CrmDb, key: string, [next, ...others]: readonly string[]): TenantSql {
  if (next === undefined)
    return db.sql`SELECT object, record_id FROM (
      SELECT object, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object IN ('leads', 'contacts') AND key = ${key} LIMIT ${recordsPerKey}
    ) AS holders`;
  return db.sql`SELECT object, record_id FROM (
      SELECT object, record_id FROM duplicate_keys
      WHERE tenant = ${db.tenant} AND object IN ('leads', 'contacts') AND key = ${key} LIMIT ${recordsPerKey}
    ) AS holders UNION ALL ${holders(db, next, others)}`;
}
