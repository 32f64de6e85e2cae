import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { answer, description, input, name, output } from './convert-temperature.ts';

/** The official v2 serving that the Fastify, Express and Hono peers mount, in its default form: both eras, JSON unless a call streams. */
export const handler = createMcpHandler(() => {
  const mcp = new McpServer({ name: 'peer', version: '1.0.0' });
  mcp.registerTool(name, { description, inputSchema: input, outputSchema: output }, answer);
  return mcp;
});
