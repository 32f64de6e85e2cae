import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'servers/*/src/**/*.test.ts', 'tooling/*/src/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // many tests wait for processes that they start, so that even two cores are worth two workers
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
