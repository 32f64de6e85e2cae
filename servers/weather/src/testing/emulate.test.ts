import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const command = `${import.meta.dirname}/../../scripts/emulate.ts`;

test.each([
  ['open-meteo', '/v1/search?name=Paris'],
  ['nws', '/alerts/active?area=TX'],
])('%s prints its address, answers there, and stops on SIGTERM', async (name, path) => {
  const child = spawn(process.execPath, [command, name, '--seed', '3'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first]: unknown[] = await once(child.stdout, 'data');
  expect((await fetch(String(first).trim() + path)).status).toBe(200);
  child.kill('SIGTERM');
  const [code]: unknown[] = await once(child, 'exit');
  expect(code).toBe(0);
});
