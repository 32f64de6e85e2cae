import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerSetup } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import { type OpenOptions, openStore, type Store } from '@patchbay/storage';
import type { CrmConfig } from '../../config.ts';
import { migrations } from './migrations.gen.ts';
import { type CrmTables, crmTables } from './tables/tables.ts';

/** Names the PostgreSQL schema of the store and the scope of its migrations. */
export const serverName = 'crm';

/** Where a store lives: a SQLite file, or a PostgreSQL database and its schema. */
export type StorePlace = Pick<OpenOptions<CrmTables>, 'file' | 'url' | 'schema'>;

/** What a store is opened with. */
export interface OpenCrmOptions {
  readonly log: Logger;
  readonly now: () => Date;
  readonly cursorKey?: string | undefined;
}

/** Opens the store that the configuration names, creating a private folder for the file of a first start. */
export async function openCrmStore(
  setup: Pick<ServerSetup<CrmConfig>, 'config' | 'paths'>,
  options: OpenCrmOptions,
): Promise<Store<CrmTables>> {
  const { config } = setup;
  const url = config.DATABASE_URL;
  const file = storeFile(setup);
  if (url === undefined && config.CRM_DATABASE_FILE === undefined) {
    // the rows are personal data, so the folder is the user's alone
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  }
  return openCrmStoreAt(
    { file, ...(url !== undefined && { url }) },
    { ...options, cursorKey: config.CRM_CURSOR_KEY },
  );
}

/** The SQLite file that the configuration names. */
export function storeFile({ config, paths }: Pick<ServerSetup<CrmConfig>, 'config' | 'paths'>): string {
  return config.CRM_DATABASE_FILE ?? join(paths.data, 'crm.db');
}

/** Opens the store at a place. */
export function openCrmStoreAt(
  place: StorePlace,
  { log, now, cursorKey }: OpenCrmOptions,
): Promise<Store<CrmTables>> {
  return openStore({
    ...place,
    server: serverName,
    tables: crmTables,
    migrations,
    log,
    now: () => now().getTime(),
    ...(cursorKey !== undefined && { cursorSecret: cursorKey }),
  });
}
