import { and, asc } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { type Named, theNamed, unknownNamed } from '../../../search/named.ts';
import type { CrmDb } from '../kernel.ts';
import { foldedText, sameText } from '../records/folded-text.ts';
import { recordTable, visibleRows } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
import { textMatch } from '../search/text-match.ts';

type NamedType = 'companies' | 'contacts' | 'leads';

const mostBearers = 20;
const mostAlike = 50;

/**
 * The id of the record that a text names, of those that the caller sees: by its id, or by its name in any case.
 *
 * @throws ToolError `validation_error` with the nearest name for a record that does not exist, or with all that bear it.
 */
export async function recordNamed(
  db: CrmDb,
  scope: CallScope,
  object: NamedType,
  { field, text }: { readonly field: string; readonly text: string },
): Promise<string> {
  const seen = await visibleRows(db, scope, object, [text.trim()]);
  if (seen.size > 0) return text.trim();
  const found = theNamed(field, text, await bearersOf(db, scope, object, text));
  if (found !== undefined) return found.id;
  throw await unknownRecord(db, scope, object, { field, text });
}

/** @throws ToolError as {@link recordNamed} when no record that the caller sees has the name. */
export async function requireName(
  db: CrmDb,
  scope: CallScope,
  object: NamedType,
  { field, text }: { readonly field: string; readonly text: string },
): Promise<void> {
  const bearers = await bearersOf(db, scope, object, text);
  if (bearers.length === 0) throw await unknownRecord(db, scope, object, { field, text });
}

function bearersOf(db: CrmDb, scope: CallScope, object: NamedType, text: string): Promise<readonly Named[]> {
  const { name } = db.tables[object];
  return namesWhere(db, scope, object, sameText(foldedText(db, name), text.trim()), mostBearers);
}

async function namesWhere(
  db: CrmDb,
  scope: CallScope,
  object: NamedType,
  condition: ReturnType<typeof textMatch>,
  limit: number,
): Promise<readonly Named[]> {
  const { table, id } = recordTable(db, object);
  const { name } = db.tables[object];
  const rows = await db
    .select({ id, name })
    .from(table)
    .where(and(condition, rowCondition(db, scope, object, table)))
    .orderBy(asc(id))
    .limit(limit);
  return rows.map((row) => ({ id: String(row.id), name: row.name }));
}

/** Who errs in a name most often has its beginning right. */
async function unknownRecord(
  db: CrmDb,
  scope: CallScope,
  object: NamedType,
  { field, text }: { readonly field: string; readonly text: string },
) {
  const condition = textMatch(db, scope, object, text.trim().slice(0, 4));
  const alike = condition === undefined ? [] : await namesWhere(db, scope, object, condition, mostAlike);
  const hint = `Find the id with search_crm_records, object_type "${object}" (${idFields[object]}).`;
  return unknownNamed(field, text, alike, hint);
}
