import { type ToolError, validationError } from '@patchbay/core';
import type { CallScope, Duplicates, MergeableType } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { mergedFields, mergeFields, withFollowers } from '../../../records/merge-fields.ts';
import { unknownName } from '../../../search/nearest.ts';
import { requireWrite, seesInFull } from '../../gate.ts';
import { noRecord } from '../activities/log.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import { rescored } from '../leads/score.ts';
import { searchFields, seenRecords } from '../records/search.ts';
import { idIn, recordTable, type StoredRow, visibleRows } from '../records/table.ts';
import { keepDuplicates } from './links.ts';
import { dropTraces, type Moving, moveChildren } from './merge-children.ts';
import { comparableRow } from './rows.ts';

type Merge = Parameters<Duplicates['merge']>[0];
type Merged = Awaited<ReturnType<Duplicates['merge']>>;

/**
 * Merges records into one: every child row moves to the survivor, the losers are deleted, empty fields are filled.
 *
 * Needs the right to update and to delete records of the kind, and to see in full every field that changes hands.
 *
 * @throws ToolError `not_found`, `permission_denied`, `validation_error` for a choice that names no record or field.
 */
export async function mergeRecords(kernel: Kernel, merge: Merge, scope: CallScope): Promise<Merged> {
  const { object_type: object, survivor_id } = merge;
  const loser_ids = [...new Set(merge.loser_ids)];
  checkIds(survivor_id, loser_ids, merge.field_choices);
  checkChoices(object, merge.field_choices);
  requireWrite(scope, object, 'delete');
  requireWrite(scope, object, 'update', seenInFull(scope, object));
  return kernel.write(scope, async (db) => {
    const rows = await visibleRows(db, scope, object, [survivor_id, ...loser_ids]);
    const [survivor, ...losers] = [survivor_id, ...loser_ids].map((id) => rowOf(rows, object, id));
    if (survivor === undefined) throw noRecord(object, survivor_id);
    const moving: Moving = {
      object,
      survivor: keyOf(object, survivor),
      losers: losers.map((row) => keyOf(object, row)),
      at: kernel.timestamp(),
    };
    const { changes, conflicts } = mergeFields(object, survivor, losers, merge.field_choices);
    const moved = await moveChildren(db, moving);
    await dropTraces(db, moving);
    // the losers go first: the survivor may take over what only one record can have
    await db.delete(recordTable(db, object).table, idIn(db, object, loser_ids));
    const columns = withFollowers(changes, [survivor, ...losers]);
    const row = await writeSurvivor(kernel, db, moving, { survivor, losers, columns });
    const fields = [...searchFields(scope, object, undefined), 'version', ...Object.keys(changes)];
    const [seen = {}] = await seenRecords(db, scope, object, [row], fields);
    return { survivor: seen, moved, conflicts };
  });
}

/** Every field that a merge may carry over must be one the role sees: what is hidden would change hands unseen. */
function seenInFull(scope: CallScope, object: MergeableType): readonly string[] {
  return mergedFields(object).filter((field) => !seesInFull(scope, object, field));
}

function checkIds(
  survivor: string,
  losers: readonly string[],
  choices: Readonly<Record<string, string>>,
): void {
  if (losers.includes(survivor)) {
    throw validationError('loser_ids: the survivor is among them.', {
      hint: 'Leave the survivor out of loser_ids.',
    });
  }
  const ids = [survivor, ...losers];
  for (const [field, id] of Object.entries(choices)) {
    if (!ids.includes(id)) throw foreignChoice(field, ids);
  }
}

function foreignChoice(field: string, ids: readonly string[]): ToolError {
  return validationError(`field_choices.${field.slice(0, 60)}: names no record of this merge.`, {
    hint: `Name one of: ${ids.slice(0, 20).join(', ')}.`,
  });
}

function checkChoices(object: MergeableType, choices: Readonly<Record<string, string>>): void {
  const known = mergedFields(object);
  const unknown = Object.keys(choices).find((field) => !known.includes(field));
  if (unknown !== undefined) throw unknownName('The field of field_choices', unknown, known);
}

function rowOf(rows: ReadonlyMap<string, StoredRow>, object: MergeableType, id: string): StoredRow {
  const row = rows.get(id);
  if (row === undefined) throw noRecord(object, id);
  return row;
}

function keyOf(object: MergeableType, row: StoredRow): string | number {
  const id = row[idFields[object]];
  return typeof id === 'number' ? id : String(id);
}

interface Parts {
  readonly survivor: StoredRow;
  readonly losers: readonly StoredRow[];
  readonly columns: StoredRow;
}

async function writeSurvivor(
  kernel: Kernel,
  db: CrmWriteDb,
  { object, survivor: key, at }: Moving,
  { survivor, losers, columns }: Parts,
): Promise<StoredRow> {
  const { table } = recordTable(db, object);
  const contact = object === 'leads' ? { last_activity_at: latest([survivor, ...losers]) } : {};
  await db.updateOne(table, key, { ...columns, ...contact, updated_at: at });
  if (typeof key === 'number') {
    const lead = await db.get(db.tables.leads, key);
    if (lead !== undefined)
      await db.update(
        table,
        { ...(await rescored(db, key, lead, kernel.now())) },
        idIn(db, object, [String(key)]),
      );
  }
  const row: StoredRow | undefined = await db.get(table, key);
  if (row === undefined) throw new Error('The survivor of a merge is gone.');
  const compared = await comparableRow(db, object, row);
  await keepDuplicates(db, object, key, { ...compared, version: Number(row['version']) });
  return row;
}

function latest(rows: readonly StoredRow[]): string | null {
  const instants = rows.flatMap(({ last_activity_at: at }) => (typeof at === 'string' ? [at] : []));
  return instants.sort().at(-1) ?? null;
}
