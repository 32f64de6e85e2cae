import { z } from 'zod';
import type { RecordType } from '../../../deps.ts';
import { rulesVersion } from '../../../duplicates/keys.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { recordTable } from '../records/table.ts';
import type { Deduplicated } from './keys.ts';

/** A record whose links were made from another version of it, by other rules or not at all. */
export interface Stale {
  readonly id: string;
}

/** What a look over all records of a kind found. */
export interface StaleRecords {
  readonly stale: readonly Stale[];
  readonly total: number;
  /** The number of the tenant's newest change then. */
  readonly change: number;
}

const rowsAtOnce = 500;
const looked = z.object({
  id: z.union([z.string(), z.number()]),
  version: z.coerce.number(),
  marked: z.coerce.number().nullable(),
});

/**
 * The records of a kind whose links are out of date, looked up in short statements; none when nothing has changed since
 * a number at which all were up to date.
 */
export async function staleRecords(
  kernel: Kernel,
  tenant: string,
  object: Deduplicated,
  upToDateAt: number | undefined,
): Promise<StaleRecords> {
  return kernel.read({ caller: { id: 'duplicates', tenant } }, async (db) => {
    const change = await db.changeNumber();
    if (change === upToDateAt) return { stale: [], total: 0, change };
    const stale: Stale[] = [];
    let total = 0;
    for await (const rows of chunks(db, object)) {
      total += rows.length;
      for (const { id, version, marked } of rows) if (version !== marked) stale.push({ id: String(id) });
    }
    return { stale, total, change };
  });
}

/** The ids of all records of a kind. */
export async function allIds(db: CrmDb, object: Deduplicated): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const rows of chunks(db, object)) ids.push(...rows.map(({ id }) => String(id)));
  return ids;
}

async function* chunks(db: CrmDb, object: Deduplicated): AsyncGenerator<readonly z.infer<typeof looked>[]> {
  let last: string | number = object === 'leads' ? -1 : '';
  for (;;) {
    const rows: readonly z.infer<typeof looked>[] = await db.all(chunkAfter(db, object, last), looked);
    yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    last = end.id;
  }
}

function chunkAfter(db: CrmDb, object: Deduplicated & RecordType, last: string | number) {
  const { table, id } = recordTable(db, object);
  const { duplicate_marks: marks } = db.tables;
  const { version } = db.tables[object];
  return db.sql`SELECT part.id, part.version, marks.version AS marked FROM (
      SELECT ${id} AS id, ${version} AS version FROM ${table}
      WHERE ${table.tenant} = ${db.tenant} AND ${id} > ${last} ORDER BY ${id} LIMIT ${rowsAtOnce}
    ) AS part LEFT JOIN ${marks} AS marks ON marks.tenant = ${db.tenant} AND marks.object = ${object}
      AND marks.record_id = CAST(part.id AS text) AND marks.rules = ${rulesVersion}
    ORDER BY part.id`;
}
