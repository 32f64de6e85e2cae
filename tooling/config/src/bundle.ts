import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What one server bundle is made of. */
export interface BundleOptions {
  /** The server package's folder. */
  readonly directory: string;
  /** Modules left out of the bundle because they carry native code; they are the package's own dependencies. */
  readonly external?: readonly string[];
}

/**
 * Bundles a server's `src/bin.ts` into `dist/`, one entry file and lazily loaded chunks, for Node 22.19 and newer.
 *
 * CommonJS dependencies inside an ESM bundle call `require` for Node's own modules, hence the banner.
 */
export async function bundleServer({ directory, external = [] }: BundleOptions): Promise<void> {
  await rm(join(directory, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: directory,
    entryPoints: { bin: 'src/bin.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node22.19',
    format: 'esm',
    sourcemap: false,
    legalComments: 'linked',
    external: [...external],
    banner: {
      js: "import { createRequire as patchbayCreateRequire } from 'node:module';\nconst require = patchbayCreateRequire(import.meta.url);",
    },
  });
}
