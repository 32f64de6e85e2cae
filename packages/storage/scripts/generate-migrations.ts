import { fileURLToPath } from 'node:url';
import { generateMigrations } from '../src/generate.ts';
import { ownTables } from '../src/own/tables.ts';

const [name = 'change'] = process.argv.slice(2);
const own = fileURLToPath(new URL('../src/own/', import.meta.url));
const written = await generateMigrations({
  tables: ownTables,
  directory: `${own}migrations`,
  module: `${own}migrations.gen.ts`,
  typeFrom: '../migrate/migration.ts',
  name,
});
process.stdout.write(`${written.length === 0 ? 'The tables have not changed.' : written.join('\n')}\n`);
