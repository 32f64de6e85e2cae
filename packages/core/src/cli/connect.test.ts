import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type ParseError, parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../config.ts';
import { clientFile } from './client-paths.ts';
import { clients } from './clients.ts';
import { connect } from './connect.ts';
import { UsageError } from './flags.ts';
import type { Host } from './host.ts';
import { canary, library } from './library.fixture.ts';
import { line, testHost } from './machine.fixture.ts';

const npx = { command: 'npx', args: ['-y', '@patchbay/library'] };
const names = clients.map(({ name }) => name);

function pathOf(name: string, host: Host): string {
  const client = clients.find((candidate) => candidate.name === name);
  const path = client && clientFile(client, host);
  if (path === undefined) throw new Error(`no file for ${name}`);
  return path;
}

/** A machine, one client's file on it, and the command. */
function machine(name: string, text?: string, overrides: Partial<Host> = {}) {
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
    run: (flags = '') => connect(library(), line(`connect ${name} ${flags}`), host),
    read: () => readFileSync(file, 'utf8'),
    json: () => parseJsonc(readFileSync(file, 'utf8')),
    neighbours: () => readdirSync(dirname(file)),
  };
}

const stdioEntries: Record<string, object> = {
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

const url = 'http://127.0.0.1:3000/mcp';
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

describe('what is there already', () => {
  it('stays as it is, to the character', async () => {
    const before = `// my servers\n{\n\t"theme": "dark", // keep\n\t"mcpServers": {\n\t\t"other": { "command": "x", "extra": [1,2] },\n\t},\n\t"z": null\n}\n`;
    const { run, read, json } = machine('cursor', before);
    await run();
    expect(json().mcpServers).toEqual({ other: { command: 'x', extra: [1, 2] }, 'patchbay-library': npx });
    for (const text of before.split('\n').filter(Boolean)) expect(read()).toContain(text.replace(/,?$/, ''));
    expect(read()).toContain('\n\t\t"patchbay-library": {\n\t\t\t"command": "npx"');
  });

  it.each([
    '{"a": 1 // note\n}\n',
    '{ // nothing yet\n}\n',
    '{\n  "mcpServers": { /* none */ }\n}\n',
    '{\n    "mcpServers": {\n        "x": {"command": "y",},\n    },\n}\n',
    '{"mcpServers":{"x":{}},"b":[1,\n2]}',
  ])('stays valid and whole around comments and odd layouts: %j', async (before) => {
    const { run, read, json } = machine('zed', before.replace('mcpServers', 'context_servers'));
    const old = json();
    await run();
    const context_servers = { ...old.context_servers, 'patchbay-library': npx };
    expect(json()).toEqual({ ...old, context_servers });
    const errors: ParseError[] = [];
    parseJsonc(read(), errors, { allowTrailingComma: true });
    expect(errors).toEqual([]);
    const comments = before.match(/\/\/.*|\/\*.*?\*\//g) ?? [];
    for (const comment of comments) expect(read()).toContain(comment);
  });

  it('is kept as a copy when something changes', async () => {
    const before = '{"mcpServers":{}}';
    const { run, file, stdout } = machine('cursor', before);
    await run();
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before);
    expect(stdout()).toContain('What was there is in ~/.cursor/mcp.json.bak.');
  });

  it('keeps its line ends, its byte order mark, its permissions and its being a link', async () => {
    const { run, read, file, host } = machine('cursor', '{}');
    const real = join(host.home, 'dotfiles.json');
    writeFileSync(real, '\uFEFF{\r\n  "mcpServers": {}\r\n}\r\n');
    chmodSync(real, 0o640);
    const link = pathOf('kiro', host);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(real, link);
    await connect(library(), line('connect kiro'), host);
    const text = readFileSync(link, 'utf8');
    expect(text.startsWith('\uFEFF{\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    await run();
    expect(statSync(file).mode & 0o777).toBe(0o644);
    expect(read()).toContain('patchbay-library');
  });

  it('is filled when it is empty', async () => {
    const { run, json } = machine('antigravity', ' \n');
    await run();
    expect(json()).toEqual(stdioEntries['antigravity']);
  });

  it('changes in our members only when flags change', async () => {
    const { run, json } = machine('cline');
    await run();
    const own = { ...json().mcpServers['patchbay-library'], disabled: true, autoApprove: ['find_book'] };
    const again = machine('cline', JSON.stringify({ mcpServers: { 'patchbay-library': own } }));
    await again.run('--toolsets loans --exclude lend_book --read-only --demo');
    const flags = ['--toolsets', 'loans', '--exclude', 'lend_book', '--read-only', '--demo'];
    expect(again.json().mcpServers['patchbay-library']).toEqual({ ...own, args: [...npx.args, ...flags] });
  });

  it('loses what the other transport needed when the entry changes from program to URL and back', async () => {
    const cursor = machine('cursor', undefined, { environment: { LIBRARY_LIMIT: '5' } });
    await cursor.run();
    await cursor.run(`--url ${url} --toolsets loans --read-only`);
    const address = `${url}?toolsets=loans&read_only=true`;
    expect(cursor.json().mcpServers['patchbay-library']).toEqual({ url: address });
    await cursor.run();
    expect(cursor.json().mcpServers['patchbay-library']).toEqual({ ...npx, env: { LIBRARY_LIMIT: '5' } });
  });

  it.each([
    ['[]', 'it does not hold a JSON object'],
    ['{"mcpServers": []}', '"mcpServers" is not an object'],
    ['{"mcpServers": {"patchbay-library": "x"}}', '"patchbay-library" is not an object'],
  ])('is refused when it has another shape: %s', async (text, problem) => {
    const { run, read } = machine('cursor', text);
    await expect(run()).rejects.toThrow(problem);
    expect(read()).toBe(text);
  });

  it('is refused when it cannot be read', async () => {
    const { run, file } = machine('cursor');
    mkdirSync(file, { recursive: true });
    await expect(run()).rejects.toThrow(/~\/\.cursor\/mcp\.json cannot be read or written \(EISDIR\)/);
  });
});

describe("Codex's tables", () => {
  const before = '# mine\nmodel = "gpt" # keep\n\n[mcp_servers.other]\ncommand = "x"';

  it('are appended, and nothing before them changes', async () => {
    const { run, read } = machine('codex', before);
    await run('--demo');
    expect(read()).toBe(
      `${before}\n\n[mcp_servers.patchbay-library]\ncommand = "npx"\nargs = [ "-y", "@patchbay/library", "--demo" ]\n`,
    );
  });

  it('are not edited: the text to put there is printed instead', async () => {
    const { run, read } = machine('codex', before);
    await run();
    const first = read();
    await expect(run('--demo')).rejects.toThrow(
      /with other values.*Nothing was written.*\[mcp_servers\.patchbay-library\]/s,
    );
    expect(read()).toBe(first);
  });

  it('are not appended to an inline table', async () => {
    const inline = 'mcp_servers = { a = { command = "x" } }\n';
    const { run, read } = machine('codex', inline);
    await expect(run()).rejects.toThrow('is an inline table');
    expect(read()).toBe(inline);
  });

  it('count as the same with members of the user', async () => {
    const { run } = machine('codex');
    await run();
    const own = machine(
      'codex',
      '[mcp_servers.patchbay-library]\ncommand = "npx"\nargs = ["-y", "@patchbay/library"]\nstartup_timeout_sec = 20\n',
    );
    await own.run();
    expect(own.stdout()).toContain('already up to date');
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
    expect(stderr()).toContain('This belongs into ~/.config/zed/settings.json.');
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
