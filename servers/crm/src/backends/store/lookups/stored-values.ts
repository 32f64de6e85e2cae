import { and } from '@patchbay/storage';
import type { CallScope, RecordType } from '../../../deps.ts';
import { unknownValue } from '../../../search/named.ts';
import type { CrmDb } from '../kernel.ts';
import { foldedText, sameText } from '../records/folded-text.ts';
import { recordTable } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';

/** Fields of free text that hold few values, so that one that no record has is a mistake and not an empty answer. */
export const vocabularies = {
  leads: ['source'],
  companies: ['category', 'currency'],
  contacts: ['consent'],
  deals: ['currency'],
  activities: [],
  orders: ['status', 'currency'],
  products: ['category', 'currency'],
} as const satisfies Record<RecordType, readonly string[]>;

const mostValues = 200;

/**
 * Refuses a value that no record has which the caller sees, case and accents aside. Where there are no records at all
 * nothing is unknown.
 *
 * @throws ToolError `validation_error` with the nearest of the values that records have.
 */
export async function requireStored(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  { field, value }: { readonly field: string; readonly value: string },
): Promise<void> {
  const { table, columns } = recordTable(db, object);
  const column = columns[field];
  if (column === undefined) return;
  const visible = rowCondition(db, scope, object, table);
  const [found] = await db
    .select({ value: column })
    .from(table)
    .where(and(sameText(foldedText(db, column), value), visible))
    .limit(1);
  if (found !== undefined) return;
  const all = await db.selectDistinct({ value: column }).from(table).where(visible).limit(mostValues);
  if (all.length === 0) return;
  const values = all.flatMap(({ value: each }) => (typeof each === 'string' ? [each] : []));
  throw unknownValue(field, value, values);
}
