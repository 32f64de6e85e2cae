import { readFileSync } from 'node:fs';
import { listOf, member } from '../json.ts';

/** The names that a server's lists must hold, by the method that asks for them. */
export type Surface = ReadonlyMap<string, { readonly key: string; readonly names: readonly string[] }>;

/** Where each list stands in the reviewed surface, and what its entries are called by. */
const lists = [
  ['tools/list', 'tools', 'name'],
  ['resources/list', 'resources', 'uri'],
  ['resources/templates/list', 'resourceTemplates', 'uriTemplate'],
  ['prompts/list', 'prompts', 'name'],
] as const;

/** Reads the surface that is reviewed with every change of a server. */
export function readSurface(server: string): Surface {
  const file = `${import.meta.dirname}/../../../../servers/${server}/surface.json`;
  const surface: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(
    lists.map(([method, key, name]) => [method, { key, names: namesOf(member(surface, key), name) }]),
  );
}

/** The sorted names of a list's entries. */
export function namesOf(entries: unknown, name = 'name'): string[] {
  return listOf(entries)
    .map((entry) => String(member(entry, name)))
    .toSorted();
}

/** The member that names an entry of a list. */
export function nameKey(method: string): string {
  return lists.find(([known]) => known === method)?.[2] ?? 'name';
}
