import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleServer } from '@patchbay/config/bundle';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
// inside of the package, so that the bundler finds what the package may import
beforeAll(() => {
  const cache = join(import.meta.dirname, '../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const source = JSON.stringify(import.meta.dirname).slice(1, -1);

const files = {
  'src/bin.ts': `
const { double } = await import('./sums/double.ts');
process.stdout.write(String(await double(21)));
`,
  'src/sums/double.ts': `
import { createLogger, createRegistry, declareMcpMetrics } from '@patchbay/observability';
import { z } from 'zod';
import { createPool, workerEntry } from '${source}/index.ts';

export async function double(value) {
  const pool = createPool({
    name: 'double',
    entry: workerEntry('./work/double.worker.ts', import.meta.url),
    kind: 'process',
    size: 1,
    limits: { timeMs: 60_000, memoryMb: 200, outputBytes: 1_000 },
    rights: {},
    outputs: { double: z.number() },
    log: createLogger({ level: 'silent', name: 'bundled', version: '0' }),
    metrics: declareMcpMetrics(createRegistry()),
  });
  const answer = await pool.call('double', { value }, { lane: 'one', signal: new AbortController().signal });
  await pool.close();
  return answer;
}
`,
  'src/sums/work/double.worker.ts': `
import { serveCalls } from '${source}/child.ts';
serveCalls({ double: ({ value }) => value * 2 });
`,
};

test('a bundle runs its workers, with no rights but to read itself', async () => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await bundleServer({ directory: folder });
  expect(readdirSync(join(folder, 'dist'))).toEqual(expect.arrayContaining(['bin.js', 'double.worker.js']));
  rmSync(join(folder, 'src'), { recursive: true });
  const server = spawn(process.execPath, [join(folder, 'dist/bin.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(await text(server.stdout)).toBe('42');
});
