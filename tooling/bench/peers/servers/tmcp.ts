import './production.ts';
import { ZodJsonSchemaAdapter } from '@tmcp/adapter-zod';
import { HttpTransport } from '@tmcp/transport-http';
import { serve } from 'srvx';
import { McpServer } from 'tmcp';
import { answer, description, input, name, output } from './convert-temperature.ts';
import { host, port } from './port.ts';

/** tmcp over srvx, the fastest of the Node adapters that its documentation names: one server for all requests, streams for notifications off. */
const mcp = new McpServer(
  { name: 'peer', version: '1.0.0', description: 'A peer.' },
  { adapter: new ZodJsonSchemaAdapter(), capabilities: { tools: {} } },
);
mcp.tool({ name, description, schema: input, outputSchema: output }, answer);
const transport = new HttpTransport(mcp, { path: '/mcp', disableSse: true });
serve({
  hostname: host,
  port,
  silent: true,
  fetch: async (request) => (await transport.respond(request)) ?? new Response(null, { status: 404 }),
});
