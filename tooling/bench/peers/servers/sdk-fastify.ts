import './production.ts';
import { createMcpFastifyApp } from '@modelcontextprotocol/fastify';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { host, port } from './port.ts';
import { handler } from './sdk.ts';

/** The official handler on its own Fastify app: Fastify reads and parses the body once and hands it on, logging off (Fastify's default). */
const serve = toNodeHandler(handler);
const app = createMcpFastifyApp({ host });
app.post('/mcp', async (request, reply) => {
  reply.hijack();
  await serve(request.raw, reply.raw, request.body);
});
await app.listen({ host, port });
