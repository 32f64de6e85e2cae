import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadServer } from '../load-server.ts';
import { readSurfaces, type SurfaceFile } from '../surface-file.ts';
import { serverNames } from '../workspace.ts';
import type { Check } from './check.ts';
import { runProgram } from './program.ts';

/** Ceilings of what servers cost their users. */
export const ceilings = {
  /** Tools of one server. */
  tools: 19,
  /** Tokens of one server's list, o200k. */
  serverTokens: 5_000,
  /** Tokens of all servers' lists together. */
  allTokens: 20_000,
  /** Bytes of a server's `dist/`, unless its definition says otherwise. */
  bundleBytes: 3_000_000,
  /** Bytes of a server's npm tarball, unless its definition says otherwise. */
  tarballBytes: 1_000_000,
} as const;

/** Holds the ceilings. */
export const budgets: Check = {
  name: 'budgets',
  purpose: 'Tools, tokens, bundle and tarball sizes stay under their ceilings.',
  async run(root) {
    const surfaces = surfaceFindings(readSurfaces(root));
    const sizes = await Promise.all(serverNames(root).map((name) => sizeFindings(root, name)));
    return [...surfaces, ...sizes.flat()];
  },
};

/** Servers that list too much. */
export function surfaceFindings(surfaces: readonly SurfaceFile[]): readonly string[] {
  const all = surfaces.reduce((sum, { totals }) => sum + totals.tokens, 0);
  return [
    ...surfaces.flatMap(({ server, totals }) => [
      ...over(`${server}: tools`, totals.tools, ceilings.tools),
      ...over(`${server}: tokens of the list`, totals.tokens, ceilings.serverTokens),
    ]),
    ...over('all servers: tokens of the lists', all, ceilings.allTokens),
  ];
}

const packed = z.array(z.object({ size: z.number(), files: z.array(z.object({ path: z.string() })) }));

async function sizeFindings(root: string, server: string): Promise<readonly string[]> {
  const folder = join(root, 'servers', server);
  const { budget } = await loadServer(folder);
  const build = await runProgram(folder, [process.execPath, 'build.config.ts']);
  if (build.status !== 0) return [`${server} does not build:\n${build.output}`];
  const bytes = globSync('dist/**/*', { cwd: folder })
    .map((path) => statSync(join(folder, path)))
    .filter((entry) => entry.isFile())
    .reduce((sum, { size }) => sum + size, 0);
  const { status, output } = await runProgram(folder, [
    'npm',
    'pack',
    '--dry-run',
    '--json',
    '--ignore-scripts',
  ]);
  if (status !== 0) return [`${server}: npm pack failed:\n${output}`];
  const [tarball] = packed.parse(JSON.parse(output.slice(output.indexOf('[\n'))));
  return [
    ...over(`${server}: bytes of dist/`, bytes, budget?.bundleBytes ?? ceilings.bundleBytes),
    ...over(
      `${server}: bytes of the tarball`,
      tarball?.size ?? 0,
      budget?.tarballBytes ?? ceilings.tarballBytes,
    ),
  ];
}

function over(what: string, value: number, ceiling: number): readonly string[] {
  if (value <= ceiling) return [];
  return [`${what} ${value.toLocaleString('en-US')}, at most ${ceiling.toLocaleString('en-US')}`];
}
