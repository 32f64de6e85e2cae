import { readdir } from 'node:fs/promises';
import { createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';
import { expect, test } from 'vitest';
import { storeCommands } from './commands.ts';
import { rigSetup, rigStore } from './setup.fixture.ts';

async function setupOf(environment: Readonly<Record<string, string>> = {}) {
  return {
    ...(await rigSetup(environment)),
    metrics: declareMcpMetrics(createRegistry()),
    tracer: noopTracer,
    proxy: undefined,
    redis: undefined,
    progress: () => {},
  };
}

test.each(['backup', 'restore'])('%s is refused where the data is not in the store', async (name) => {
  const otherBackend = () => 'The data is elsewhere.';
  const command = storeCommands(rigStore, { otherBackend }).find((one) => one.name === name);
  const setup = await setupOf();
  await expect(async () => command?.run(setup)).rejects.toThrow('The data is elsewhere.');
  expect(await readdir(setup.directory)).toEqual([]);
});
