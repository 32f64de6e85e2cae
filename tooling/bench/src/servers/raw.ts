import { createServer } from 'node:http';
import { serveOnArgument } from './serve-on-argument.ts';

const result = {
  content: [{ type: 'text', text: '100 °C = 373.15 K' }],
  structuredContent: { value: 373.15, unit: 'kelvin', text: '100 °C = 373.15 K' },
};

/** The floor: parses the JSON and answers with the same bytes, without any protocol. */
const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const message: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const id: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'id') : null;
    const body = JSON.stringify({ result, jsonrpc: '2.0', id });
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    res.end(body);
  });
});
serveOnArgument(server);
