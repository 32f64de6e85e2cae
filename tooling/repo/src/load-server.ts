import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyServer } from '@patchbay/core';

/**
 * Loads the live definition of a server from its folder.
 *
 * @throws Error when its `src/server.ts` exports no `server`.
 */
export async function loadServer(folder: string): Promise<AnyServer> {
  const loaded: { readonly server?: unknown } = await import(
    pathToFileURL(join(folder, 'src/server.ts')).href
  );
  if (!isServer(loaded.server)) throw new Error(`${folder}/src/server.ts exports no \`server\`.`);
  return loaded.server;
}

function isServer(value: unknown): value is AnyServer {
  return typeof value === 'object' && value !== null && 'tools' in value && 'config' in value;
}
