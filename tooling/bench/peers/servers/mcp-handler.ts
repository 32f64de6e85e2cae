import './production.ts';
import { serve } from '@hono/node-server';
import { createMcpHandler } from 'mcp-handler';
import { answer, description, input, name, output } from './convert-temperature.ts';
import { host, port } from './port.ts';

/** mcp-handler serves web requests only, so it stands on Hono's Node server, one of the hosts that it names, without a router; spans off. */
const handler = createMcpHandler(
  (mcp) => {
    mcp.registerTool(name, { description, inputSchema: input, outputSchema: output }, answer);
  },
  { serverInfo: { name: 'peer', version: '1.0.0' }, telemetry: false },
);
serve({ fetch: handler, hostname: host, port });
