import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { clientFile } from './client-paths.ts';
import { clients } from './clients.ts';
import { connect, disconnect } from './connect.ts';
import { parseCommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { library } from './library.fixture.ts';
import { line, testHost } from './machine.fixture.ts';

/** The command that entries of the published package start. */
export const npx = { command: 'npx', args: ['-y', '@patchbay/library'] };

/** The file of one client on a machine. */
export function pathOf(name: string, host: Host): string {
  const client = clients.find((candidate) => candidate.name === name);
  const path = client && clientFile(client, host);
  if (path === undefined) throw new Error(`no file for ${name}`);
  return path;
}

/** A machine, one client's file on it, and the command. */
export function machine(name: string, text?: string, overrides: Partial<Host> = {}) {
  const { host, stdout, stderr } = testHost(overrides);
  const file = pathOf(name, host);
  if (text !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return {
    file,
    host,
    stdout,
    stderr,
    run: (flags = '', more: readonly string[] = []) =>
      connect(
        library(),
        parseCommandLine(['connect', name, ...flags.split(' ').filter(Boolean), ...more]),
        host,
      ),
    leave: (flags = '') => disconnect(library(), line(`disconnect ${name} ${flags}`), host),
    read: () => readFileSync(file, 'utf8'),
    json: () => parseJsonc(readFileSync(file, 'utf8')),
    neighbours: () => readdirSync(dirname(file)),
  };
}

/** What `connect` writes for each client when the server is to be started. */
export const stdioEntries: Record<string, object> = {
  'claude-desktop': { mcpServers: { 'patchbay-library': npx } },
  'claude-code': { mcpServers: { 'patchbay-library': { type: 'stdio', ...npx } } },
  cursor: { mcpServers: { 'patchbay-library': npx } },
  vscode: { servers: { 'patchbay-library': { type: 'stdio', ...npx } } },
  windsurf: { mcpServers: { 'patchbay-library': npx } },
  zed: { context_servers: { 'patchbay-library': npx } },
  'gemini-cli': { mcpServers: { 'patchbay-library': npx } },
  antigravity: { mcpServers: { 'patchbay-library': npx } },
  codex: { mcp_servers: { 'patchbay-library': npx } },
  'copilot-cli': { mcpServers: { 'patchbay-library': { type: 'local', ...npx, tools: ['*'] } } },
  cline: { mcpServers: { 'patchbay-library': npx } },
  kiro: { mcpServers: { 'patchbay-library': npx } },
};

/** An address at which nothing answers. */
export const url = 'http://127.0.0.1:9/mcp';
