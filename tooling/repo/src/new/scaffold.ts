import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSurfaces } from '../surface-file.ts';
import { serverNames } from '../workspace.ts';
import { type ServerKind, writeServer, writeTool } from './template.ts';

/**
 * Writes a new server and returns the paths it wrote, relative to the root.
 *
 * @throws Error for a name that cannot be one, or is taken.
 */
export function newServer(root: string, name: string, kind?: ServerKind): readonly string[] {
  if (!/^[a-z][a-z0-9]{1,29}$/.test(name)) {
    throw new Error(`A server is called by one lower-case word, like "weather", not "${name}".`);
  }
  if (existsSync(join(root, 'servers', name))) throw new Error(`servers/${name} exists already.`);
  return writeServer(join(root, 'servers', name), name, kind).map((path) => `servers/${name}/${path}`);
}

/**
 * Writes a new tool with its test and returns the paths it wrote, relative to the root.
 *
 * @throws Error for an unknown server, or a name that cannot be one or is taken by any server.
 */
export function newTool(root: string, server: string, tool: string): readonly string[] {
  const servers = serverNames(root);
  if (!servers.includes(server)) {
    throw new Error(`There is no server ${server}. Servers are: ${servers.join(', ')}.`);
  }
  const name = tool.replaceAll('-', '_');
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name) || name.length > 40) {
    throw new Error(`A tool is called by a verb and a noun, like "get_order", not "${tool}".`);
  }
  const owner = readSurfaces(root).find(({ tools }) => tools.some((known) => known.name === name));
  if (owner !== undefined) throw new Error(`The ${owner.server} server has a tool ${name} already.`);
  return writeTool(join(root, 'servers', server), server, name).map((path) => `servers/${server}/${path}`);
}
