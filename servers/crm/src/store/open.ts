import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '@patchbay/observability';
import { type OpenOptions, openStore, type Store } from '@patchbay/storage';
import type { CrmConfig } from '../config.ts';
import { migrations } from './migrations.gen.ts';
import { type CrmTables, crmTables } from './sqlite/tables.ts';

/** Where a store lives: a SQLite file, or a PostgreSQL database and its schema. */
export type StorePlace = Pick<OpenOptions<CrmTables>, 'file' | 'url' | 'schema'>;

/** What a store is opened with. */
export interface OpenCrmOptions {
  readonly log: Logger;
  readonly now: () => Date;
  readonly cursorKey?: string | undefined;
}

/** Opens the store that the configuration names, creating a private folder for the file of a first start. */
export async function openCrmStore(config: CrmConfig, options: OpenCrmOptions): Promise<Store<CrmTables>> {
  const url = config.DATABASE_URL;
  const file = storeFile(config);
  if (url === undefined && config.CRM_DATABASE_FILE === undefined) {
    // the rows are personal data, so the folder is the user's alone
    await mkdir(dataFolder(), { recursive: true, mode: 0o700 });
  }
  return openCrmStoreAt(
    { file, ...(url !== undefined && { url }) },
    { ...options, cursorKey: config.CRM_CURSOR_KEY },
  );
}

/** The SQLite file that the configuration names. */
export function storeFile({ CRM_DATABASE_FILE }: CrmConfig): string {
  return CRM_DATABASE_FILE ?? join(dataFolder(), 'crm.db');
}

/** Opens the store at a place. */
export function openCrmStoreAt(
  place: StorePlace,
  { log, now, cursorKey }: OpenCrmOptions,
): Promise<Store<CrmTables>> {
  return openStore({
    ...place,
    tables: crmTables,
    postgresTables: async () => (await import('./postgres/tables.ts')).crmTables,
    migrations,
    log,
    now: () => now().getTime(),
    ...(cursorKey !== undefined && { cursorSecret: cursorKey }),
  });
}

/** The user's data folder by the customs of the system. */
function dataFolder(): string {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return join(home, 'AppData', 'Local', 'patchbay');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'patchbay');
    default:
      return join(home, '.local', 'share', 'patchbay');
  }
}
