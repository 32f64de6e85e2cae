import './production.ts';
import { serve } from '@hono/node-server';
import { createMcpHonoApp } from '@modelcontextprotocol/hono';
import { host, port } from './port.ts';
import { handler } from './sdk.ts';

/** The official handler on its own Hono app over Hono's Node server: the app's middleware parses the body once and it is handed on. */
const app = createMcpHonoApp({ host });
app.post('/mcp', (c) => handler.fetch(c.req.raw, { parsedBody: c.get('parsedBody') }));
serve({ fetch: app.fetch, hostname: host, port });
