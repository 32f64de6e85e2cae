import { readSurfaces, type SurfaceFile } from '../surface-file.ts';
import type { Check } from './check.ts';

/** Holds that clients which connect several servers can tell their parts apart. */
export const names: Check = {
  name: 'names',
  purpose: 'No two servers share a tool, a prompt or a URI.',
  run: (root) => sharedNames(readSurfaces(root)),
};

/** Names that stand more than once among all servers. */
export function sharedNames(surfaces: readonly SurfaceFile[]): readonly string[] {
  const owners = new Map<string, string[]>();
  for (const surface of surfaces) {
    for (const name of namesOf(surface)) owners.set(name, [...(owners.get(name) ?? []), surface.server]);
  }
  return [...owners]
    .filter(([, servers]) => servers.length > 1)
    .map(([name, servers]) => `${name} is offered more than once: ${servers.join(', ')}`);
}

function namesOf(surface: SurfaceFile): readonly string[] {
  return [
    ...surface.tools.map(({ name }) => `tool ${name}`),
    ...surface.prompts.map(({ name }) => `prompt ${name}`),
    ...surface.resources.map(({ uri }) => `URI ${uri}`),
    // two templates collide when they match the same URIs, whatever they call their variables
    ...surface.resourceTemplates.map(
      ({ uriTemplate }) => `URI ${uriTemplate.replaceAll(/\{[^}]*\}/g, '{}')}`,
    ),
  ];
}
