import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '@patchbay/core';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { machine, npx, stdioEntries, url } from './client-machine.fixture.ts';
import { clients } from './clients.ts';
import { connect } from './connect.ts';
import { UsageError } from './flag-words.ts';
import { canary, library } from './library.fixture.ts';
import { line, testHost } from './machine.fixture.ts';

const names = clients.map(({ name }) => name);

const httpEntries: Record<string, object> = {
  'claude-code': { type: 'http', url },
  cursor: { url },
  vscode: { type: 'http', url },
  windsurf: { serverUrl: url },
  zed: { url },
  'gemini-cli': { httpUrl: url },
  antigravity: { serverUrl: url },
  codex: { url },
  'copilot-cli': { type: 'http', url, tools: ['*'] },
  cline: { type: 'streamableHttp', url },
  kiro: { url },
};

function parse(name: string, text: string) {
  return name === 'codex' ? structuredClone(parseToml(text)) : JSON.parse(text);
}

describe.each(names)('connect %s', (name) => {
  it('writes a new file that starts the published package, and finds it up to date the second time', async () => {
    const { run, read, stdout, neighbours, file } = machine(name);
    await run();
    const first = read();
    expect(parse(name, first)).toEqual(stdioEntries[name]);
    expect(first.endsWith('\n')).toBe(true);
    expect(stdout()).toMatch(/^Wrote patchbay-library to /);
    await run();
    expect(read()).toBe(first);
    expect(stdout()).toMatch(/is already up to date\.\n$/);
    expect(neighbours().filter((entry) => entry !== 'project')).toEqual([file.split('/').at(-1)]);
  });

  it('writes an entry for a URL, or says why the client takes none', async () => {
    const { run, read, file } = machine(name);
    if (httpEntries[name] === undefined) {
      await expect(run(`--url ${url}`)).rejects.toThrow(UsageError);
      expect(existsSync(file)).toBe(false);
      return;
    }
    await run(`--url ${url}`);
    const [servers] = Object.values(parse(name, read()));
    expect(servers).toEqual({ 'patchbay-library': httpEntries[name] });
  });

  it('never writes or prints a secret', async () => {
    const environment = {
      LIBRARY_API_KEY: canary,
      LIBRARY_URL: `http://u:${canary}@x.test/`,
      LIBRARY_LIMIT: '5',
    };
    const { run, read, stdout, stderr } = machine(name, undefined, { environment });
    await run();
    await run('--print');
    expect(read() + stdout() + stderr()).not.toContain(canary);
    expect(parse(name, read())).not.toEqual(stdioEntries[name]);
    expect(read()).toContain('LIBRARY_LIMIT');
    expect(read() + stdout()).toContain('LIBRARY_API_KEY');
  });

  it('leaves a file alone that it does not understand, and says where', async () => {
    const broken = name === 'codex' ? `a = "${canary}"\nb = [\n` : `{\n  "a": "${canary}",\n  b\n}\n`;
    const { run, read, neighbours, file } = machine(name, broken);
    const failure: unknown = await run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toMatch(/line [34], column \d+/);
    expect(String(failure)).toContain('Nothing was written.');
    expect(String(failure)).not.toContain(canary);
    expect(read()).toBe(broken);
    expect(neighbours().filter((entry) => entry !== 'project')).toEqual([file.split('/').at(-1)]);
  });
});

