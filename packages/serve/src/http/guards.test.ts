/** Holds which names a server answers to, and which web pages may call it. */
import { describe, expect, it } from 'vitest';
import { isLoopback } from './guards.ts';
import { callOf, rawRequest, startFixture } from './http.fixture.ts';

/** The status that a request with these headers gets. */
async function statusWith(headers: Readonly<Record<string, string>>, environment = {}): Promise<number> {
  await using fixture = await startFixture({ environment });
  const lines = Object.entries({ connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const answer = await rawRequest(fixture.port, `GET /metrics HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return Number(answer.split(' ')[1]);
}

describe('the Host guard', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:80',
    '127.0.0.1',
    '127.0.0.1:9999',
    '[::1]',
    '[::1]:3000',
  ])('answers to %s, as this machine calls itself', async (host) => {
    expect(await statusWith({ host })).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'evil@localhost',
    'localhost/mcp',
    '[::2]',
    '0.0.0.0',
    'localhost:99999',
  ])('refuses %s, which a rebound DNS name could bring', async (host) => {
    expect(await statusWith({ host })).toBe(403);
  });

  it('answers to configured names alone, IPv6 addresses included', async () => {
    const environment = { PATCHBAY_ALLOWED_HOSTS: 'mcp.example, 2001:DB8::1' };
    expect(await statusWith({ host: 'mcp.example' }, environment)).toBe(200);
    expect(await statusWith({ host: '[2001:db8::1]:80' }, environment)).toBe(200);
    expect(await statusWith({ host: 'localhost' }, environment)).toBe(403);
  });

  it('answers to every name when told so', async () => {
    expect(await statusWith({ host: 'anything.example' }, { PATCHBAY_ALLOWED_HOSTS: '*' })).toBe(200);
  });

  it('answers to an IPv6 address that it listens on', async () => {
    await using fixture = await startFixture({ host: '::1' });
    const answer = await fetch(`${fixture.url}/mcp`, callOf('echo', { text: 'six' }));
    expect(await answer.text()).toContain('six');
  });

  it('says which setting lets a name in, as a JSON-RPC error', async () => {
    await using fixture = await startFixture();
    const answer = await rawRequest(
      fixture.port,
      'POST /mcp HTTP/1.1\r\nhost: evil.example\r\ncontent-length: 0\r\n\r\n',
    );
    const body: unknown = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
    expect(body).toEqual({
      jsonrpc: '2.0',
      error: { code: -32000, message: expect.stringContaining('PATCHBAY_ALLOWED_HOSTS') },
      id: null,
    });
  });
});

describe('the Origin guard', () => {
  const host = 'localhost';

  it.each(['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:8080'])(
    'lets %s in',
    async (origin) => {
      expect(await statusWith({ host, origin })).toBe(200);
    },
  );

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'localhost', 'file://'])(
    'refuses %s',
    async (origin) => {
      expect(await statusWith({ host, origin })).toBe(403);
    },
  );

  it('lets in a configured origin, and clients that send none', async () => {
    const environment = { PATCHBAY_ALLOWED_ORIGINS: 'app.example' };
    expect(await statusWith({ host, origin: 'https://app.example' }, environment)).toBe(200);
    expect(await statusWith({ host, origin: 'https://other.example' }, environment)).toBe(403);
    expect(await statusWith({ host }, environment)).toBe(200);
  });

  it.each(['https://app.example', 'https://app.example:8443/', 'APP.example'])(
    'reads %s as one',
    async (name) => {
      const environment = { PATCHBAY_ALLOWED_ORIGINS: name };
      expect(await statusWith({ host, origin: 'https://app.example' }, environment)).toBe(200);
    },
  );

  it('never takes the wildcard for hosts as one for origins', async () => {
    const environment = { PATCHBAY_ALLOWED_HOSTS: '*' };
    expect(await statusWith({ host, origin: 'https://evil.example' }, environment)).toBe(403);
  });
});

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1'])('knows %s as this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '192.168.0.1', '127.evil.example', '1270.0.0.1'])(
    'takes %s for others',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
