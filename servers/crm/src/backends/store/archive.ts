import { resolve } from 'node:path';
import {
  type ArchiveReadiness,
  type CommandSetup,
  ConfigurationError,
  type ServerSetup,
} from '@patchbay/core';
import {
  backupStore,
  checkDump,
  restoreStore,
  StorageConfigurationError,
  type Store,
} from '@patchbay/storage';
import type { CrmConfig } from '../../config.ts';
import { migrations } from './migrations.gen.ts';
import { openCrmStore, serverName, storeFile } from './open.ts';

type Setup = Pick<CommandSetup<CrmConfig>, 'config' | 'paths' | 'log' | 'operands' | 'flags' | 'directory'>;

/** Copies the store to a file while servers use it. PostgreSQL is left to its own tools, which the error names. */
export async function backupCrm(setup: Setup): Promise<string> {
  const file = fileOf(setup);
  const store = await openCrmStore(setup, { log: setup.log, now: () => new Date() });
  try {
    const { bytes } = await backupStore(store, file, { overwrite: setup.flags.has('force') });
    return `Backed up ${bytes} bytes to ${file}.`;
  } catch (error) {
    throw asConfigurationError(error);
  } finally {
    await store.close();
  }
}

/** Puts the data of a backup in the place of the store's; servers that run see it at once. */
export async function restoreCrm(setup: Setup): Promise<string> {
  if (setup.config.DATABASE_URL !== undefined) {
    throw new ConfigurationError(
      'PostgreSQL is restored with pg_restore; `patchbay-crm backup` prints the recipe.',
    );
  }
  const [backup, target] = [fileOf(setup), storeFile(setup)];
  try {
    await restoreStore({ backup, file: target, server: serverName, migrations });
  } catch (error) {
    throw asConfigurationError(error);
  }
  return `Restored ${target} from ${backup}.`;
}

/** Whether `backup`, or `pg_dump` in its place, could copy the data now. */
export async function checkCrmArchive(
  setup: Pick<ServerSetup<CrmConfig>, 'config' | 'paths'>,
  store: Store,
): Promise<ArchiveReadiness> {
  if (setup.config.DATABASE_URL !== undefined) return checkDump(store);
  return { ready: true, detail: `\`backup <file>\` copies ${storeFile(setup)} while servers use it` };
}

function fileOf({ operands, directory }: Setup): string {
  return resolve(directory, operands[0] ?? '');
}

/** What the store refuses is for the operator to mend, so its words may be shown. */
function asConfigurationError(error: unknown): unknown {
  return error instanceof StorageConfigurationError ? new ConfigurationError(error.message) : error;
}
