import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

function run(...args: string[]) {
  return spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function finished(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = run(...args);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [code]: unknown[] = await once(child, 'close');
  return { code, out, err };
}

test('it prints its address, answers there, and stops on SIGTERM', async () => {
  const child = run('lead-api', '--seed', '3');
  const [first]: unknown[] = await once(child.stdout, 'data');
  const url = String(first).trim();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/api/leads/search?q=`)).status).toBe(200);
  child.kill('SIGTERM');
  const [code]: unknown[] = await once(child, 'exit');
  expect(code).toBe(0);
});

test('help is on stdout; a wrong name, option or port ends with 2 and the usage', async () => {
  expect(await finished('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
  for (const args of [
    ['accuweather'],
    ['toString'],
    [],
    ['lead-api', '--sed', '1'],
    ['lead-api', '--port', 'x'],
  ]) {
    expect(await finished(...args)).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') });
  }
});
