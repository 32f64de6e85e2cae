import { conflict, ToolError, validationError } from '@patchbay/core';
import type { BatchRow, CallScope, Records } from '../../../deps.ts';
import { recordPhoneReader } from '../../../values/phone.ts';
import { requireSeen, requireWrite } from '../../gate.ts';
import { addLinks, touchLeads } from '../activities/log.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import type { StoredRow } from '../records/table.ts';
import { linksOf } from './activity-links.ts';
import { withAmounts } from './amounts.ts';
import { cellsRefused } from './cells.ts';
import { loadCompanies } from './companies.ts';
import { type Item, readItems } from './items.ts';
import { loadMatches } from './matches.ts';
import { loadReferences } from './references.ts';
import { createRow, updateRow } from './rows.ts';
import type { Lookups, Writing } from './writing.ts';

type Batch = Parameters<Records['upsert']>[0];
type Upserted = Awaited<ReturnType<Records['upsert']>>;
type Outcome = Omit<BatchRow, 'index'>;

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
  const readPhone = await recordPhoneReader(kernel.settings.default_country, countries);
  const items = await readItems(batch, { readPhone, now: kernel.now() });
  return kernel.write(scope, async (db) => {
    const writing = { db, kernel, scope, object, on_duplicate: batch.on_duplicate };
    const { rows: inOrder, notes } = await writeItems(writing, batch, items);
    const rows = inOrder.map((row) => ({ ...row, index: batch.lines?.[row.index] ?? row.index }));
    const failed = rows.filter(({ status }) => status === 'failed');
    if (failed.length > 0 && batch.mode === 'atomic' && scope.dryRun !== true)
      throw refused(failed, rows.length, batch.lines === undefined ? '' : 'line ');
    const [created, updated] = [count(rows, 'created'), count(rows, 'updated')];
    return { rows, notes, created, updated, failed: failed.length };
  });
}

function count(rows: readonly BatchRow[], status: BatchRow['status']): number {
  return rows.filter((row) => row.status === status).length;
}

const shownFailures = 20;

