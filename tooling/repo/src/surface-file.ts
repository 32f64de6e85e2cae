import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, serverNames } from './workspace.ts';

const named = z.looseObject({ name: z.string() });

const surfaceFile = z.looseObject({
  server: z.string(),
  totals: z.object({ tools: z.number(), tokens: z.number() }),
  tools: z.array(named.extend({ tokens: z.number() })),
  resources: z.array(named.extend({ uri: z.string() })),
  resourceTemplates: z.array(named.extend({ uriTemplate: z.string() })),
  prompts: z.array(named),
});

/** What the checks read in a server's `surface.json`. */
export type SurfaceFile = z.output<typeof surfaceFile>;

/** The surfaces of all servers that have one. */
export function readSurfaces(root: string): readonly SurfaceFile[] {
  return serverNames(root).flatMap((name) => {
    const text = readIfThere(join(root, 'servers', name, 'surface.json'));
    return text === undefined ? [] : [surfaceFile.parse(JSON.parse(text))];
  });
}
