/** Tries every way in with every kind of key: missing, malformed, expired, revoked, foreign, too weak. */
import { describe, expect, it } from 'vitest';
import { openSocket, rpc } from '../http.fixture.ts';
import { addKey, bearer, keysFile, serveVault } from './auth.fixture.ts';
import { createFileStore } from './file-store.ts';
import { mintToken } from './key-token.ts';

interface Case {
  readonly init: {
    readonly method: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  };
  /** What a caller needs for it; empty when being known is enough. */
  readonly scopes: readonly string[];
  /** What a caller with every scope gets. */
  readonly status: number;
}

const legacyHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};
const legacy = (method: string, params: object) => ({
  method: 'POST',
  headers: legacyHeaders,
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
});
const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
const handshake = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'test', version: '1.0.0' },
};
const count = { name: 'count', arguments: { what: 'gold' } };
const completion = { ref: { type: 'ref/prompt', name: 'count' }, argument: { name: 'what', value: 'g' } };
const inventory = { uri: 'vault://inventory' };
const read = ['vault:read'];

/** Every method of both eras, and what else can arrive at /mcp. */
const cases: Readonly<Record<string, Case>> = {
  'tools/call': { init: rpc('tools/call', { name: 'who_am_i', arguments: {} }), scopes: read, status: 200 },
  'tools/call of a tool with two scopes': {
    init: rpc('tools/call', { name: 'open_vault', arguments: {} }),
    scopes: ['vault:write', 'vault:gold'],
    status: 200,
  },
  'tools/list': { init: rpc('tools/list'), scopes: [], status: 200 },
  'resources/list': { init: rpc('resources/list'), scopes: [], status: 200 },
  'resources/templates/list': { init: rpc('resources/templates/list'), scopes: [], status: 200 },
  'prompts/list': { init: rpc('prompts/list'), scopes: [], status: 200 },
  'resources/read': {
    init: {
      ...rpc('resources/read', inventory),
      headers: { ...rpc('resources/read').headers, 'mcp-name': inventory.uri },
    },
    scopes: read,
    status: 200,
  },
  'prompts/get': { init: rpc('prompts/get', count), scopes: read, status: 200 },
  'completion/complete': { init: rpc('completion/complete', completion), scopes: read, status: 200 },
  'server/discover': { init: rpc('server/discover'), scopes: [], status: 200 },
  'subscriptions/listen': {
    init: rpc('subscriptions/listen', { notifications: { toolsListChanged: true } }),
    scopes: [],
    status: 200,
  },
  'initialize, 2025': { init: legacy('initialize', handshake), scopes: [], status: 200 },
  'a notification, 2025': {
    init: { method: 'POST', headers: legacyHeaders, body: JSON.stringify(notification) },
    scopes: [],
    status: 202,
  },
  'ping, 2025': { init: legacy('ping', {}), scopes: [], status: 200 },
  'tools/list, 2025': { init: legacy('tools/list', {}), scopes: [], status: 200 },
  'tools/call, 2025': {
    init: legacy('tools/call', { name: 'who_am_i', arguments: {} }),
    scopes: read,
    status: 200,
  },
  'resources/read, 2025': { init: legacy('resources/read', inventory), scopes: read, status: 200 },
  'prompts/get, 2025': { init: legacy('prompts/get', count), scopes: read, status: 200 },
  'completion/complete, 2025': { init: legacy('completion/complete', completion), scopes: read, status: 200 },
  'a body that is no JSON': {
    init: { method: 'POST', headers: legacyHeaders, body: '{' },
    scopes: [],
    status: 400,
  },
  GET: { init: { method: 'GET', headers: { accept: 'text/event-stream' } }, scopes: [], status: 405 },
  DELETE: { init: { method: 'DELETE' }, scopes: [], status: 405 },
};

/** Keys that are no good, and headers that show none. */
async function strangers(path: string): Promise<Readonly<Record<string, Record<string, string>>>> {
  const store = createFileStore(path, 'vault');
  const good = await addKey(store);
  const expired = await addKey(store, { expires_at: '2026-01-02T00:00:00.000Z' });
  const revoked = await addKey(store);
  await store.revoke(revoked.id, new Date());
  const foreign = await addKey(createFileStore(path, 'crm'), { server: 'crm', scopes: ['vault:read'] });
  return {
    missing: {},
    malformed: bearer('nonsense'),
    empty: { authorization: 'Bearer ' },
    mistyped: bearer(good.token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))),
    'in another scheme': { authorization: `Basic ${good.token}` },
    'without a scheme': { authorization: good.token },
    'with something behind it': bearer(`${good.token} ${good.token}`),
    unknown: bearer(mintToken('vault').token),
    expired: bearer(expired.token),
    revoked: bearer(revoked.token),
    'of another server': bearer(foreign.token),
    'one of two': { ...bearer(good.token), 'x-api-key': revoked.token },
  };
}

