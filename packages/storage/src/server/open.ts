import { join } from 'node:path';
import type { ServerSetup } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import { type OpenOptions, openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { StoreDefinition } from './definition.ts';
import { type AnyConfig, storeSettings } from './settings.ts';

/** Where a store lives: a SQLite file, or a PostgreSQL database and its schema. */
export type StorePlace = Pick<OpenOptions<Tables>, 'file' | 'url' | 'schema'>;

/** What a store is opened with beside its place. */
export interface OpenedWith {
  readonly log: Logger;
  readonly now: () => Date;
  readonly cursorKey?: string | undefined;
}

/** The part of a server's setup that says where its store is. */
export type PlaceSetup = Pick<ServerSetup<AnyConfig>, 'config' | 'paths'>;

/** The SQLite file that the configuration names. */
export function storeFile(server: string, { config, paths }: PlaceSetup): string {
  return storeSettings(server, config).file ?? join(paths.data, `${server}.db`);
}

/** Opens the store at a place. */
export function openAt<T extends Tables>(
  { server, tables, migrations }: StoreDefinition<T>,
  place: StorePlace,
  { log, now, cursorKey }: OpenedWith,
): Promise<Store<T>> {
  return openStore({
    ...place,
    server,
    tables,
    migrations,
    log,
    now: () => now().getTime(),
    cursorSecret: cursorKey,
  });
}

/** Opens the store that the configuration names. */
export function openConfigured<T extends Tables>(
  definition: StoreDefinition<T>,
  setup: PlaceSetup & Pick<ServerSetup<AnyConfig>, 'log'>,
  now: () => Date,
): Promise<Store<T>> {
  const { server } = definition;
  const { url, cursorKey } = storeSettings(server, setup.config);
  return openAt(definition, { file: storeFile(server, setup), url }, { log: setup.log, now, cursorKey });
}
