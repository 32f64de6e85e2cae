/** Holds that a client that pipelines waits for itself: others are answered after a bounded number of its requests. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callOf, openSocket, startFixture } from './http.fixture.ts';
import { inTurn, mostWaiting } from './in-turn.ts';

const requestOf = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

/** Resolves when a connection is over, whether it was ended or reset. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** A server that answers at once, and the paths that it served in their order. */
async function startServer() {
  const served: string[] = [];
  const state = { overflows: 0, most: 0 };
  const sockets = new Map<unknown, number>();
  const count = ({ socket }: IncomingMessage, by: number) => {
    sockets.set(socket, (sockets.get(socket) ?? 0) + by);
    state.most = Math.max(state.most, sockets.get(socket) ?? 0);
  };
  const serve = inTurn(
    (req, res) => {
      count(req, 1);
      res.once('close', () => count(req, -1));
      served.push(req.url ?? '');
      res.end(req.url);
    },
    () => {
      state.overflows += 1;
    },
  );
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  return { served, state, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

describe('pipelined requests', () => {
  it('let another caller be served after at most a few of each connection', async () => {
    const { served, port } = await startServer();
    const connections = 20;
    const greedy = await Promise.all(Array.from({ length: connections }, () => openSocket(port)));
    const other = await openSocket(port);
    other.write(requestOf('/first'));
    await expect.poll(() => other.received()).toContain('/first');
    for (const socket of greedy) socket.write(requestOf('/greedy').repeat(mostWaiting));
    other.write(requestOf('/other'));
    await expect.poll(() => served.includes('/other')).toBe(true);
    // all had arrived before the other's, so that serving what arrives would serve every one of them first
    expect(served.indexOf('/other')).toBeLessThan(connections * 3);
    await expect.poll(() => served.length).toBe(connections * mostWaiting + 2);
    for (const socket of [...greedy, other]) socket.destroy();
  });

  it('are served one at a time, in their order, up to the bound', async () => {
    const { served, state, port } = await startServer();
    const paths = Array.from({ length: mostWaiting + 1 }, (_, index) => `/${index}`);
    const socket = await openSocket(port);
    socket.write(paths.map(requestOf).join(''));
    await expect.poll(() => served.length).toBe(paths.length);
    expect(served).toEqual(paths);
    expect(state).toMatchObject({ most: 1, overflows: 0 });
    socket.destroy();
  });

  it('above the bound cut off their connection, once, and no more of it is served', async () => {
    const { served, state, port } = await startServer();
    const socket = await openSocket(port);
    socket.write(requestOf('/greedy').repeat(20_000));
    await closed(socket);
    await expect.poll(() => state.overflows).toBe(1);
    expect(served.length).toBeLessThanOrEqual(1);
    expect(new Error('a stack').stack).toContain('in-turn.test.ts');
  });

  it('do not slow down who waits for each answer', async () => {
    const { served, port } = await startServer();
    const socket = await openSocket(port);
    for (let round = 1; round <= mostWaiting * 3; round += 1) {
      socket.write(requestOf('/patient'));
      await expect.poll(() => served.length, { interval: 1 }).toBe(round);
    }
    socket.destroy();
  });
});

describe('a server', () => {
  it('counts probes and calls that it refuses like any other request', async () => {
    await using fixture = await startFixture();
    const call = callOf('nowhere');
    const lines = Object.entries({ host: 'localhost', ...call.headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const refused = `POST /mcp HTTP/1.1\r\n${lines.join('\r\n')}\r\ncontent-length: ${call.body.length}\r\n\r\n${call.body}`;
    const cutOff = async (port: number, text: string) => {
      const socket = await openSocket(port);
      socket.write(text);
      await closed(socket);
    };
    for (const request of [requestOf('/healthz'), requestOf('/readyz'), refused])
      await cutOff(fixture.port, request.repeat(2000));
    const page = await (await fetch(`${fixture.url}/metrics`)).text();
    expect(page).toMatch(/\{reason="pipelining"\} 3/);
  });
});
