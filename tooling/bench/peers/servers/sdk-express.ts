import './production.ts';
import { createMcpExpressApp } from '@modelcontextprotocol/express';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { host, port } from './port.ts';
import { handler } from './sdk.ts';

/** The official handler on its own Express app: `express.json` parses the body once and it is handed on. */
const serve = toNodeHandler(handler);
const app = createMcpExpressApp({ host });
app.post('/mcp', (req, res) => serve(req, res, req.body));
app.listen(port, host);
