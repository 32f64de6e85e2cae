/** Holds when a key must be shown, what strangers see, and how they and callers are limited. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { callOf, rpc } from '../http.fixture.ts';
import { addKey, bearer, keysFile, serveVault } from './auth.fixture.ts';
import { createFileStore } from './file-store.ts';
import { mintToken } from './key-token.ts';

async function statusOf(url: string, path = '/mcp', headers: Record<string, string> = {}): Promise<number> {
  const init = path === '/mcp' ? callOf('who_am_i') : { headers: {} };
  const answer = await fetch(url + path, { ...init, headers: { ...init.headers, ...headers } });
  await answer.body?.cancel();
  return answer.status;
}

/** A proxy on this machine that forwards for somebody else. */
const forwarded = { 'x-forwarded-for': '203.0.113.9' };

describe('whether a key must be shown on this machine', () => {
  it('no, while no place for keys is named and there is none', async () => {
    await using served = await serveVault({});
    expect(await statusOf(served.url)).toBe(200);
  });

  it('yes, as soon as one was made, even if it has ended', async () => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const { id } = await addKey(store);
    await store.revoke(id, new Date());
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: path });
    expect(await statusOf(served.url)).toBe(401);
  });

  it('no, when the configuration says so although there are keys', async () => {
    const path = keysFile();
    await addKey(createFileStore(path, 'vault'));
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: path, PATCHBAY_AUTH: 'none' });
    expect(await statusOf(served.url)).toBe(200);
  });

  it('yes, when Redis does not tell whether there is one; then nobody is let in', async () => {
    await using served = await serveVault({ REDIS_URL: 'redis://127.0.0.1:1' });
    const answer = await fetch(`${served.url}/mcp`, {
      ...callOf('who_am_i'),
      headers: { ...callOf('who_am_i').headers, ...bearer(mintToken('vault').token) },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    const ready = await fetch(`${served.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      status: 'unavailable',
      dependencies: [
        { name: 'keys', status: 'down' },
        { name: 'redis', status: 'down', required: false },
      ],
    });
  });

  it('a file that holds no keys ends the start', async () => {
    const path = keysFile();
    writeFileSync(path, 'secret');
    await expect(serveVault({ PATCHBAY_KEYS_FILE: path })).rejects.toThrow('is not a file of keys');
  });

  it('keys need a place', async () => {
    await expect(serveVault({ PATCHBAY_AUTH: 'keys' })).rejects.toThrow('PATCHBAY_KEYS_FILE');
  });
});

describe('the pages beside /mcp', () => {
  async function serveKeyed() {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const [reader, watcher] = [await addKey(store), await addKey(store, { scopes: ['vault:metrics'] })];
    const served = await serveVault({ PATCHBAY_KEYS_FILE: path });
    return { served, reader: bearer(reader.token), watcher: bearer(watcher.token) };
  }

  it('/healthz is open', async () => {
    const { served } = await serveKeyed();
    await using _ = served;
    expect(await statusOf(served.url, '/healthz', forwarded)).toBe(200);
  });

  it('/readyz tells strangers whether, and callers also why', async () => {
    const { served, reader } = await serveKeyed();
    await using _ = served;
    const detailed = { status: 'ready', dependencies: [{ name: 'keys', status: 'up' }] };
    const stranger = await fetch(`${served.url}/readyz`, { headers: forwarded });
    expect(stranger.status).toBe(200);
    expect(await stranger.json()).toEqual({ status: 'ready' });
    const caller = await fetch(`${served.url}/readyz`, { headers: { ...forwarded, ...reader } });
    expect(await caller.json()).toMatchObject(detailed);
    const machine = await fetch(`${served.url}/readyz`);
    expect(await machine.json()).toMatchObject(detailed);
  });

  it('/metrics takes a program of this machine, or a key with its scope', async () => {
    const { served, reader, watcher } = await serveKeyed();
    await using _ = served;
    expect(await statusOf(served.url, '/metrics')).toBe(200);
    expect(await statusOf(served.url, '/metrics', forwarded)).toBe(401);
    expect(await statusOf(served.url, '/metrics', { ...forwarded, ...watcher })).toBe(200);
    const answer = await fetch(`${served.url}/metrics`, { headers: { ...forwarded, ...reader } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('scope="vault:metrics"');
  });

  it('/metrics is for this machine alone where nobody is authenticated', async () => {
    await using served = await serveVault({});
    expect(await statusOf(served.url, '/metrics')).toBe(200);
    expect(await statusOf(served.url, '/metrics', forwarded)).toBe(403);
  });
});

describe('the limit of an address', () => {
  it('holds up strangers, tells them until when, and counts a wrong key as ten', async () => {
    const path = keysFile();
    const { token } = await addKey(createFileStore(path, 'vault'));
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: path, PATCHBAY_ADDRESS_LIMIT: '22' });
    expect(await statusOf(served.url)).toBe(401);
    expect(await statusOf(served.url, '/mcp', bearer('wrong'))).toBe(401);
    expect(await statusOf(served.url, '/mcp', bearer(mintToken('vault').token))).toBe(401);
    expect(await statusOf(served.url)).toBe(401);
    const answer = await fetch(`${served.url}/mcp`, rpc('tools/list'));
    expect(answer.status).toBe(429);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining(`${seconds} s`) },
    });
    // who shows a valid key pays for nobody else's guesses
    for (let call = 0; call < 30; call += 1)
      expect(await statusOf(served.url, '/mcp', bearer(token))).toBe(200);
  });

  it('is apart for each address that a trusted proxy names', async () => {
    const path = keysFile();
    await using served = await serveVault({
      PATCHBAY_KEYS_FILE: path,
      PATCHBAY_AUTH: 'keys',
      PATCHBAY_ADDRESS_LIMIT: '1',
      PATCHBAY_TRUSTED_PROXIES: '127.0.0.1',
    });
    const [one, other] = [{ 'x-forwarded-for': '203.0.113.1' }, { 'x-forwarded-for': '203.0.113.2' }];
    expect(await statusOf(served.url, '/mcp', one)).toBe(401);
    expect(await statusOf(served.url, '/mcp', one)).toBe(429);
    expect(await statusOf(served.url, '/mcp', other)).toBe(401);
  });

  it('holds for all requests of others where nobody is authenticated', async () => {
    await using served = await serveVault({ PATCHBAY_ADDRESS_LIMIT: '2', PATCHBAY_AUTH: 'none' });
    expect(await statusOf(served.url, '/mcp', forwarded)).toBe(200);
    expect(await statusOf(served.url, '/mcp', forwarded)).toBe(200);
    expect(await statusOf(served.url, '/mcp', forwarded)).toBe(429);
    expect(await statusOf(served.url)).toBe(200);
  });
});

describe('a subscription', () => {
  it.each(['revoked', 'expired'])('ends when its key has %s', async (how) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const expires = Date.now() + 3_600_000;
    const { id, token } = await addKey(store, { expires_at: new Date(expires).toISOString() });
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: path });
    const { headers, ...init } = rpc('subscriptions/listen', { notifications: { toolsListChanged: true } });
    const stream = await fetch(`${served.url}/mcp`, { ...init, headers: { ...headers, ...bearer(token) } });
    expect(stream.status).toBe(200);
    const ended = stream.text().catch(() => 'cut');
    if (how === 'revoked') await store.revoke(id, new Date());
    else vi.setSystemTime(expires);
    await ended;
  });
});

it('a subscription hears what its own tenant changes, and nothing of the others', async () => {
  const path = keysFile();
  const store = createFileStore(path, 'vault');
  const [ada, eve] = [await addKey(store), await addKey(store, { tenant: 'globex' })];
  const served = await serveVault({ PATCHBAY_KEYS_FILE: path });
  const send = async ({ token }: { readonly token: string }, { headers, ...init }: ReturnType<typeof rpc>) =>
    fetch(`${served.url}/mcp`, { ...init, headers: { ...headers, ...bearer(token) } });
  const listening = rpc('subscriptions/listen', { notifications: { toolsListChanged: true } });
  const streams = [await send(ada, listening), await send(eve, listening)];
  for (const key of [ada, ada, eve]) await (await send(key, callOf('open_vault'))).text();
  await served[Symbol.asyncDispose]();
  const texts = await Promise.all(streams.map((stream) => stream.text()));
  expect(texts.map((text) => text.split('tools/list_changed').length - 1)).toEqual([2, 1]);
});

describe('calls per minute', () => {
  it('are counted for each principal, and the error says how long to wait', async () => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const [ada, same, bob, namesake] = [
      await addKey(store),
      await addKey(store),
      await addKey(store, { user: 'bob' }),
      await addKey(store, { tenant: 'globex' }),
    ];
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: path, PATCHBAY_RATE_LIMIT: '2' });
    const call = async ({ token }: { readonly token: string }) => {
      const { headers, ...init } = callOf('who_am_i');
      const answer = await fetch(`${served.url}/mcp`, { ...init, headers: { ...headers, ...bearer(token) } });
      const reply: unknown = await answer.json();
      return Reflect.get(Object(reply), 'result');
    };
    expect(await call(ada)).not.toHaveProperty('isError');
    expect(await call(same)).not.toHaveProperty('isError');
    const refused = await call(ada);
    expect(refused).toMatchObject({
      isError: true,
      _meta: {
        'patchbay/error': { code: 'rate_limited', retryable: true, retry_after_ms: expect.any(Number) },
      },
    });
    expect(await call(bob)).not.toHaveProperty('isError');
    expect(await call(namesake)).not.toHaveProperty('isError');
  });
});

describe('browsers', () => {
  it('may ask before they show a key, and may read why one was refused', async () => {
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: keysFile(), PATCHBAY_AUTH: 'keys' });
    const origin = 'http://localhost:5173';
    const preflight = await fetch(`${served.url}/mcp`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'authorization' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    const refused = await fetch(`${served.url}/mcp`, { method: 'POST', headers: { origin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    expect(refused.headers.get('access-control-expose-headers')).toContain('www-authenticate');
  });
});

describe('where keys are meant', () => {
  it('a named file that is lost or mistyped lets nobody in', async () => {
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: keysFile() });
    expect(await statusOf(served.url)).toBe(401);
    expect(await statusOf(served.url, '/mcp', forwarded)).toBe(401);
  });

  it('a named file and the word that nobody is authenticated leave the word', async () => {
    await using served = await serveVault({ PATCHBAY_KEYS_FILE: keysFile(), PATCHBAY_AUTH: 'none' });
    expect(await statusOf(served.url)).toBe(200);
  });
});

describe('where nobody is authenticated', () => {
  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])(
    'what a proxy forwards, as %s tells, is not taken for a program of this machine',
    async (name) => {
      await using served = await serveVault({});
      expect(await statusOf(served.url)).toBe(200);
      const answer = await fetch(`${served.url}/mcp`, {
        ...rpc('tools/list'),
        headers: { ...rpc('tools/list').headers, [name]: '203.0.113.9' },
      });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        error: { message: expect.stringContaining('keys create') },
      });
    },
  );

  it('it comes in where the operator says that the proxy authenticates', async () => {
    await using served = await serveVault({ PATCHBAY_AUTH: 'none' });
    expect(await statusOf(served.url, '/mcp', forwarded)).toBe(200);
  });
});
