import type { McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { Surface } from '@patchbay/core/engine';
import { mirrorsHeaders } from '../inbound.ts';

/**
 * Registers the tools whose parameters are mirrored in HTTP headers (`x-mcp-header`).
 *
 * The SDK compares those headers with the body from its own registry, before any handler of ours; it needs the
 * tools only for that, so the others are left out.
 */
export function registerHeaderMirrors(mcp: McpServer, surface: Surface): void {
  for (const { name, inputSchema } of surface.tools) {
    if (!mirrorsHeaders(inputSchema)) continue;
    mcp.registerTool(name, { inputSchema: passThrough(inputSchema) }, () => ({ content: [] }));
  }
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
