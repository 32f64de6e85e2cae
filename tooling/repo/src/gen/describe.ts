import type { AnyServer } from '@patchbay/core';
import { resolveSelection, surfaceOf } from '@patchbay/core/engine';
import { openReasons } from '@patchbay/schemas';
import { z } from 'zod';
import { loadServer } from '../load-server.ts';
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
        example: byName.get(listed.name)?.example,
        open: openReasons(byName.get(listed.name)?.input ?? z.object({})),
      })),
      resources: surface.resources,
      resourceTemplates: surface.resourceTemplates,
      prompts: surface.prompts,
      settings: settingsOf(server.config),
    }),
  );
}

// run as a program, it prints the facts of the server whose folder is named
if (import.meta.main) {
  const server = await loadServer(process.argv[2] ?? '.');
  process.stdout.write(JSON.stringify(factsOf(server)));
}
