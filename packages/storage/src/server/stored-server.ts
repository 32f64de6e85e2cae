import type { ServerDefinition } from '@patchbay/core';
import { z } from 'zod';
import type { Tables } from '../tables.ts';
import { storeCommands } from './commands.ts';
import type { StoreDefinition } from './definition.ts';
import type { StorePorts } from './ports.ts';
import { type ServeOptions, serveStore } from './serve.ts';
import { storeCaller, storeConfig } from './settings.ts';
import { storeSynthetic } from './synthetic.ts';

/** The members of a server's definition that follow from its store. */
export type StoredParts<Ports> = Required<
  Pick<
    ServerDefinition<Ports & StorePorts, z.ZodObject>,
    'config' | 'roles' | 'commands' | 'localCaller' | 'synthetic' | 'createDeps'
  >
>;

/**
 * What the definition of a server that has nothing but its store says of it: settings, roles, `backup` and `restore`, the
 * local user, and how it is opened. A server with more settings, commands or backends is made of the same parts.
 *
 * @example
 * defineServer({ ...storedServer(notesStore, policy.roles, { ports: createPorts }), name: 'notes', tools, … })
 */
export function storedServer<T extends Tables, Ports>(
  store: StoreDefinition<T>,
  roles: readonly string[],
  options: ServeOptions<T, Ports>,
): StoredParts<Ports> {
  const config: z.ZodObject<z.ZodRawShape> = z.object(storeConfig(store.server, roles));
  return {
    config,
    roles,
    commands: storeCommands(store),
    localCaller: storeCaller(store.server),
    synthetic: storeSynthetic,
    createDeps: (setup) => serveStore(store, setup, options),
  };
}
