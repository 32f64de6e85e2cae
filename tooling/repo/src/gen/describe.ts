import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyServer } from '@patchbay/core';
import { resolveSelection, surfaceOf } from '@patchbay/core/testing';
import { type ServerFacts, settingsOf } from './facts.ts';

/** The facts of a live server definition. */
export function factsOf(server: AnyServer): ServerFacts {
  const surface = surfaceOf(server, resolveSelection(server, {}));
  const byName = new Map(server.tools.map((tool) => [tool.name, tool]));
  const { name, title, version, description, toolsets } = server;
  // over the wire and back, so that a fact is what a client sees
  return JSON.parse(
    JSON.stringify({
      name,
      title,
      version,
      description,
      toolsets,
      budget: { tools: server.budget?.tools ?? 19, tokens: server.budget?.tokens ?? 5000 },
      tools: surface.tools.map((listed) => ({
        listed,
        toolset: byName.get(listed.name)?.toolset ?? 'core',
        access: byName.get(listed.name)?.access ?? 'read',
      })),
      resources: surface.resources,
      resourceTemplates: surface.resourceTemplates,
      prompts: surface.prompts,
      settings: settingsOf(server.config),
    }),
  );
}

function isServer(value: unknown): value is AnyServer {
  return typeof value === 'object' && value !== null && 'tools' in value && 'config' in value;
}

// run as a program, it prints the facts of the server whose folder is named
if (import.meta.main) {
  const folder = process.argv[2] ?? '.';
  const loaded: { readonly server?: unknown } = await import(
    pathToFileURL(join(folder, 'src/server.ts')).href
  );
  if (!isServer(loaded.server)) throw new Error(`${folder}/src/server.ts exports no \`server\`.`);
  process.stdout.write(JSON.stringify(factsOf(loaded.server)));
}