describe('the way secrets take', () => {
  const environment = { LIBRARY_API_KEY: canary, LIBRARY_LIMIT: '5' };

  it('is a placeholder where the client replaces one', async () => {
    const cursor = machine('cursor', undefined, { environment });
    await cursor.run();
    expect(cursor.json().mcpServers['patchbay-library'].env).toEqual({
      LIBRARY_API_KEY: '$'.concat('{env:LIBRARY_API_KEY}'),
      LIBRARY_LIMIT: '5',
    });
    expect(cursor.stdout()).toContain('Cursor reads LIBRARY_API_KEY from its own environment');
  });

  it('is a question that VS Code asks, beside questions that are there', async () => {
    const other = { type: 'promptString', id: 'other', description: 'Other', password: true };
    const vscode = machine('vscode', JSON.stringify({ inputs: [other], servers: {} }, null, '\t'), {
      environment,
    });
    await vscode.run();
    expect(vscode.json()).toEqual({
      inputs: [
        other,
        { type: 'promptString', id: 'library-api-key', description: 'Key of the catalogue.', password: true },
      ],
      servers: {
        'patchbay-library': {
          type: 'stdio',
          ...npx,
          env: { LIBRARY_API_KEY: '$'.concat('{input:library-api-key}'), LIBRARY_LIMIT: '5' },
        },
      },
    });
    await vscode.run();
    expect(vscode.stdout()).toContain('already up to date');
  });

  it('is a name that Codex hands on', async () => {
    const codex = machine('codex', undefined, { environment });
    await codex.run();
    expect(codex.read()).toContain('env_vars = [ "LIBRARY_API_KEY" ]');
  });

  it('is left to the user where the client knows none', async () => {
    const desktop = machine('claude-desktop', undefined, { environment });
    await desktop.run();
    expect(desktop.json().mcpServers['patchbay-library'].env).toEqual({ LIBRARY_LIMIT: '5' });
    expect(desktop.stdout()).toContain('LIBRARY_API_KEY was left out');
  });

  it('does not take the place of what the user wrote himself', async () => {
    const text = JSON.stringify({
      mcpServers: { 'patchbay-library': { ...npx, env: { LIBRARY_API_KEY: 'mine' } } },
    });
    const cursor = machine('cursor', text, { environment: { LIBRARY_API_KEY: canary } });
    await cursor.run();
    expect(cursor.read()).toBe(text);
  });
});

describe('the command that is written', () => {
  it('is the running file when it is no installed package', async () => {
    const { host, stdout } = testHost();
    const entry = join(host.home, 'checkout', 'bin.js');
    await connect(library(), line('connect cursor --print'), { ...host, entry });
    expect(JSON.parse(stdout()).mcpServers['patchbay-library']).toEqual({
      command: '/opt/bin/node',
      args: [entry],
    });
  });

  it('goes through cmd for Claude Code on Windows', async () => {
    const { host, stdout } = testHost({
      platform: 'win32',
      entry: 'C:\\x\\node_modules\\@patchbay\\library\\dist\\bin.js',
    });
    await connect(library(), line('connect claude-code --print'), host);
    expect(JSON.parse(stdout()).mcpServers['patchbay-library']).toMatchObject({
      command: 'cmd',
      args: ['/c', 'npx', ...npx.args],
    });
  });
});

describe('connect', () => {
  it('shows the entry and writes nothing with --print', async () => {
    const { run, stdout, stderr, file } = machine('zed', '{ broken');
    await run('--print');
    expect(JSON.parse(stdout())).toEqual(stdioEntries['zed']);
    expect(stderr()).toContain('This belongs in ~/.config/zed/settings.json.');
    expect(readFileSync(file, 'utf8')).toBe('{ broken');
  });

  it('lists clients and whether they are there when none is named', async () => {
    const { host, stdout } = testHost();
    mkdirSync(join(host.home, '.kiro'));
    await connect(library(), line('connect'), host);
    expect(stdout()).toMatch(/^ {2}kiro +Kiro +found +~\/\.kiro\/settings\/mcp\.json$/m);
    expect(stdout()).toMatch(/^ {2}cursor +Cursor +not found +~\/\.cursor\/mcp\.json$/m);
    for (const name of names) expect(stdout()).toContain(`  ${name} `);
  });

  it.each([
    ['connect curser', 'Did you mean "cursor"?'],
    ['connect cursor zed', 'takes one client'],
    ['connect cursor --url ftp://x', 'http or https'],
    ['connect cursor --url https://u:p@x.test/mcp', 'must not hold credentials'],
    ['connect cursor --url https://x.test/mcp --demo', '--demo belongs'],
    ['connect cursor --toolsets loan', 'Did you mean "loans"?'],
  ])('refuses `%s`', async (words, message) => {
    const { host, stdout } = testHost();
    await expect(connect(library(), line(words), host)).rejects.toThrow(message);
    expect(stdout()).toBe('');
    expect(existsSync(join(host.home, '.cursor'))).toBe(false);
  });
});
