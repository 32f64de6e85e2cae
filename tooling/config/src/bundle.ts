import { copyFile, glob, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { librariesIn, licencesText } from './licences.ts';

/** What one server bundle is made of. */
export interface BundleOptions {
  /** The server package's folder. */
  readonly directory: string;
  /** Modules left out of the bundle because they carry native code; they are the package's own dependencies. */
  readonly external?: readonly string[];
  /** Files that modules read beside themselves; they lie beside the bundle by their own names. */
  readonly assets?: readonly string[];
}

/**
 * Bundles a server's `src/bin.ts` into `dist/`, one entry file and lazily loaded chunks, for Node 22.19 and newer.
 * The licences of all that is in it go into {@link licencesFile}; a library without a text fails the build.
 * Each `x.worker.ts`, the entry of a worker, becomes `dist/x.worker.js` beside it.
 *
 * CommonJS dependencies inside an ESM bundle call `require` for Node's own modules, hence the banner.
 */
export async function bundleServer({ directory, external = [], assets = [] }: BundleOptions): Promise<void> {
  await rm(join(directory, 'dist'), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: directory,
    entryPoints: { bin: 'src/bin.ts', ...(await workerEntries(directory)) },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    // letters of other scripts as they are, not as six characters each
    charset: 'utf8',
    platform: 'node',
    target: 'node22.19',
    format: 'esm',
    // the CommonJS builds that `main` names hide their imports from the bundler
    mainFields: ['module', 'main'],
    plugins: [withoutLocales, withoutBrowserParts],
    sourcemap: false,
    // all licences are in one file beside the bundle
    legalComments: 'none',
    metafile: true,
    external: [...external],
    banner: {
      js: "import { createRequire as patchbayCreateRequire } from 'node:module';\nconst require = patchbayCreateRequire(import.meta.url);",
    },
  });
  await Promise.all(
    assets.map((asset) => copyFile(join(directory, asset), join(directory, 'dist', basename(asset)))),
  );
  // what ends up in no output was shaken out and is not distributed
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  await writeFile(join(directory, licencesFile), licencesText(librariesIn(directory, inputs)));
}

/** The file with the licences of all that is bundled, in the package's folder. */
export const licencesFile = 'THIRD-PARTY-LICENSES';

/**
 * The entries of workers, the server's own and those of the packages that it is made of, by their names in the bundle;
 * two of one name are an error, since a bundle is flat.
 */
async function workerEntries(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries: Record<string, string> = {};
  for (const part of [directory, ...(await packagesOf(directory))]) {
    const cwd = join(part, 'src');
    for await (const file of glob('**/*.worker.ts', { cwd, exclude: ['**/fixture/**'] })) {
      const [name, path] = [basename(file, '.ts'), join(cwd, file)];
      if (entries[name] !== undefined)
        throw new Error(`two workers are called ${name}: ${entries[name]}, ${path}`);
      entries[name] = path;
    }
  }
  return entries;
}

/** The folders of our own packages that a server is made of. */
async function packagesOf(directory: string): Promise<readonly string[]> {
  const scope = join(directory, 'node_modules/@patchbay');
  const names = await readdir(scope).catch(() => []);
  return names.map((name) => join(scope, name));
}

/** Zod re-exports its messages in some fifty languages as one namespace, which no bundler can shake: English stays. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** Undici's one entry loads mocks, web sockets, event sources and cookies, of which servers use nothing. */
const withoutBrowserParts: Plugin = {
  name: 'without-browser-parts',
  setup({ onLoad }) {
    const unused = /[\\/]undici[\\/]lib[\\/](?:mock|web[\\/](?:websocket|eventsource|cookies))[\\/]/;
    onLoad({ filter: unused }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};
