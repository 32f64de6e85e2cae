import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'servers/*/src/**/*.test.ts', 'tooling/*/src/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // many tests wait for processes that they start, so that even two cores are worth two workers
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['tooling/testkit/src/vitest-setup.ts'],
    // bounds that only catch what hangs: a machine may be ten times slower, or busy with something else
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
