import { join, posix } from 'node:path';
import { repositoryFiles } from '../files.ts';
import { packageFolders, readManifest } from '../workspace.ts';
import type { Check } from './check.ts';
import { cyclesOf } from './cycles.ts';
import { isTestSupport, type Layer, layers, sdkHomes } from './layers.ts';
import { type ImportFact, readSources, type SourceFacts } from './source.ts';

/** Holds the dependency directions on the import graph. */
export const boundaries: Check = {
  name: 'boundaries',
  purpose: 'Imports, of types too, keep to the directions of the architecture, without cycles or `export *`.',
  run: (root) =>
    boundaryFindings(readSources(root, repositoryFiles(root).filter(isSource)), packageEntries(root)),
};

function isSource(path: string): boolean {
  return /^(packages|servers|tooling)\/.*\.ts$/.test(path);
}

/** The file behind each name by which packages import each other: `@patchbay/core/engine`. */
export type Entries = ReadonlyMap<string, string>;

function packageEntries(root: string): Entries {
  const entries = packageFolders(root).flatMap((folder) => {
    const { name, exports } = readManifest(join(root, folder));
    return Object.entries(exports).map(
      ([subpath, file]) => [posix.join(name, subpath), posix.join(folder, file)] as const,
    );
  });
  return new Map(entries);
}

/** The violations among the given files. */
export function boundaryFindings(
  sources: readonly SourceFacts[],
  entries: Entries = new Map(),
): readonly string[] {
  const perImport = sources.flatMap(({ path, imports }) =>
    imports.flatMap((fact) => {
      const from = livesAs(path);
      return rules
        .flatMap((rule) => rule(from, fact) ?? [])
        .map((problem) => `${path}:${fact.line} ${problem}`);
    }),
  );
  const cycles = cyclesOf(importGraph(sources, entries)).map((cycle) => `import cycle: ${cycle.join(' → ')}`);
  return [...perImport, ...cycles];
}

/** The path that decides a file's rights: a template has those of the server it becomes. */
function livesAs(path: string): string {
  return path.replace(/^tooling\/repo\/templates\/(?:stored-)?server\//, 'servers/template/');
}

type Rule = (path: string, fact: ImportFact) => string | undefined;

const exportEverything: Rule = (_, { kind, specifier }) =>
  kind === 'everything' ? `re-exports everything from ${specifier}; name what is public` : undefined;

const deepImport: Rule = (path, { specifier }) => {
  const inside =
    /^@patchbay\/[^/]+\/src\//.test(specifier) ||
    (specifier.startsWith('.') && packageOf(resolved(path, specifier)) !== packageOf(path));
  return inside
    ? `reaches into another package by ${specifier}; import what that package exports`
    : undefined;
};

const sdkImport: Rule = (path, { specifier }) => {
  if (!specifier.startsWith('@modelcontextprotocol/')) return undefined;
  return sdkHomes.some((home) => home.test(path))
    ? undefined
    : 'imports the MCP SDK; only packages/serve/src/sdk and tooling/testkit may';
};

const ourPackages: Rule = (path, { specifier }) => {
  const target = /^@patchbay\/(.+)$/.exec(specifier)?.[1];
  const layer = layerOf(path);
  if (target === undefined || layer === undefined) return undefined;
  const allowed = layer.ours.some((entry) =>
    entry.endsWith('/*') ? target.startsWith(entry.slice(0, -1)) : target === entry,
  );
  return allowed
    ? undefined
    : `imports ${specifier}; ${layer.name} may import ${listing(layer.ours)} of ours`;
};

const otherPackages: Rule = (path, { specifier }) => {
  const layer = layerOf(path);
  const foreign = !specifier.startsWith('.') && !specifier.startsWith('@patchbay/');
  if (!foreign || layer?.others === undefined) return undefined;
  return layer.others.some((pattern) => pattern.test(specifier))
    ? undefined
    : `imports ${specifier}; ${layer.name} may not`;
};

const ownFiles: Rule = (path, { specifier }) => {
  const layer = layerOf(path);
  if (!specifier.startsWith('.') || layer?.own === undefined) return undefined;
  const target = resolved(path, specifier);
  if (packageOf(target) !== packageOf(path)) return undefined;
  const inPackage = target.split('/').slice(3).join('/');
  return layer.own.some((pattern) => pattern.test(inPackage))
    ? undefined
    : `imports ${specifier}; ${layer.name} may not reach there`;
};

/** The backends of a server stand in for each other, so none may need another. */
const otherBackend: Rule = (path, { specifier }) => {
  const mine = backendOf(path);
  if (mine === undefined || isTestSupport(path) || !specifier.startsWith('.')) return undefined;
  const theirs = backendOf(resolved(path, specifier));
  return theirs === undefined || theirs === mine
    ? undefined
    : `imports ${specifier} of another backend; what both need goes to a room of the domain or to policy`;
};

function backendOf(path: string): string | undefined {
  return /^servers\/[^/]+\/src\/backends\/[^/]+\//.exec(path)?.[0];
}

const rules: readonly Rule[] = [
  exportEverything,
  deepImport,
  sdkImport,
  ourPackages,
  otherPackages,
  ownFiles,
  otherBackend,
];

function layerOf(path: string): Layer | undefined {
  return isTestSupport(path) ? undefined : layers.find(({ files }) => files.test(path));
}

function packageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function resolved(path: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(path), specifier));
}

function listing(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Which file imports which. A type counts: two modules that know each other can only be understood together. */
function importGraph(
  sources: readonly SourceFacts[],
  entries: Entries,
): ReadonlyMap<string, readonly string[]> {
  const fileOf = (path: string, specifier: string) =>
    specifier.startsWith('.') ? resolved(path, specifier) : entries.get(specifier);
  return new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.flatMap(({ specifier }) => fileOf(path, specifier) ?? []),
    ]),
  );
}
