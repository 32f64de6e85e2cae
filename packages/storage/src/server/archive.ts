import { resolve } from 'node:path';
import { type ArchiveReadiness, type CommandSetup, ConfigurationError } from '@patchbay/core';
import { StorageConfigurationError } from '../errors.ts';
import { requireRegular } from '../sqlite/file-fault.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { backupStore, postgresRecipe } from '../upkeep/backup.ts';
import { checkDump } from '../upkeep/dump-check.ts';
import { restoreStore } from '../upkeep/restore.ts';
import type { StoreDefinition } from './definition.ts';
import { openConfigured, type PlaceSetup, storeFile } from './open.ts';
import { type AnyConfig, storeSettings } from './settings.ts';

type Setup = Pick<CommandSetup<AnyConfig>, 'config' | 'paths' | 'log' | 'operands' | 'flags' | 'directory'>;

/** Copies the store to a file while servers use it. PostgreSQL is left to its own tools, which the error names. */
export async function backup<T extends Tables>(
  definition: StoreDefinition<T>,
  setup: Setup,
): Promise<string> {
  if (storeSettings(definition.server, setup.config).url !== undefined) {
    throw new StorageConfigurationError(postgresRecipe);
  }
  const file = fileOf(setup);
  const source = storeFile(definition.server, setup);
  if (!(await requireRegular(source))) {
    throw new ConfigurationError(`There is no store ${source}, so nothing was backed up.`);
  }
  const store = await openConfigured(definition, setup, () => new Date());
  try {
    const { bytes } = await backupStore(store, file, { overwrite: setup.flags.has('force') });
    return `Backed up ${bytes} bytes to ${file}.`;
  } finally {
    await store.close();
  }
}

/** Puts the data of a backup in the place of the store's; servers that run see it at once. */
export async function restore<T extends Tables>(
  { server, migrations }: StoreDefinition<T>,
  setup: Setup,
): Promise<string> {
  if (storeSettings(server, setup.config).url !== undefined) {
    throw new ConfigurationError(
      `PostgreSQL is restored with pg_restore; \`patchbay-${server} backup\` prints the recipe.`,
    );
  }
  const [from, target] = [fileOf(setup), storeFile(server, setup)];
  await restoreStore({ backup: from, file: target, server, migrations });
  return `Restored ${target} from ${from}.`;
}

/** Whether `backup`, or `pg_dump` in its place, could copy the data now. */
export async function checkArchive(
  server: string,
  setup: PlaceSetup,
  store: Pick<Store, 'internal'>,
): Promise<ArchiveReadiness> {
  if (storeSettings(server, setup.config).url !== undefined) return checkDump(store);
  return {
    ready: true,
    detail: `\`backup <file>\` copies ${storeFile(server, setup)} while servers use it`,
  };
}

function fileOf({ operands, directory }: Setup): string {
  return resolve(directory, operands[0] ?? '');
}
