import { conflict, ToolError, validationError } from '@patchbay/core';
import type { BatchRow, CallScope, Records } from '../../../deps.ts';
import { type ReadValues, readValues } from '../../../records/read-values.ts';
import { recordPhoneReader } from '../../../values/phone.ts';
import { requireSeen, requireWrite } from '../../gate.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import type { StoredRow } from '../records/table.ts';
import { cellsRefused } from './cells.ts';
import { type BatchMatches, loadMatches } from './matches.ts';
import { loadReferences, type References } from './references.ts';
import { createRow, updateRow, type Writing } from './rows.ts';

type Batch = Parameters<Records['upsert']>[0];
type Upserted = Awaited<ReturnType<Records['upsert']>>;

/** One record of a batch, read. */
interface Item extends ReadValues {
  readonly index: number;
  readonly record: StoredRow;
  readonly expected_version: number | undefined;
}

/**
 * Creates and updates records of one kind.
 *
 * @throws ToolError `validation_error` in atomic mode when any record cannot be written, with all reasons; then nothing
 * has changed. A dry run tells the same in its rows instead.
 */
export async function upsertRecords(kernel: Kernel, batch: Batch, scope: CallScope): Promise<Upserted> {
  const { object_type: object } = batch;
  if (object === 'orders') {
    throw validationError('Orders are not written in batches.', { hint: 'Use create_order for each order.' });
  }
  requireSeen(scope, object);
  const countries = batch.records.map(({ country }) => country);
  const reading = { readPhone: await recordPhoneReader(kernel.settings.default_country, countries) };
  const items = batch.records.map((record, index): Item => {
    const { version, ...given } = record;
    const expected = typeof version === 'number' ? version : undefined;
    return { index, record, expected_version: expected, ...readValues(object, given, reading) };
  });
  return kernel.write(scope, async (db) => {
    const rows = await writeItems({ db, kernel, scope, object }, batch, items);
    const failed = rows.filter(({ status }) => status === 'failed');
    if (failed.length > 0 && batch.mode === 'atomic' && scope.dryRun !== true)
      throw refused(failed, rows.length);
    const [created, updated] = [count(rows, 'created'), count(rows, 'updated')];
    return { rows, created, updated, failed: failed.length };
  });
}

function count(rows: readonly BatchRow[], status: BatchRow['status']): number {
  return rows.filter((row) => row.status === status).length;
}

const shownFailures = 20;

function refused(failed: readonly BatchRow[], total: number): ToolError {
  const shown = failed.slice(0, shownFailures).map(({ index, message }) => `[${index}] ${message}`);
  const rest = failed.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return validationError(
    `${failed.length} of ${total} records cannot be written, so none was: ${shown.join('; ')}${more}.`,
    {
      hint: 'Correct these records, or write the others with mode best_effort.',
      details: { rows: failed.slice(0, 100) },
    },
  );
}

const reportEvery = 50;

async function writeItems(
  writing: Writing,
  batch: Batch,
  items: readonly Item[],
): Promise<readonly BatchRow[]> {
  const { db, scope, object } = writing;
  const matches = await loadMatches(db, scope, object, batch.match_on, items);
  const references = await loadReferences(
    db,
    scope,
    object,
    items.map(({ values }) => values),
  );
  const rows: BatchRow[] = [];
  for (const item of items) {
    rows.push(await settled(item, () => writeItem(writing, item, { matches, references })));
    if (rows.length % reportEvery === 0) await batch.report?.(rows.length, items.length);
  }
  return rows;
}

interface Context {
  readonly matches: BatchMatches;
  readonly references: References;
}

/** A record that cannot be written fails alone; what is wrong with the caller or the server fails the batch. */
async function settled({ index }: Item, work: () => Promise<Omit<BatchRow, 'index'>>): Promise<BatchRow> {
  try {
    return { index, ...(await work()) };
  } catch (error) {
    if (!(error instanceof ToolError) || !rowErrors.has(error.code)) throw error;
    return { index, status: 'failed', error_code: error.code, message: error.message };
  }
}

const rowErrors: ReadonlySet<string> = new Set(['validation_error', 'not_found', 'conflict']);

async function writeItem(
  writing: Writing,
  item: Item,
  { matches, references }: Context,
): Promise<Omit<BatchRow, 'index'>> {
  const { kernel, scope, object } = writing;
  const existing = matches.find(item.record, item.values);
  const problems = [...item.problems, ...references.problems(object, item.values)];
  if (problems.length > 0) throw cellsRefused(problems);
  requireWrite(scope, object, existing === undefined ? 'create' : 'update', Object.keys(item.values));
  if (existing === undefined && item.record['version'] !== undefined) throw versionOfNothing();
  // a savepoint for each, so that one that the database refuses takes back itself alone
  return kernel.write(scope, (db: CrmWriteDb) => {
    const own = { ...writing, db };
    if (existing === undefined) return createRow(own, item.values, references, matches);
    return updateRow(own, existing, item, references, matches);
  });
}

function versionOfNothing(): ToolError {
  return conflict('version is given for a record that does not exist.', {
    hint: 'Leave version out to create a record.',
  });
}
