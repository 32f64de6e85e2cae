import './production.ts';
import { FastMCP } from 'fastmcp';
import { answer, description, input, name, output } from './convert-temperature.ts';
import { host, port } from './port.ts';

const nothing = () => undefined;

/** fastmcp stateless with JSON replies, which spares it the event stream; its logger swallows all, pings and roots off. */
const mcp = new FastMCP({
  name: 'peer',
  version: '1.0.0',
  logger: { debug: nothing, error: nothing, info: nothing, log: nothing, warn: nothing },
  ping: { enabled: false },
  roots: { enabled: false },
});
mcp.addTool({
  name,
  description,
  parameters: input,
  outputSchema: output,
  execute: async (args) => answer(args),
});
await mcp.start({
  transportType: 'httpStream',
  httpStream: { host, port, endpoint: '/mcp', stateless: true, enableJsonResponse: true },
});
