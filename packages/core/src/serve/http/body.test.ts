import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
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
