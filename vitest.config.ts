import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const files = globSync('{packages,servers,tooling}/*/src/**/*.test.ts', {
  exclude: (path) => path.includes('node_modules'),
});
/** What a test names that starts processes, listens, opens a store or goes through a client. */
const reachesOut = /child_process|node:(?:http|net|fs)|\.fixture\.ts|\/testing|testkit|process\./;
const isUnit = (file: string) => !reachesOut.test(readFileSync(file, 'utf8'));

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // modules are loaded once per worker and not once per file, which is what a file costs most
    isolate: false,
    // many tests wait for processes that they start, so that even two cores are worth two workers
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['tooling/testkit/src/vitest-setup.ts'],
    // bounds that only catch what hangs: a machine may be ten times slower, or busy with something else
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'unit', include: files.filter(isUnit) } },
      { extends: true, test: { name: 'system', include: files.filter((file) => !isUnit(file)) } },
    ],
  },
});
