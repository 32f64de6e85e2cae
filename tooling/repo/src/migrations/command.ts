import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StoreDefinition, Tables } from '@patchbay/storage';
import { generateMigrations } from '@patchbay/storage/generate';
import { repositoryRoot } from '../workspace.ts';

const usage = 'Usage: repo migrations <server> [name_of_the_step]';

/** The `migrations` command: writes the step from a server's last tables to those of now, and embeds all steps. */
export async function migrations(words: readonly string[]): Promise<number> {
  const [server, name = 'change', ...more] = words;
  if (server === undefined || more.length > 0) throw new Error(usage);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`A step is called in snake_case, not "${name}".`);
  const written = await writeMigrations(join(repositoryRoot, 'servers', server), name);
  for (const path of written) process.stdout.write(`wrote ${relative(repositoryRoot, path)}\n`);
  if (written.length === 0) process.stdout.write('The tables have not changed.\n');
  return 0;
}

/** Writes the next step of the store of a server, whose folder is named, and returns the paths written. */
export async function writeMigrations(folder: string, name: string): Promise<readonly string[]> {
  const room = join(folder, 'src/backends/store');
  const { tables } = await loadStore(join(room, 'store.ts'));
  return generateMigrations({
    tables,
    directory: join(room, 'migrations'),
    module: join(room, 'migrations.gen.ts'),
    name,
  });
}

async function loadStore(path: string): Promise<StoreDefinition<Tables>> {
  if (!existsSync(path))
    throw new Error(`${path} is missing: it must export \`store\`, made by defineStore.`);
  const loaded: { readonly store?: unknown } = await import(pathToFileURL(path).href);
  if (!isStore(loaded.store)) throw new Error(`${path} exports no \`store\`, made by defineStore.`);
  return loaded.store;
}

function isStore(value: unknown): value is StoreDefinition<Tables> {
  return typeof value === 'object' && value !== null && 'tables' in value && 'migrations' in value;
}