function refused(failed: readonly BatchRow[], total: number, place: string): ToolError {
  const shown = failed.slice(0, shownFailures).map(({ index, message }) => `[${place}${index}] ${message}`);
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

async function writeItems(writing: Writing, batch: Batch, read: readonly Item[]) {
  const { db, kernel, scope, object } = writing;
  const matches = await loadMatches(db, scope, object, batch.match_on, read);
  const { default_currency } = kernel.settings;
  const existing = ({ record, values }: Item) => matches.peek(record, values);
  const { items, notes } = withAmounts(read, { object, default_currency, existing });
  const values = items.map((item) => item.values);
  const references = await loadReferences(db, scope, object, values);
  const companies = await loadCompanies(db, kernel, scope, items, batch.companies);
  const rows: BatchRow[] = [];
  for (const item of items) {
    rows.push(await settled(item, () => writeItem(writing, batch, item, { matches, references, companies })));
    if (rows.length % reportEvery === 0) await batch.report?.(rows.length, items.length);
  }
  return { rows, notes: [...notes, ...companyNotes(batch, items)] };
}

/** Names of companies that a file has and nobody asked to link are not lost without a word. */
function companyNotes({ companies, lenient = [] }: Batch, items: readonly Item[]): readonly string[] {
  const named = items.filter(({ beside }) => beside['company_name'] !== undefined).length;
  if (named === 0 || companies !== undefined || !lenient.includes('company_name')) return [];
  return [`company_name: ${named} are passed over; pass companies "link" or "create" to link them`];
}

/** A record that cannot be written fails alone; what is wrong with the caller or the server fails the batch. */
async function settled({ index }: Item, work: () => Promise<Outcome>): Promise<BatchRow> {
  try {
    return { index, ...(await work()) };
  } catch (error) {
    if (!(error instanceof ToolError) || !rowErrors.has(error.code)) throw error;
    return { index, status: 'failed', error_code: error.code, message: error.message };
  }
}

const rowErrors: ReadonlySet<string> = new Set(['validation_error', 'not_found', 'conflict']);

async function writeItem(writing: Writing, batch: Batch, item: Item, lookups: Lookups): Promise<Outcome> {
  const { kernel, scope, object } = writing;
  const { matches } = lookups;
  const existing = matches.find(item.record, item.values);
  const ready = readyItem({ item, existing }, batch, lookups);
  if (ready.problems.length > 0) throw cellsRefused(ready.problems);
  const written = Object.keys(ready.values);
  requireWrite(scope, object, existing === undefined ? 'create' : 'update', written);
  if (existing === undefined && item.record['version'] !== undefined) throw versionOfNothing();
  // a savepoint for each, so that one that the database refuses takes back itself alone
  const { outcome, learn } = await kernel.write(scope, async (db: CrmWriteDb) => {
    const own = { ...writing, db };
    const linked = await withCompany(own, ready, lookups);
    const made =
      existing === undefined
        ? await createRow(own, linked.item, lookups)
        : await updateRow(own, existing, linked.item, lookups);
    const links = object === 'activities' ? await linkActivity(own, linked.item, made) : made;
    return { outcome: withTold(links, linked.item), learn: linked.learn };
  });
  learn?.();
  return outcome;
}

/** The item with its references as ids; a reference that is but suggested and leads nowhere is left out. */
function readyItem(
  { item, existing }: { readonly item: Item; readonly existing: StoredRow | undefined },
  { lenient = [], companies }: Batch,
  { references }: Lookups,
): Item {
  const { values, problems } = references.resolve(item.values, existing);
  const left = problems.filter(({ field }) => lenient.includes(field));
  const kept = Object.entries(values).filter(([field]) => !left.some((each) => each.field === field));
  const unasked =
    item.beside['company_name'] !== undefined && companies === undefined && !lenient.includes('company_name')
      ? [{ field: 'company_name', reason: 'is linked when companies is "link" or "create"' }]
      : [];
  return {
    ...item,
    values: Object.fromEntries(kept),
    problems: [...item.problems, ...problems.filter(({ field }) => !lenient.includes(field)), ...unasked],
    left_out: [...item.left_out, ...left],
  };
}

async function withCompany(
  { db }: Writing,
  item: Item,
  { companies }: Lookups,
): Promise<{ readonly item: Item; readonly learn?: () => void }> {
  if (typeof item.values['company_id'] === 'string') return { item };
  const company = await companies.of(db, item);
  if (company === undefined) return { item };
  if ('problem' in company) {
    const told = { field: 'company_name', reason: company.problem };
    return { item: { ...item, left_out: [...item.left_out, told] } };
  }
  const { company_id, created } = company;
  return {
    item: { ...item, values: { ...item.values, company_id } },
    ...(created !== undefined && { learn: () => companies.learn(item, created) }),
  };
}

async function linkActivity({ db, kernel, scope }: Writing, item: Item, outcome: Outcome): Promise<Outcome> {
  const { links, problems } = await linksOf(db, scope, item);
  if (problems.length > 0) throw cellsRefused(problems);
  const { id, status } = outcome;
  if (links.length === 0 || id === undefined) return outcome;
  const added = await addLinks(db, id, links);
  const row = await db.get(db.tables.activities, id);
  const occurred = row?.occurred_at ?? undefined;
  if (occurred !== undefined && occurred <= kernel.timestamp())
    await touchLeads(db, links, occurred, kernel.now());
  return { ...outcome, status: status === 'unchanged' && added > 0 ? 'updated' : status };
}

function withTold(outcome: Outcome, { left_out }: Item): Outcome {
  if (left_out.length === 0) return outcome;
  const told = left_out.map(({ field, reason }) => `${field} is left out, since it ${reason}`);
  const message = [...(outcome.message === undefined ? [] : [outcome.message]), ...told].join('; ');
  return { ...outcome, message };
}

function versionOfNothing(): ToolError {
  return conflict('version is given for a record that does not exist.', {
    hint: 'Leave version out to create a record.',
  });
}
