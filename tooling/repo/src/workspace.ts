import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** The folder of this repository. */
export const repositoryRoot = resolve(import.meta.dirname, '../../..');

/** Names of the folders in `servers/` that hold a server that can run, sorted; one in the making has no binary yet. */
export function serverNames(root: string): readonly string[] {
  return packagesIn(root, 'servers').filter((name) => existsSync(join(root, 'servers', name, 'src/bin.ts')));
}

/** Every package folder relative to the root, sorted: `packages/core`, `servers/weather`, … */
export function packageFolders(root: string): readonly string[] {
  return ['packages', 'servers', 'tooling'].flatMap((group) =>
    packagesIn(root, group).map((name) => `${group}/${name}`),
  );
}

function packagesIn(root: string, group: string): readonly string[] {
  const folder = join(root, group);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'package.json')))
    .sort();
}

/** The shape of a package.json, as far as it is read here. */
export const manifest = z.looseObject({
  name: z.string(),
  version: z.string().default('0.0.0'),
  private: z.boolean().default(false),
  description: z.string().default(''),
  mcpName: z.string().optional(),
  exports: z.record(z.string(), z.string()).default({}),
  bin: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** The parts of a package.json that the checks and generators read. */
export type Manifest = z.output<typeof manifest>;

/** Reads the package.json of a folder. */
export function readManifest(folder: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

/** A file's text, or undefined when there is none. */
export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
