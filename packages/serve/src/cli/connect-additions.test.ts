/** Holds what `connect` does with headers and variables of the user, and that it asks an address who answers there. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFixture } from '../http/http.fixture.ts';
import { machine, npx, url } from './client-machine.fixture.ts';
import { clients } from './clients.ts';
import { canary } from './library.fixture.ts';

const braces = (name: string, prefix = '') => '$'.concat(`{${prefix}${name}}`);
const bearer = `Authorization: Bearer ${braces('LIB_KEY')}`;

describe.each(clients.filter(({ http }) => http !== undefined).map(({ name }) => name))('%s', (name) => {
  it('keeps a header beside those that are there', async () => {
    const { run, read, json, stdout } = machine(name);
    await run(`--url ${url}`, ['--header', 'X-Team: a', '--header', 'X-Org: b']);
    await run(`--url ${url}`, ['--header', 'x-team: c']);
    if (name === 'codex') expect(read()).toMatch(/http_headers\]\nX-Org = "b"\nx-team = "c"\n/);
    else {
      const [servers] = Object.values<Record<string, { headers: object }>>(json());
      expect(servers?.['patchbay-library']?.headers).toEqual({ 'X-Org': 'b', 'x-team': 'c' });
    }
    expect(stdout()).toContain('plain text');
  });

  it('takes a variable in a header, or says that it replaces none', async () => {
    const client = clients.find((one) => one.name === name);
    const { run, read } = machine(name, undefined, { environment: { LIB_KEY: canary } });
    if (client?.secrets === 'none' || client?.secrets === 'forward') {
      await expect(run(`--url ${url}`, ['--header', bearer])).rejects.toThrow(/variable/);
      return;
    }
    await run(`--url ${url}`, ['--header', bearer]);
    expect(read()).not.toContain(canary);
    const written = [braces('LIB_KEY'), braces('LIB_KEY', 'env:'), braces('lib-key', 'input:')];
    expect(written.some((text) => read().includes(`"Bearer ${text}"`))).toBe(true);
  });
});

describe('--header', () => {
  it('is the name of a variable for Codex', async () => {
    const { run, read } = machine('codex');
    await run(`--url ${url}`, ['--header', `Authorization: ${braces('LIB_AUTH')}`]);
    expect(read()).toMatch(/env_http_headers\]\nAuthorization = "LIB_AUTH"\n/);
  });

  it.each(['Authorization', ': x', 'A b: c', 'A:', 'A: x\ny: z'])('refuses %j', async (text) => {
    const { run } = machine('cursor');
    await expect(run(`--url ${url}`, [`--header=${text}`])).rejects.toThrow(
      '--header takes a name and a value',
    );
  });

  it('belongs to a URL, as --env to a program', async () => {
    const { run } = machine('cursor');
    await expect(run('', ['--header', 'A: b'])).rejects.toThrow('--header belongs to --url');
    await expect(run(`--url ${url} --env A=b`)).rejects.toThrow('--env belongs to');
  });
});

describe('--env', () => {
  it('adds variables, takes one from here, and keeps what is there', async () => {
    const { run, json, stdout } = machine('kiro', undefined, { environment: { HERE: 'h' } });
    await run('--env LIBRARY_LIMIT=7 --env HERE --env LIBRARY_API_KEY=written-by-me');
    await run('--env LIBRARY_LIMIT=8');
    expect(json().mcpServers['patchbay-library']).toEqual({
      ...npx,
      env: { LIBRARY_LIMIT: '8', HERE: 'h', LIBRARY_API_KEY: 'written-by-me' },
    });
    expect(stdout()).toContain('The value of LIBRARY_API_KEY stands in that file in plain text');
  });

  it.each([
    ['LIBRARY_LIMT=7', 'Did you mean "LIBRARY_LIMIT"?'],
    ['LIBRARY_LIMIT=seven', 'the server would not start with that value. Books per page.'],
    ['MISSING', 'MISSING is not set here'],
    ['1A=b', 'such as NAME=value'],
  ])('refuses %s', async (text, message) => {
    const { run } = machine('cursor');
    await expect(run(`--env ${text}`)).rejects.toThrow(message);
  });
});

describe('--url', () => {
  it('is refused when another server answers there, and nothing is written', async () => {
    await using other = await startFixture();
    for (const environment of [{}, { LIB_KEY: 'x' }]) {
      const { run, read } = machine('cursor', '{}', { environment });
      await expect(run(`--url ${other.url}/mcp`)).rejects.toThrow(
        'is patchbay-stage, not patchbay-library: nothing was written.',
      );
      expect(read()).toBe('{}');
    }
  });

  it('is refused when another server that wants a key answers there', async () => {
    await using other = await startFixture({ environment: { PATCHBAY_KEYS_FILE: '/nowhere/keys.json' } });
    await expect(machine('cursor').run(`--url ${other.url}/mcp`)).rejects.toThrow('is patchbay-stage');
  });

  it.each([
    [200, '<html>hello</html>', 'answers, though not as an MCP server'],
    [404, '', 'answers, though not as an MCP server'],
    [200, '{"jsonrpc":"2.0","id":1,"result":{"serverInfo":{"name":"other"}}}', 'is other, not'],
    [
      200,
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"serverInfo":{"name":"other"}}}\n\n',
      'is other',
    ],
  ])('is refused for an answer of status %i with %j', async (status, body, message) => {
    await expect(machine('cursor').run(`--url ${await answering(status, body)}`)).rejects.toThrow(message);
  });

  it.each([
    [401, 'wants a key'],
    [503, 'does not answer calls now'],
  ])('is written with a remark when nobody can be asked: status %i', async (status, remark) => {
    const { run, stdout } = machine('cursor');
    await run(`--url ${await answering(status, '')}`);
    expect(stdout()).toMatch(/^Wrote patchbay-library/);
    expect(stdout()).toContain(remark);
  });

  it('is written without a remark when this server answers there, asked with the header that is given', async () => {
    const { run, stdout } = machine('cursor', undefined, { environment: { LIB_KEY: 'key-1' } });
    const mine = '{"jsonrpc":"2.0","id":1,"result":{"serverInfo":{"name":"patchbay-library"}}}';
    await run(`--url ${await answering(200, mine, 'Bearer key-1')}`, ['--header', bearer]);
    expect(stdout()).not.toMatch(/yet|wants a key/);
  });

  it('is written with a remark when nothing answers yet', async () => {
    const { run, stdout } = machine('cursor');
    await run(`--url ${url}`);
    expect(stdout()).toContain(`Nothing answers at ${url} yet`);
  });
});

async function answering(status: number, body: string, authorization?: string): Promise<string> {
  const server = createServer((req, res) => {
    const known = authorization === undefined || req.headers.authorization === authorization;
    res.writeHead(known ? status : 401).end(known ? body : '');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/mcp`;
}
