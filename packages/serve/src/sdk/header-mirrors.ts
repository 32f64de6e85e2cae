import type { McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { Surface } from '@patchbay/core/engine';

/**
 * Registers the tools whose parameters are mirrored in HTTP headers (`x-mcp-header`).
 *
 * The SDK compares those headers with the body from its own registry, before any handler of ours; it needs the
 * tools only for that, so the others are left out.
 */
export function registerHeaderMirrors(mcp: McpServer, surface: Surface): void {
  for (const { name, inputSchema } of surface.tools) {
    if (!mirrors(inputSchema)) continue;
    mcp.registerTool(name, { inputSchema: passThrough(inputSchema) }, () => ({ content: [] }));
  }
}

const known = new WeakMap<object, boolean>();

function mirrors(schema: object): boolean {
  const cached = known.get(schema) ?? JSON.stringify(schema).includes('"x-mcp-header"');
  known.set(schema, cached);
  return cached;
}

function passThrough(schema: Readonly<Record<string, unknown>>): StandardSchemaWithJSON {
  const json = () => ({ ...schema });
  return {
    '~standard': {
      version: 1,
      vendor: 'patchbay',
      validate: (value) => ({ value }),
      jsonSchema: { input: json, output: json },
    },
  };
}
