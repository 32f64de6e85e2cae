/** Holds the paths of a server, the selection in its URL, and what web pages get to see. */
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callOf, type Fixture, rpc, startFixture } from './http.fixture.ts';

async function toolsAt(fixture: Fixture, query: string): Promise<string[]> {
  const answer = await fetch(`${fixture.url}/mcp${query}`, rpc('tools/list'));
  const body: unknown = await answer.json();
  const tools: unknown = Reflect.get(Object(Reflect.get(Object(body), 'result')), 'tools');
  return Array.isArray(tools) ? tools.map((tool: { readonly name: string }) => tool.name) : [];
}

async function messageOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json();
  return String(Reflect.get(Object(Reflect.get(Object(body), 'error')), 'message'));
}

describe('paths', () => {
  it('answer /healthz with the name and version of the server', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', server: 'stage', version: '1.2.3' });
  });

  it('answer /metrics with what was called and what was refused', async () => {
    await using fixture = await startFixture();
    await fetch(`${fixture.url}/mcp`, callOf('echo', { text: 'counted' }));
    await fetch(`${fixture.url}/nowhere`);
    const answer = await fetch(`${fixture.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const text = await answer.text();
    expect(text).toMatch(/_count\{[^}]*method="tools\/call"[^}]*target="echo"[^}]*outcome="ok"[^}]*\} 1/);
    expect(text).toMatch(/\{reason="path"\} 1/);
    expect(text).toContain('process_');
  });

  it('answer /sse with the way to the transport that is served', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/sse`);
    expect(answer.status).toBe(410);
    expect(await messageOf(answer)).toContain('/mcp');
  });

  it.each(['/', '/mcp//', '/MCP', '/mcp%2f', '/favicon.ico', '/metrics/x', '//mcp'])(
    'answer %s with where things are',
    async (path) => {
      await using fixture = await startFixture();
      const answer = await fetch(`${fixture.url}${path}`);
      expect(answer.status).toBe(404);
      expect(await messageOf(answer)).toContain('MCP is served at /mcp');
    },
  );

  it('answer /mcp/ as /mcp', async () => {
    await using fixture = await startFixture();
    expect(await toolsAt(fixture, '/?toolsets=core')).toEqual(await toolsAt(fixture, '?toolsets=core'));
    const answer = await fetch(`${fixture.url}/mcp/`, callOf('echo', { text: 'here' }));
    expect(await answer.text()).toContain('here');
  });

  it.each(['GET', 'DELETE'])('answer %s on /mcp with 405, for there are no sessions', async (method) => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp`, { method, headers: { accept: 'text/event-stream' } });
    expect(answer.status).toBe(405);
  });

  it('answer TRACE on /mcp with 405, which no request of the Fetch standard can have', async () => {
    await using fixture = await startFixture();
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${fixture.url}/mcp`, { method: 'TRACE' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.once('error', reject).end();
    });
    expect(status).toBe(405);
  });

  it('leave it to the protocol layer to judge a body', async () => {
    await using fixture = await startFixture();
    const broken = await fetch(`${fixture.url}/mcp`, { ...rpc('tools/list'), body: '{"jsonrpc":' });
    expect(broken.status).toBe(400);
    const text = await fetch(`${fixture.url}/mcp`, { method: 'POST', body: 'hello' });
    expect(text.status).toBe(415);
  });
});

describe('/readyz', () => {
  const required = { name: 'upstream', required: true } as const;

  it.each([
    ['ready', 200, []],
    ['ready', 200, [{ ...required, status: 'up' }]],
    ['ready', 200, [{ ...required, status: 'unknown' }]],
    ['degraded', 200, [{ ...required, status: 'degraded' }]],
    ['degraded', 200, [{ ...required, required: false, status: 'down' }]],
    ['unavailable', 503, [{ ...required, status: 'down' }]],
    ['unavailable', 503, undefined],
  ] as const)('is %s (%i) on %j', async (status, code, health) => {
    await using fixture = await startFixture();
    fixture.stage.health = health;
    const answer = await fetch(`${fixture.url}/readyz`);
    expect(answer.status).toBe(code);
    expect(await answer.json()).toEqual({ status, dependencies: health ?? [] });
  });
});

describe('the selection in the URL', () => {
  it.each([
    ['', ['echo', 'wait', 'report', 'change']],
    ['?toolsets=extra', ['wait', 'report']],
    ['?tools=echo', ['echo']],
    ['?tools=echo&tools=wait', ['echo', 'wait']],
    ['?tools=echo&toolsets=extra', ['echo', 'wait', 'report']],
    ['?exclude=echo,change', ['wait', 'report']],
    ['?read_only=true', ['echo', 'wait', 'report']],
  ])('%s offers %j', async (query, names) => {
    await using fixture = await startFixture();
    expect(await toolsAt(fixture, query)).toEqual(names);
  });

  it('only narrows what the process offers', async () => {
    await using fixture = await startFixture({ selection: { toolsets: ['core'], readOnly: true } });
    expect(await toolsAt(fixture, '?toolsets=core,extra&read_only=false')).toEqual(['echo']);
    const answer = await fetch(`${fixture.url}/mcp?tools=change`, callOf('change'));
    expect(await answer.text()).toContain('permission_denied: change is not offered on this connection');
  });

  it.each([
    ['?read_only=false&read_only=true', 'read_only must be true or false.'],
    ['?toolset=extra', 'There is no query parameter "toolset". Did you mean "toolsets"?'],
    ['?toolsets=extar', 'There is no toolset "extar". Did you mean "extra"?'],
    ['?tools=ecko', 'There is no tool "ecko". Did you mean "echo"?'],
    ['?exclude=nothing', 'There is no tool "nothing". Valid names are: echo, wait, report, change.'],
    ['?read_only=yes', 'read_only must be true or false.'],
  ])('refuses %s', async (query, message) => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp${query}`, rpc('tools/list'));
    expect(answer.status).toBe(400);
    expect(await messageOf(answer)).toContain(message);
  });
});

describe('browsers', () => {
  const origin = 'http://localhost:5173';

  it('may call after a preflight that names any header of the protocol', async () => {
    await using fixture = await startFixture();
    const asked = 'content-type, mcp-protocol-version, mcp-method, mcp-param-region';
    const preflight = await fetch(`${fixture.url}/mcp`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toBe(asked);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    const { headers, ...init } = callOf('echo', { text: 'from a page' });
    const answer = await fetch(`${fixture.url}/mcp`, { ...init, headers: { ...headers, origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('vary')).toBe('origin');
  });

  it('can read why they were refused', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp?nope=1`, { method: 'POST', headers: { origin } });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('get no permission for an origin that is not allowed', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
