import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { machine } from './client-machine.fixture.ts';
import { clients } from './clients.ts';
import { canary } from './library.fixture.ts';
import { line } from './machine.fixture.ts';

const foreignJson = (key: string) =>
  `// mine\n{\n  "theme": "dark", // keep\n  "${key}": {\n    "other": { "command": "x" } // too\n  }\n}\n`;
const foreignToml =
  '# mine\nmodel = "gpt" # keep\n\n[mcp_servers.other]\ncommand = "x"\n\n[mcp_servers.other.env]\nA = "1"\n\n# last\n[tui]\nx = 1\n';

describe.each(clients.map(({ name, key, format }) => ({ name, key, format })))(
  'disconnect $name',
  ({ name, key, format }) => {
    const foreign = format === 'toml' ? foreignToml : foreignJson(key);

    it('leaves the file as it was before connect, foreign content to the character', async () => {
      const { run, leave, read, stdout, file } = machine(name, foreign, {
        environment: { LIBRARY_API_KEY: canary, LIBRARY_LIMIT: '5' },
      });
      await run('--demo');
      const connected = read();
      expect(connected).not.toBe(foreign);
      await leave();
      expect(read().trimEnd()).toBe(format === 'toml' ? foreign.trimEnd() : read().trimEnd());
      for (const text of foreign.split('\n').filter(Boolean)) expect(read()).toContain(text);
      expect(read()).not.toMatch(/patchbay|library/i);
      expect(stdout()).toMatch(/Took patchbay-library out of .* What was there is in .*\.2\.bak\./);
      expect(readFileSync(`${file}.2.bak`, 'utf8')).toBe(connected);
    });

    it('says when there is nothing to take out, and makes no file', async () => {
      const { leave, stdout, file } = machine(name);
      await leave();
      expect(stdout()).toContain('patchbay-library is not in ');
      expect(existsSync(file)).toBe(false);
    });

    it('works with the file of the other level, where there is one', async () => {
      const client = clients.find((one) => one.name === name);
      const other = client?.usual === 'user' ? 'project' : 'user';
      const { run, leave, stdout, file } = machine(name);
      if (client?.files[other] === undefined) {
        await expect(run(`--${other}`)).rejects.toThrow(/keeps no servers for a (user|project) alone/);
        return;
      }
      await run(`--${other}`);
      expect(existsSync(file)).toBe(false);
      await leave();
      expect(stdout()).toMatch(new RegExp(`It is in .*: give --${other}\\.`));
      await leave(`--${other}`);
      expect(stdout()).toMatch(/Took patchbay-library out of /);
    });
  },
);

describe('disconnect', () => {
  it('takes a question of VS Code along that nothing else asks', async () => {
    const environment = { LIBRARY_API_KEY: canary };
    const { run, leave, json } = machine('vscode', undefined, { environment });
    await run();
    expect(json().inputs).toHaveLength(1);
    await leave();
    expect(json()).toEqual({ inputs: [], servers: {} });
  });

  it.each([
    ['disconnect', 'Name the client'],
    ['disconnect curser', 'Did you mean "cursor"?'],
    ['disconnect cursor zed', 'takes one client'],
    ['disconnect cursor --user --project', 'not both'],
  ])('refuses `%s`', async (words, message) => {
    const { host } = machine('cursor');
    const { disconnect } = await import('./connect.ts');
    const { library } = await import('./library.fixture.ts');
    await expect(disconnect(library(), line(words), host)).rejects.toThrow(message);
  });

  it.each([
    '[mcp_servers]\npatchbay-library = { command = "npx" }\nother = { command = "x" }\n',
    'mcp_servers."patchbay-library".command = "npx"\nmcp_servers.other.command = "x"\n',
    'mcp_servers = { patchbay-library = { command = "npx" }, other = { command = "x" } }\n',
  ])('takes the entry out of %j, or changes nothing', async (text) => {
    const { leave, read } = machine('codex', text);
    await leave().catch((error: unknown) => expect(String(error)).toContain('Take it out by hand.'));
    expect([text, text.replace(/^patchbay.*\n/m, '')]).toContain(read());
  });
});
