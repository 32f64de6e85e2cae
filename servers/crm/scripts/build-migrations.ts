import { fileURLToPath } from 'node:url';
import { generateMigrations } from '@patchbay/storage/generate';
import { crmTables } from '../src/backends/store/tables/tables.ts';

const [name = 'change'] = process.argv.slice(2);
const store = fileURLToPath(new URL('../src/backends/store/', import.meta.url));
const written = await generateMigrations({
  tables: crmTables,
  directory: `${store}migrations`,
  module: `${store}migrations.gen.ts`,
  name,
});
process.stdout.write(`${written.length === 0 ? 'The tables have not changed.' : written.join('\n')}\n`);
