import { createServer, request as httpRequest } from 'node:http';
import { listen } from './local-server.fixture.ts';

/** A small forward proxy; CONNECT is recorded and turned down. */
export async function startProxy(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const forwarded = httpRequest(request.url ?? '', { method: request.method, headers: request.headers });
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.end();
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}
