import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openClient } from '@patchbay/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { loadServer } from '../load-server.ts';
import { repositoryRoot, serverNames } from '../workspace.ts';
import { freePort, planPorts } from './ports.ts';
import { isUnasked, livenessOf } from './probe.ts';
import { startReport } from './report.ts';
import { startServer, untilReady } from './server-process.ts';

const cli = resolve(import.meta.dirname, '../cli.ts');

async function until(child: ChildProcess, text: string): Promise<string> {
  let seen = '';
  for await (const chunk of child.stdout ?? []) {
    seen += String(chunk);
    if (seen.includes(text)) return seen;
  }
  throw new Error(`"${text}" never came: ${seen}`);
}

test('runs every server, answers clients, and is gone with Ctrl-C', async () => {
  const port = await freePort(41_000 + Math.floor(Math.random() * 5000), new Set());
  const child = spawn(process.execPath, [cli, 'start', '--demo', '--port', `${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const report = await until(child, 'Ctrl-C stops everything.');
  const urls = [...report.matchAll(/claude mcp add --transport http (\S+) (\S+)/g)];
  expect(urls.map(([, name]) => name).toSorted()).toEqual(serverNames(repositoryRoot));
  for (const [, , url = ''] of urls) {
    await using client = await openClient('v2-auto', new URL(url));
    expect((await client.listTools()).length).toBeGreaterThan(0);
  }
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  for (const [, , url = ''] of urls) await expect(fetch(url)).rejects.toThrow();
});

test('a name that is no server ends with the names that are', async () => {
  const child = spawn(process.execPath, [cli, 'start', 'wether'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toContain('There is no server wether. Servers are: ');
});

test('a server that ends before it is ready is reported with its status and messages', async () => {
  const program = resolve(import.meta.dirname, 'failing-server.fixture.ts');
  const lines: string[] = [];
  const server = startServer({
    name: 'desk',
    program,
    port: 1,
    demo: false,
    log: (line) => lines.push(line),
  });
  await expect(untilReady(server, 60_000)).rejects.toThrow('desk ended with status 3.');
  expect(lines).toEqual(['the desk is on fire']);
});

test('a taken port is skipped', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await freePort(port, new Set())).toBeGreaterThan(port);
  server.close();
});

test('a server is live when all that it requires answered, whatever else did not', () => {
  const up = { name: 'a', status: 'up', required: true } as const;
  const down = { name: 'b', status: 'down', required: false } as const;
  expect(livenessOf([up, down])).toEqual({ live: true });
  expect(livenessOf([up, { ...down, required: true, status: 'unknown' }])).toEqual({
    live: false,
    reason: 'b did not answer',
  });
});

test('the report has a line per server and one to paste into each client', () => {
  const server = { name: 'desk', url: 'http://127.0.0.1:3001/mcp', live: false, tools: 3, tokens: 1234 };
  const shown = { ...server, needsKey: false, reason: 'api did not answer' };
  expect(startReport([shown], 4.21)).toMatchInlineSnapshot(`
    "server  url                        data  access     tools  tokens
    desk    http://127.0.0.1:3001/mcp  demo  open here  3      1,234

    desk answers with demo data: api did not answer.

    Claude Code:
      claude mcp add --transport http desk http://127.0.0.1:3001/mcp
    Cursor (.cursor/mcp.json):
      {"mcpServers":{"desk":{"url":"http://127.0.0.1:3001/mcp"}}}
    VS Code (.vscode/mcp.json):
      {"servers":{"desk":{"type":"http","url":"http://127.0.0.1:3001/mcp"}}}

    Ready after 4.2 s. Ctrl-C stops everything.
    "
  `);
});

test('a server that keeps data shows demo data until a setting names some', async () => {
  const load = (name: string) => loadServer(resolve(repositoryRoot, 'servers', name));
  const [crm, weather] = await Promise.all([load('crm'), load('weather')]);
  expect(isUnasked(crm, { PATH: '/bin' })).toBe(true);
  expect(isUnasked(crm, { DATABASE_URL: '', XDG_DATA_HOME: '/data' })).toBe(true);
  expect(isUnasked(crm, { DATABASE_URL: 'postgres://db.example/crm' })).toBe(false);
  expect(isUnasked(weather, {})).toBe(false);
});

test('every server has its own port, and a taken one is replaced loudly', async () => {
  const [weather, crm] = ['weather', 'crm'];
  const spare = await freePort(45_000 + Math.floor(Math.random() * 5000), new Set());
  expect([...(await planPorts([crm, weather], spare)).entries()]).toEqual([
    [weather, { port: spare, wanted: spare }],
    [crm, expect.objectContaining({ wanted: spare + 1 })],
  ]);
  const other = createServer().listen(spare, '127.0.0.1');
  await once(other, 'listening');
  const moved = (await planPorts([weather], spare)).get(weather);
  other.close();
  expect(moved?.wanted).toBe(spare);
  expect(moved?.port).not.toBe(spare);
  const running = { name: weather, url: 'http://127.0.0.1:3005/mcp', live: true, tools: 1, tokens: 1 };
  expect(startReport([{ ...running, needsKey: false, missedPort: 3001 }], 1)).toContain(
    'weather is not where it belongs: another program has port 3001, so it listens on http://127.0.0.1:3005/mcp.',
  );
});

test('a server with keys is said to need one, and every line to paste has its place', async () => {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-start-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const program = resolve(repositoryRoot, 'servers/weather/src/bin.ts');
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, LOCALAPPDATA: home };
  execFileSync(process.execPath, [program, 'keys', 'create', '--name', 'me'], { env });
  const port = await freePort(41_000 + Math.floor(Math.random() * 5000), new Set());
  const child = spawn(process.execPath, [cli, 'start', '--demo', '--port', `${port}`, 'weather'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const report = await until(child, 'Ctrl-C stops everything.');
  child.kill('SIGINT');
  await exit;
  expect(report).toMatch(/^weather .* key required /m);
  expect(report).toContain('weather asks every caller for a key, since there are keys on this machine');
  expect(report).toContain('--header "Authorization: Bearer <key>"');
  expect(report.match(/"headers":\{"Authorization":"Bearer <key>"\}/g)).toHaveLength(2);
});
