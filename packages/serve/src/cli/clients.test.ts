import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientFile, isFound, shortPath } from './client-paths.ts';
import { type Client, clients } from './clients.ts';
import type { Host } from './host.ts';
import { testHost } from './machine.fixture.ts';

function paths(overrides: Partial<Host>): Record<string, string | undefined> {
  const { host } = testHost({ home: '/home/ada', directory: '/work', ...overrides });
  return Object.fromEntries(clients.map((client) => [client.name, clientFile(client, host)]));
}

function named(name: string): Client {
  const client = clients.find((candidate) => candidate.name === name);
  if (client === undefined) throw new Error(`no client ${name}`);
  return client;
}

describe('the files of clients', () => {
  it('lie where Linux keeps them', () => {
    expect(paths({})).toEqual({
      'claude-desktop': '/home/ada/.config/Claude/claude_desktop_config.json',
      'claude-code': '/work/.mcp.json',
      cursor: '/home/ada/.cursor/mcp.json',
      vscode: '/work/.vscode/mcp.json',
      windsurf: '/home/ada/.codeium/windsurf/mcp_config.json',
      zed: '/home/ada/.config/zed/settings.json',
      'gemini-cli': '/home/ada/.gemini/settings.json',
      antigravity: '/home/ada/.gemini/config/mcp_config.json',
      codex: '/home/ada/.codex/config.toml',
      'copilot-cli': '/home/ada/.copilot/mcp-config.json',
      cline: '/home/ada/.cline/data/settings/cline_mcp_settings.json',
      kiro: '/home/ada/.kiro/settings/mcp.json',
    });
  });

  it('lie where macOS keeps them', () => {
    const found = paths({ platform: 'darwin', home: '/Users/ada', environment: { XDG_CONFIG_HOME: '/xdg' } });
    expect(found['claude-desktop']).toBe(
      '/Users/ada/Library/Application Support/Claude/claude_desktop_config.json',
    );
    expect(found['zed']).toBe('/Users/ada/.config/zed/settings.json');
    expect(found['cursor']).toBe('/Users/ada/.cursor/mcp.json');
  });

  it('lie where Windows keeps them', () => {
    const ada = { platform: 'win32', home: 'C:\\Users\\ada', directory: 'D:\\work' } as const;
    const found = paths({ ...ada, environment: { APPDATA: 'E:\\Roaming' } });
    expect(found['claude-desktop']).toBe('E:\\Roaming\\Claude\\claude_desktop_config.json');
    expect(found['zed']).toBe('E:\\Roaming\\Zed\\settings.json');
    expect(found['vscode']).toBe('D:\\work\\.vscode\\mcp.json');
    expect(paths(ada)['claude-desktop']).toBe(
      'C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json',
    );
  });

  it('follow the variables that move them', () => {
    const moved = paths({ environment: { XDG_CONFIG_HOME: '/xdg', CODEX_HOME: '/codex' } });
    expect(moved['zed']).toBe('/xdg/zed/settings.json');
    expect(moved['codex']).toBe('/codex/config.toml');
  });

  it('are shown with a tilde for the home directory only', () => {
    const { host } = testHost({ home: '/home/ada' });
    expect(shortPath('/home/ada/.codex/config.toml', host)).toBe('~/.codex/config.toml');
    expect(shortPath('/home/adam/x', host)).toBe('/home/adam/x');
  });

  it('tell which clients are installed', () => {
    const { host } = testHost();
    mkdirSync(join(host.home, '.cursor'));
    mkdirSync(join(host.home, '.config/Claude'), { recursive: true });
    expect(clients.filter((client) => isFound(client, host)).map(({ name }) => name)).toEqual([
      'claude-desktop',
      'cursor',
    ]);
  });
});

describe('the table of clients', () => {
  it('names each once and documents it', () => {
    expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length);
    for (const { documentation } of clients) expect(documentation).toMatch(/^https:\/\//);
  });

  it('puts no secret into the file of a client that has no other way', () => {
    expect(named('claude-desktop').secrets).toBe('none');
    expect(named('claude-desktop').http).toBeUndefined();
  });
});
