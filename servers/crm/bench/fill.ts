import { computationOf, type Store, type TenantTable } from '@patchbay/storage';
import { keyRows } from '../src/backends/store/duplicates/keys.ts';
import { leadWithDerived, stored } from '../src/backends/store/seed.ts';
import type { CrmTables } from '../src/backends/store/tables/tables.ts';
import { createWorkspace, usualSize, type Workspace } from '../src/demo/workspace.ts';

const rowsPerInsert = 100;
const insertsPerTransaction = 100;

/**
 * Writes invented leads into an empty store with their keys, activities and moves, and gives the number of rows; 0 when
 * there are leads already. It goes round the change log, which would hold each of the rows once more.
 */
export async function fillStore(
  store: Store<CrmTables>,
  tenant: string,
  leads: number,
  now: Date,
): Promise<number> {
  const workspace = createWorkspace({ seed: 7, size: { ...usualSize, leads }, now: now.toISOString() });
  const tables = await store.read({ caller: { id: 'bench', tenant } }, async (db) => db.tables);
  const [known] = await store.internal.transaction({ mode: 'read' }, ({ query }) =>
    query('SELECT lead_id FROM leads LIMIT 1'),
  );
  if (known !== undefined) return 0;
  let written = 0;
  for (const [table, rows] of rowsOf(workspace, tables, now)) {
    for (const batch of batches(rows, rowsPerInsert * insertsPerTransaction)) {
      await insert(
        store,
        table,
        batch.map((row) => ({ ...row, tenant })),
      );
      written += batch.length;
    }
  }
  // what autovacuum would do within the minute
  await store.internal.transaction({ mode: 'write' }, ({ query }) => query('ANALYZE'));
  return written;
}

type Row = object;

function rowsOf(
  workspace: Workspace,
  tables: CrmTables,
  now: Date,
): readonly (readonly [TenantTable, Iterable<Row>])[] {
  return [
    [tables.stages, workspace.stages],
    [tables.users, map(workspace.users(), stored)],
    [tables.leads, map(workspace.leads(), (lead) => leadWithDerived(stored(lead), [], now))],
    [tables.duplicate_keys, flatMap(workspace.leads(), (lead) => keyRows('leads', lead.lead_id, lead))],
    [
      tables.stage_history,
      map(workspace.stageMoves(), (move, index) => ({ ...stored(move), entry_id: `move-${index + 1}` })),
    ],
    [tables.activities, map(workspace.activities(), ({ links: _links, ...row }) => stored(row))],
    [
      tables.activity_links,
      flatMap(workspace.activities(), ({ activity_id, links }) =>
        links.map((link) => ({ ...link, activity_id })),
      ),
    ],
  ];
}

async function insert(store: Store<CrmTables>, table: TenantTable, rows: readonly Row[]): Promise<void> {
  const computation = computationOf(table);
  const whole = (row: Row) => ({ ...row, ...computation?.compute({ ...row }) });
  await store.internal.transaction({ mode: 'write' }, async ({ builder }) => {
    for (const part of batches(rows, rowsPerInsert)) await builder.insert(table).values(part.map(whole));
  });
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* map<From, To>(items: Iterable<From>, to: (item: From, index: number) => To): Generator<To> {
  let index = 0;
  for (const item of items) {
    yield to(item, index);
    index += 1;
  }
}

function* flatMap<From, To>(items: Iterable<From>, to: (item: From) => readonly To[]): Generator<To> {
  for (const item of items) yield* to(item);
}
