import { conflict } from '@patchbay/core';
import { and, eq, inArray } from '@patchbay/storage';
import type { CallScope, RecordType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import type { CrmDb } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import { recordTable } from './table.ts';

/**
 * Refuses an id elsewhere that another record of the kind has.
 *
 * @throws ToolError `conflict` that names field, value and record; of a record that the caller does not see, it names the
 * field alone.
 */
export async function requireNewExternalId(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  external_id: unknown,
): Promise<void> {
  if (typeof external_id !== 'string') return;
  const { table, columns, id } = recordTable(db, object);
  const column = columns['external_id'];
  if (column === undefined) return;
  const [taken] = await db.select({ id }).from(table).where(eq(column, external_id)).limit(1);
  if (taken === undefined) return;
  const known = inArray(id, [taken.id]);
  const [seen] = await db
    .select({ id })
    .from(table)
    .where(and(known, rowCondition(db, scope, object, table)))
    .limit(1);
  if (seen === undefined) {
    throw conflict('external_id: this value cannot be used.', {
      hint: 'Use another external_id or leave it out; an administrator can say more.',
    });
  }
  const named = `${idFields[object]} ${String(seen.id)}`;
  throw conflict(`external_id: ${named} has ${JSON.stringify(external_id.slice(0, 60))} already.`, {
    hint: `Change that record by its ${idFields[object]}, or match_on external_id.`,
    details: { field: 'external_id', [idFields[object]]: seen.id },
  });
}
