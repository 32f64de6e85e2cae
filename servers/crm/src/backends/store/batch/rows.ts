import { conflict, versionConflict } from '@patchbay/schemas';
import type { BatchRow } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import { type CellProblem, requiredFields } from '../../../records/read-values.ts';
import { requireNewSku } from '../catalog/sku.ts';
import { renewKeys } from '../duplicates/keys.ts';
import { comparableRow } from '../duplicates/rows.ts';
import { noteMove } from '../pipelines/stages.ts';
import { requireNewExternalId } from '../records/external-id.ts';
import { recordTable, type StoredRow } from '../records/table.ts';
import { amountsWritten, strandedAmounts } from './amounts.ts';
import { cellsRefused } from './cells.ts';
import { cellChanges } from './changes.ts';
import { closedNowWords } from './closing.ts';
import { derivedColumns } from './derived.ts';
import { insertRow, ownership, scored } from './insert.ts';
import type { Item } from './items.ts';
import { isDeduplicated, type Twins, twinsOf } from './look-alikes.ts';
import type { Lookups, Writing } from './writing.ts';

type Outcome = Omit<BatchRow, 'index'>;

/** Writes a new record with all that follows from it, unless it is there already. */
export async function createRow(
  writing: Writing,
  item: Item,
  { references, matches }: Lookups,
): Promise<Outcome> {
  const { db, kernel, scope, object } = writing;
  const { values } = item;
  const at = kernel.timestamp();
  const stage = object === 'deals' ? (references.stageOf(item) ?? references.firstStage) : undefined;
  const columns = derived(writing, { values, existing: undefined, stage, at });
  const missing = requiredFields[object].filter((field) => columns[field] === undefined);
  if (missing.length > 0) throw cellsRefused(missing.map((field) => ({ field, reason: 'is missing' })));
  if (object === 'deals' && stage === undefined) {
    throw cellsRefused([{ field: 'stage', reason: 'is missing: there is no pipeline yet' }]);
  }
  const twins = isDeduplicated(object) ? await twinsOf(db, scope, object, columns) : undefined;
  const there = twins?.sure === undefined ? undefined : alreadyThere(writing, twins);
  if (there !== undefined) return there;
  await requireUnique(writing, columns);
  const row = await insertRow(writing, { ...ownership(writing, values, references), ...columns }, at);
  const id = String(row[idFields[object]]);
  if (isDeduplicated(object)) {
    // links are made of many rows at once, when somebody asks for them
    await renewKeys(db, object, id, await comparableRow(db, object, row));
  }
  await noteStage(writing, undefined, row, at);
  matches.learn(row);
  const message =
    twins?.words === undefined
      ? closedNowWords({ values, existing: undefined, stage, at }, columns['closed_at'])
      : `may be a duplicate of ${twins.words}`;
  return { status: 'created', id, ...amounts(columns, row), ...(message !== undefined && { message }) };
}

/** Says which field of which record is in the way, which the database could not. */
async function requireUnique(
  { db, scope, object }: Writing,
  columns: StoredRow,
  own?: unknown,
): Promise<void> {
  await requireNewExternalId(db, scope, object, columns['external_id']);
  const { sku } = columns;
  if (object === 'products' && typeof sku === 'string')
    await requireNewSku(db, scope, sku, own === undefined ? undefined : String(own));
}

/** What becomes of a record that is there for certain; undefined when it is to be made anyway. */
function alreadyThere({ object, on_duplicate }: Writing, { sure, words }: Twins): Outcome | undefined {
  if (sure === undefined || on_duplicate === 'create') return undefined;
  if (on_duplicate === 'error') {
    throw conflict(`It is there already: ${words}.`, {
      hint: `Give ${idFields[object]} to change that one, or pass on_duplicate "create" for a second.`,
    });
  }
  return {
    status: 'unchanged',
    id: sure.id,
    message: `is there already, and nothing of the row was written: ${words}. Match on its key or give ${idFields[object]} to change it, or pass on_duplicate "create"`,
  };
}

function amounts(columns: StoredRow, row: StoredRow): Pick<Outcome, 'amounts'> {
  const words = amountsWritten(columns, row);
  return words === undefined ? {} : { amounts: words };
}

/** Changes what differs from the row as it is; nothing else, and nothing at all when nothing does. */
export async function updateRow(
  writing: Writing,
  existing: StoredRow,
  item: Item,
  { references, matches }: Lookups,
): Promise<Outcome> {
  const { db, kernel, object } = writing;
  const { values, expected_version } = item;
  const at = kernel.timestamp();
  const id = existing[idFields[object]];
  const key = typeof id === 'number' ? id : String(id);
  const named = references.stageOf(item, existing);
  const stage = named?.stage_id === existing['stage_id'] ? undefined : named;
  const columns = derived(writing, { values, existing, stage, at });
  const changes = Object.fromEntries(
    Object.entries(columns).filter(([column, value]) => existing[column] !== value),
  );
  if (expected_version !== undefined && existing['version'] !== expected_version)
    throw versionConflict(Number(existing['version']), expected_version);
  if (Object.keys(changes).length === 0) return { status: 'unchanged', id: String(id) };
  await requireUnique(writing, changes, id);
  const { table } = recordTable(db, object);
  const score = await scored(writing, { ...existing, ...changes }, changes);
  const row: StoredRow = await db.updateOne(
    table,
    key,
    { ...changes, ...score, updated_at: at },
    { expected_version },
  );
  if (isDeduplicated(object)) await renewKeys(db, object, key, await comparableRow(db, object, row));
  await noteStage(writing, existing, row, at);
  matches.learn(row);
  return {
    status: 'updated',
    id: String(id),
    ...amounts(changes, row),
    ...cellChanges(writing, { before: existing, after: row, changed: Object.keys(changes) }),
  };
}

function derived(
  { kernel, object }: Writing,
  derivation: Omit<Parameters<typeof derivedColumns>[0], 'object' | 'default_currency'>,
): StoredRow {
  const { default_currency } = kernel.settings;
  const { values, existing } = derivation;
  const stranded: readonly CellProblem[] = existing === undefined ? [] : strandedAmounts(values, existing);
  if (stranded.length > 0) throw cellsRefused(stranded);
  const result = derivedColumns({ object, default_currency, ...derivation });
  if ('problems' in result) throw cellsRefused(result.problems);
  return result.columns;
}

async function noteStage(
  { db, kernel, scope, object }: Writing,
  before: StoredRow | undefined,
  row: StoredRow,
  at: string,
): Promise<void> {
  if (object !== 'leads' && object !== 'deals') return;
  const column = object === 'leads' ? 'status' : 'stage_id';
  const [from, to] = [before?.[column], row[column]];
  if (from === to) return;
  const { closed_at } = row;
  await noteMove(db, kernel, scope, {
    object,
    record_id: String(row[idFields[object]]),
    from_stage: from === undefined ? null : String(from),
    to_stage: String(to),
    // reports count a deal in the period in which it was closed, however late it is told
    at: typeof closed_at === 'string' ? closed_at : at,
  });
}
