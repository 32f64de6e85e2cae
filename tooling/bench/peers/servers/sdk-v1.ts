import './production.ts';
import { createServer, type IncomingMessage } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { answer, description, input, name, output } from './convert-temperature.ts';
import { host, port } from './port.ts';

/** SDK v1 stateless on plain `node:http`, with JSON replies and the body handed on parsed, which is its fastest form; a server and a transport per request, as it demands. */
createServer(async (req, res) => {
  const mcp = new McpServer({ name: 'peer', version: '1.0.0' });
  mcp.registerTool(name, { description, inputSchema: input, outputSchema: output }, answer);
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  res.on('close', () => {
    void transport.close();
    void mcp.close();
  });
  await mcp.connect(transport);
  await transport.handleRequest(req, res, await json(req));
}).listen(port, host);

async function json(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
