import { createLogger } from '@patchbay/observability';
import { openAt } from '@patchbay/storage';
import { seedWorkspace } from '../src/backends/store/seed.ts';
import { store as definition } from '../src/backends/store/store.ts';
import { createWorkspace, usualSize } from '../src/demo/workspace.ts';

const usage = `Usage: node servers/crm/bench/loop-fill.ts <file> <rows>

Fills a new SQLite file with so many leads, contacts, companies, deals and products of the default tenant.
`;

const [file, rows] = process.argv.slice(2);
if (file === undefined || rows === undefined) process.stdout.write(usage);
else await fill(file, Number(rows));

async function fill(path: string, count: number): Promise<void> {
  const now = new Date();
  const log = createLogger({ level: 'error', name: 'bench', version: '0' });
  const store = await openAt(definition, { file: path }, { log, now: () => now });
  const size = {
    ...usualSize,
    leads: count,
    contacts: count,
    companies: count,
    deals: count,
    products: count,
  };
  const workspace = createWorkspace({ seed: 7, size, now: now.toISOString() });
  await store.write({ caller: { id: 'bench', tenant: 'default' } }, (db) =>
    seedWorkspace(db, workspace, now),
  );
  await store.close();
}
