import { availableParallelism } from 'node:os';
import { generate } from '../gen/generate.ts';
import { packageFolders } from '../workspace.ts';
import type { Check } from './check.ts';
import { programFindings } from './program.ts';

/** Holds the layout of every file. */
export const format: Check = {
  name: 'format',
  purpose: 'Every file is laid out as Biome lays it out.',
  run: (root) =>
    programFindings(root, [
      'biome',
      'ci',
      '--colors=off',
      '--linter-enabled=false',
      '--assist-enabled=false',
      '--error-on-warnings',
    ]),
};

/** Holds the lint rules. */
export const lint: Check = {
  name: 'lint',
  purpose: "Biome's rules, imports in order.",
  run: (root) =>
    programFindings(root, [
      'biome',
      'ci',
      '--colors=off',
      '--formatter-enabled=false',
      '--error-on-warnings',
    ]),
};

/** Holds that every package compiles by itself. */
export const types: Check = {
  name: 'types',
  purpose: 'Every package type-checks.',
  async run(root) {
    const folders = packageFolders(root).values();
    const findings: string[] = [];
    const work = async () => {
      for (const folder of folders) {
        findings.push(
          ...(await programFindings(root, ['tsc', '--noEmit', '--pretty', 'false', '-p', folder])),
        );
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return findings;
  },
};

/** Holds that what is generated is current. */
export const drift: Check = {
  name: 'drift',
  purpose: 'Generated files are what `pnpm gen` writes.',
  async run(root) {
    const { stale, failures } = await generate(root, { check: true });
    const advice = stale.length === 0 ? [] : ['Run `pnpm gen`.'];
    return [...failures, ...stale.map((path) => `stale: ${path}`), ...advice];
  },
};

/** Holds that nothing lies around. */
export const unused: Check = {
  name: 'unused',
  purpose: 'No exports, files or dependencies that nothing uses.',
  run: (root) => programFindings(root, ['knip', '--no-progress', '--no-config-hints']),
};
