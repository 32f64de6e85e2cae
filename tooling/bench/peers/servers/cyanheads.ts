import './production.ts';
import { convert, description, input, name, output } from './convert-temperature.ts';
import { host, port } from './port.ts';

/** @cyanheads/mcp-ts-core stateless over its own Hono server, which reads all of this while it loads; logs at its quietest level. */
Object.assign(process.env, {
  MCP_TRANSPORT_TYPE: 'http',
  MCP_SESSION_MODE: 'stateless',
  MCP_HTTP_HOST: host,
  MCP_HTTP_PORT: String(port),
  MCP_HTTP_ENDPOINT_PATH: '/mcp',
  MCP_LOG_LEVEL: 'emerg',
});
const { createApp, tool } = await import('@cyanheads/mcp-ts-core');
await createApp({
  name: 'peer',
  version: '1.0.0',
  tools: [
    tool(name, {
      description,
      input,
      output,
      handler: (args) => convert(args),
      format: ({ text }) => [{ type: 'text', text }],
    }),
  ],
});
