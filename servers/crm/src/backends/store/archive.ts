import { type ArchiveReadiness, ConfigurationError } from '@patchbay/core';
import { createLogger } from '@patchbay/observability';
import { backupStore, checkDump, restoreStore, StorageConfigurationError } from '@patchbay/storage';
import type { CrmConfig } from '../../config.ts';
import { migrations } from './migrations.gen.ts';
import { openCrmStore, storeFile } from './open.ts';

/** Copies the store to a file while servers use it. PostgreSQL is left to its own tools, which the error names. */
export async function backupCrm(config: CrmConfig, file: string): Promise<string> {
  const log = createLogger({ level: 'warn', name: 'patchbay-crm', version: '' });
  const store = await openCrmStore(config, { log, now: () => new Date() });
  try {
    const { bytes } = await backupStore(store, file);
    return `Backed up ${bytes} bytes to ${file}.`;
  } catch (error) {
    throw asConfigurationError(error);
  } finally {
    await store.close();
  }
}

/** Puts the data of a backup in the place of the store's; servers that run see it at once. */
export async function restoreCrm(config: CrmConfig, file: string): Promise<string> {
  if (config.DATABASE_URL !== undefined) {
    throw new ConfigurationError(
      'PostgreSQL is restored with pg_restore; `patchbay-crm backup` prints the recipe.',
    );
  }
  const target = storeFile(config);
  try {
    await restoreStore({ backup: file, file: target, migrations });
  } catch (error) {
    throw asConfigurationError(error);
  }
  return `Restored ${target} from ${file}.`;
}

/** Whether `backup`, or `pg_dump` in its place, could copy the data now. */
export async function checkCrmArchive(config: CrmConfig): Promise<ArchiveReadiness> {
  if (config.CRM_BACKEND === 'rest')
    return { ready: true, detail: 'left to the lead API, which has the data' };
  if (config.DATABASE_URL === undefined) {
    return { ready: true, detail: `\`backup <file>\` copies ${storeFile(config)} while servers use it` };
  }
  const log = createLogger({ level: 'silent', name: 'patchbay-crm', version: '' });
  const store = await openCrmStore(config, { log, now: () => new Date() });
  try {
    return await checkDump(store);
  } finally {
    await store.close();
  }
}

/** What the store refuses is for the operator to mend, so its words may be shown. */
function asConfigurationError(error: unknown): unknown {
  return error instanceof StorageConfigurationError ? new ConfigurationError(error.message) : error;
}
