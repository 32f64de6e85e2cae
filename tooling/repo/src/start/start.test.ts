import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { openClient } from '@patchbay/testkit';
import { expect, test } from 'vitest';
import { loadServer } from '../load-server.ts';
import { repositoryRoot, serverNames } from '../workspace.ts';
import { freePort } from './ports.ts';
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
  expect(urls.map(([, name]) => name)).toEqual(serverNames(repositoryRoot));
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
  expect(startReport([{ ...server, reason: 'api did not answer' }])).toMatchInlineSnapshot(`
    "server  url                        data  tools  tokens
    desk    http://127.0.0.1:3001/mcp  demo  3      1,234

    desk answers with demo data: api did not answer.

    Claude Code:
      claude mcp add --transport http desk http://127.0.0.1:3001/mcp
    Cursor (.cursor/mcp.json):
      {"mcpServers":{"desk":{"url":"http://127.0.0.1:3001/mcp"}}}
    VS Code (.vscode/mcp.json):
      {"servers":{"desk":{"type":"http","url":"http://127.0.0.1:3001/mcp"}}}

    Ctrl-C stops everything.
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
