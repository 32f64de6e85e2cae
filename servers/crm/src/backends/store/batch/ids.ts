import { and, inArray } from '@patchbay/storage';
import type { CallScope, RecordType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { recordTable, type StoredRow, visibleRows } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';

const idsPerQuery = 200;

/** The records that the caller sees behind ids of ours or, where there is none of that name, of another system. */
export async function idsBehind(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  texts: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(texts)];
  if (wanted.length === 0 || !seesAny(scope, object)) return new Map();
  const own = await visibleRows(db, scope, object, wanted);
  const found = new Map([...own.keys()].map((id) => [id, id]));
  const { table, columns } = recordTable(db, object);
  const external = columns['external_id'];
  if (external === undefined || !seesInFull(scope, object, 'external_id')) return found;
  const open = wanted.filter((text) => !found.has(text));
  for (let start = 0; start < open.length; start += idsPerQuery) {
    const rows: StoredRow[] = await db
      .select()
      .from(table)
      .where(
        and(
          inArray(external, open.slice(start, start + idsPerQuery)),
          rowCondition(db, scope, object, table),
        ),
      );
    for (const row of rows) found.set(String(row['external_id']), String(row[idFields[object]]));
  }
  return found;
}
