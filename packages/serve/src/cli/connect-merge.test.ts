import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ParseError, parse as parseJsonc } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { machine, npx, pathOf, stdioEntries, url } from './client-machine.fixture.ts';
import { connect } from './connect.ts';
import { library } from './library.fixture.ts';
import { line } from './machine.fixture.ts';

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
    const first = readFileSync(file, 'utf8');
    await run('--demo');
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before);
    expect(readFileSync(`${file}.2.bak`, 'utf8')).toBe(first);
    expect(stdout()).toContain('What was there is in ~/.cursor/mcp.json.2.bak.');
    for (const copy of ['.bak', '.2.bak']) expect(statSync(`${file}${copy}`).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['cline', { disabled: true }, 'disabled: true'],
    ['zed', { enabled: false }, 'enabled: false'],
  ])('tells that %s does not use the entry', async (name, members, reason) => {
    const key = name === 'zed' ? 'context_servers' : 'mcpServers';
    const { run, stdout } = machine(
      name,
      JSON.stringify({ [key]: { 'patchbay-library': { ...npx, ...members } } }),
    );
    await run();
    await run('--demo');
    expect(stdout().match(new RegExp(`does not use the entry, since it says "${reason}"`, 'g'))).toHaveLength(
      2,
    );
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

  it('is refused when its servers are there twice, for clients read the last of them', async () => {
    const before = '{"mcpServers":{"a":{"command":"1"}},"mcpServers":{"b":{"command":"2"}}}';
    const { run, read } = machine('cursor', before);
    await expect(run()).rejects.toThrow('"mcpServers" is there twice.');
    expect(read()).toBe(before);
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

  it('are edited member by member when flags change, and comments and members of the user stay', async () => {
    const { run, read } = machine(
      'codex',
      `${before}\n\n# ours\n[mcp_servers.patchbay-library]\ncommand = "old" # first\nargs = [\n  "a", # one\n  "b",\n]\nstartup_timeout_sec = 20 # slow\n\n[mcp_servers.patchbay-library.env]\nMINE = "x" # keep\n\n# last\n[tui]\ntheme = "[mcp_servers.patchbay-library]"\n`,
    );
    await run('--demo');
    expect(read()).toBe(
      `${before}\n\n# ours\n[mcp_servers.patchbay-library]\ncommand = "npx"\nargs = [ "-y", "@patchbay/library", "--demo" ]\nstartup_timeout_sec = 20 # slow\n\n[mcp_servers.patchbay-library.env]\nMINE = "x" # keep\n\n# last\n[tui]\ntheme = "[mcp_servers.patchbay-library]"\n`,
    );
  });

  it('change from a program to a URL and back', async () => {
    const { run, read } = machine('codex', before);
    await run();
    const first = read();
    await run(`--url ${url}`, ['--header', 'X-Team: a']);
    expect(read()).toContain(
      `[mcp_servers.patchbay-library]\nurl = "${url}"\nhttp_headers = { X-Team = "a" }\n`,
    );
    expect(read()).not.toContain('npx');
    await run();
    expect(read().split('\n').toSorted()).toEqual(first.split('\n').toSorted());
  });

  it('are not appended to a list of tables, the last of which they would become part of', async () => {
    const before = '[[mcp_servers]]\nname = "x"\n';
    const { run, read } = machine('codex', before);
    await expect(run()).rejects.toThrow('is an inline table or a list');
    expect(read()).toBe(before);
  });

  it.each(['\r\n', '\n'])('are edited and taken out again in lines that end in %j', async (eol) => {
    const before = ['model = "x"', '[mcp_servers.other]', 'command = "a" # keep', '', '[tui]', 'x = 1', ''];
    const { run, leave, read } = machine('codex', before.join(eol));
    await run();
    await run('--demo');
    expect(read()).toContain('--demo');
    if (eol === '\r\n') expect(read().replaceAll(eol, '')).not.toContain('\n');
    await leave();
    expect(read().trimEnd()).toBe(before.join(eol).trimEnd());
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