async function send(url: string, { init }: Case, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(`${url}/mcp`, { ...init, headers: { ...init.headers, ...headers } });
  // a subscription goes on until somebody ends it
  const isStream = answer.status === 200 && init.headers?.['mcp-method'] === 'subscriptions/listen';
  if (isStream) await answer.body?.cancel();
  return answer;
}

describe.each([
  ['on the fast lane', 'true'],
  ['through the SDK', 'false'],
])('%s', (_way, fastLane) => {
  const environmentOf = (path: string) => ({
    PATCHBAY_KEYS_FILE: path,
    PATCHBAY_AUTH: 'keys',
    PATCHBAY_FAST_LANE: fastLane,
  });

  it.each(Object.entries(cases))(
    '%s is refused to strangers, in the same words to all',
    async (_name, one) => {
      const path = keysFile();
      const shown = await strangers(path);
      await using served = await serveVault(environmentOf(path));
      const bodies = new Set<string>();
      for (const [kind, headers] of Object.entries(shown)) {
        const answer = await send(served.url, one, headers);
        expect(answer.status, kind).toBe(401);
        const challenge = answer.headers.get('www-authenticate') ?? '';
        const isMissing = ['missing', 'empty', 'in another scheme', 'without a scheme'].includes(kind);
        expect(challenge, kind).toMatch(
          isMissing
            ? /^Bearer realm="patchbay-vault"$/
            : /^Bearer realm="patchbay-vault", error="invalid_token", /,
        );
        bodies.add(await answer.text());
      }
      expect([...bodies].map((text): unknown => JSON.parse(text))).toEqual([
        {
          jsonrpc: '2.0',
          error: { code: -32000, message: expect.stringContaining('keys create') },
          id: null,
        },
      ]);
    },
  );

  it.each(Object.entries(cases))('%s is served to a good key', async (_name, one) => {
    const path = keysFile();
    const { token } = await addKey(createFileStore(path, 'vault'));
    await using served = await serveVault(environmentOf(path));
    for (const headers of [bearer(token), { authorization: `bearer ${token}` }, { 'x-api-key': token }]) {
      expect((await send(served.url, one, headers)).status).toBe(one.status);
    }
  });

  it.each(Object.entries(cases))('%s takes its scopes and no others', async (_name, one) => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const poor = await addKey(store, { scopes: ['vault:metrics'] });
    const fitting = await addKey(store, { scopes: [...one.scopes] });
    await using served = await serveVault(environmentOf(path));
    expect((await send(served.url, one, bearer(fitting.token))).status).toBe(one.status);
    for (let round = 0; round < 2; round += 1) {
      const answer = await send(served.url, one, bearer(poor.token));
      expect(answer.status).toBe(one.scopes.length === 0 ? one.status : 403);
      if (one.scopes.length === 0) continue;
      const challenge = answer.headers.get('www-authenticate') ?? '';
      expect(challenge).toContain('error="insufficient_scope"');
      expect(challenge).toContain(`scope="${one.scopes.join(' ')}"`);
      expect(await answer.text()).toContain(one.scopes.join(' and '));
    }
  });

  it('every caller is who its key says, whoever called before on the same connection', async () => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const people = [
      { user: 'ada', tenant: 'acme', role: 'keeper', team: 'north' },
      { user: 'ada', tenant: 'globex', role: 'guest' },
      { user: 'bob', tenant: 'acme', role: 'keeper' },
    ];
    const known = await Promise.all(people.map(async (who) => ({ who, ...(await addKey(store, who)) })));
    await using served = await serveVault(environmentOf(path));
    for (let round = 0; round < 3; round += 1) {
      for (const { who, token } of known) {
        const { init } = cases['tools/call'] ?? { init: {} };
        const answer = await fetch(`${served.url}/mcp`, {
          ...init,
          headers: { ...Object(Reflect.get(init, 'headers')), ...bearer(token) },
        });
        const { user: id, ...rest } = who;
        expect(await answer.json()).toMatchObject({ result: { structuredContent: { id, ...rest } } });
      }
    }
  });

  it('a stranger is refused before the body is read', async () => {
    await using served = await serveVault(environmentOf(keysFile()));
    const socket = await openSocket(Number(new URL(served.url).port));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n\r\n{');
    await closed;
    expect(socket.received()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('a stranger learns nothing of the tools from a wrong selection', async () => {
    await using served = await serveVault(environmentOf(keysFile()));
    const answer = await fetch(`${served.url}/mcp?tools=nothing`, rpc('tools/list'));
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('who_am_i');
  });

  it('a tool that the connection does not offer is refused as such, whatever the key allows', async () => {
    const path = keysFile();
    const { token } = await addKey(createFileStore(path, 'vault'), { scopes: ['vault:read'] });
    await using served = await serveVault(environmentOf(path));
    const { headers, ...init } = rpc('tools/call', { name: 'open_vault', arguments: {} });
    const answer = await fetch(`${served.url}/mcp?read_only=true`, {
      ...init,
      headers: { ...headers, ...bearer(token) },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('not offered on this connection');
  });
});
