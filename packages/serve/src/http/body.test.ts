/** Holds the bounds of request bodies: how large, how slow, and what is left of one that breaks off. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBodyReader } from './body.ts';
import { callOf, openSocket, startFixture } from './http.fixture.ts';

const environment = { PATCHBAY_MAX_BODY_BYTES: '2000' };
const chunk = Buffer.alloc(65_536, ' ');

describe('the body limit', () => {
  it('refuses a body by the length that is announced, before any of it is read', async () => {
    await using fixture = await startFixture({ environment });
    const socket = await openSocket(fixture.port);
    socket.write('POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2001\r\n\r\n');
    await once(socket, 'data');
    expect(socket.received()).toMatch(/^HTTP\/1\.1 413 /);
    expect(socket.received()).toContain('larger than 2000 bytes');
    socket.destroy();
  });

  it('refuses a stream without a length once it passes the limit', async () => {
    await using fixture = await startFixture({ environment });
    const sent = request(`${fixture.url}/mcp`, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
    });
    sent.on('error', () => undefined);
    const answered = once(sent, 'response');
    sent.write(Buffer.alloc(1999, ' '));
    sent.write('  ');
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    sent.destroy();
  });

  it('tells a client that goes on sending megabytes', async () => {
    await using fixture = await startFixture({ environment });
    const sent = request(`${fixture.url}/mcp`, {
      method: 'POST',
      headers: { 'content-length': chunk.length * 100 },
    });
    sent.on('error', () => undefined);
    const answered = once(sent, 'response');
    for (let index = 0; index < 100; index += 1) sent.write(chunk);
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    sent.destroy();
  });

  it('lets a body of exactly the limit through', async () => {
    await using fixture = await startFixture({ environment });
    const { body, ...init } = callOf('echo', { text: 'fits' });
    const answer = await fetch(`${fixture.url}/mcp`, { ...init, body: body.padEnd(2000, ' ') });
    expect(answer.status).toBe(200);
    const tooLong = await fetch(`${fixture.url}/mcp`, { ...init, body: body.padEnd(2001, ' ') });
    expect(tooLong.status).toBe(413);
  });

  it('may be larger than what the protocol layer allows by itself', async () => {
    await using fixture = await startFixture({ environment: { PATCHBAY_MAX_BODY_BYTES: '6000000' } });
    const { body, ...init } = callOf('echo', { text: 'large', times: 2 });
    const answer = await fetch(`${fixture.url}/mcp`, { ...init, body: body.padEnd(5_000_000, ' ') });
    expect(await answer.text()).toContain('largelarge');
  });

  it('leaves nothing behind of a client that went away in the middle', async () => {
    await using fixture = await startFixture();
    const socket = await openSocket(fixture.port);
    socket.write('POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{"jsonrpc"');
    socket.destroy();
    const answer = await fetch(`${fixture.url}/mcp`, callOf('echo', { text: 'next' }));
    expect(answer.status).toBe(200);
  });
});

describe('the pace of a body', () => {
  /** A server that reads bodies and tells what became of each. */
  async function serveBodies(bytesPerSecond: number) {
    const reader = createBodyReader({ maxBytes: 1_000_000, graceMs: 150, bytesPerSecond, tickMs: 20 });
    const server = createServer((req, res) => {
      void reader
        .read(req, res)
        .then((body) => res.end(typeof body === 'string' ? body : `${body.length} bytes`));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      reader.close();
      server.closeAllConnections();
      server.close();
    });
    const address: AddressInfo | string | null = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async function open(port: number, length: number) {
    const socket = await openSocket(port);
    onTestFinished(() => void socket.destroy());
    socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${length}\r\n\r\n`);
    return socket;
  }

  it('is asked for: a body that stands still, or drips, is cut', async () => {
    const port = await serveBodies(1000);
    const [still, dripping] = [await open(port, 1000), await open(port, 1000)];
    still.write('half of it');
    const drip = setInterval(() => dripping.write('x'), 20);
    onTestFinished(() => clearInterval(drip));
    await Promise.all([once(still, 'data'), once(dripping, 'data')]);
    for (const socket of [still, dripping]) expect(socket.received()).toMatch(/too_slow/);
  });

  it('lets a large body on a slow line through', async () => {
    const port = await serveBodies(100);
    const socket = await open(port, 12_000);
    for (let part = 0; part < 24; part += 1) {
      socket.write('x'.repeat(500));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect.poll(() => socket.received()).toContain('12000 bytes');
  });
});
