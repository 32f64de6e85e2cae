import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canary } from './library.fixture.ts';

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the library's binary as a process of its own. */
function run(words: string, environment: Record<string, string> = {}): Promise<Ended> {
  const program = `
    import { ConfigurationError } from ${JSON.stringify(import.meta.resolve('@patchbay/core'))};
    import { runCli } from ${JSON.stringify(import.meta.resolve('./main.ts'))};
    import { library } from ${JSON.stringify(import.meta.resolve('./library.fixture.ts'))};
    const health = () => [{ name: 'catalogue', status: process.env.DOWN ? 'down' : 'up', required: true }];
    const setUp = () => {
      if (process.env.UNUSABLE) throw new ConfigurationError(process.env.UNUSABLE);
    };
    await runCli(library({ health, setUp }), { argv: process.argv.slice(1), environment: process.env });
  `;
  const home = mkdtempSync(join(tmpdir(), 'patchbay-cli-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'], HOME: home, ...environment };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', program, '--', ...words.split(' ')],
      { env, cwd: home },
      (error, stdout, stderr) =>
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('the binary', () => {
  it('ends with 0, 1 or 2 and prints no secret on the way', async () => {
    const secret = { LIBRARY_API_KEY: canary };
    const [well, ill, wrong, refused, listed] = await Promise.all([
      run('doctor', secret),
      run('doctor --json', { ...secret, DOWN: '1' }),
      run('lst'),
      run('list --tools nothing'),
      run('list --json --read-only'),
    ]);
    expect(well).toMatchObject({ status: 0, stderr: '' });
    expect(ill.status).toBe(1);
    expect(JSON.parse(ill.stdout)).toMatchObject({ server: 'library', ok: false });
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^patchbay-library: There is no command "lst"\. .* See --help\.\n$/);
    expect(refused.stderr).toContain('Valid names are: list_loans, find_book, lend_book.');
    expect(JSON.parse(listed.stdout).totals.tools).toBe(2);
    for (const { stdout, stderr } of [well, ill]) expect(stdout + stderr).not.toContain(canary);
  });

  it.each(['stdio', 'http --port 0'])(
    'ends %s with the reason when the server cannot be opened',
    async (words) => {
      const { status, stdout, stderr } = await run(words, { UNUSABLE: 'The file a.db is a folder.' });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('patchbay-library: The file a.db is a folder.\n');
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );

  it('says at the start that a selection leaves no tool', async () => {
    const words = 'stdio --exclude find_book,list_loans,lend_book';
    expect((await run(words, { UNUSABLE: 'Enough.' })).stderr).toContain('the selection leaves no tool');
    expect((await run('stdio', { UNUSABLE: 'Enough.' })).stderr).not.toContain('leaves no tool');
  });
});
