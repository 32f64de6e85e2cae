/** What a file is to somebody who reads the repository. */
export type FileKind = 'source' | 'test' | 'generated' | 'manifest';

const code = /\.(?:[cm]?[jt]s|sql)$/;
const generated = /\.gen\.[a-z]+$|\/migrations\//;
const test = /\.(?:test|fixture)\.ts$|\/src\/testing(?:\/|\.ts$)|\/(?:fixture|fixtures)\//;
const manifest = /(?:^|\/)(?:build|vitest|vite)\.config\.ts$/;

/**
 * Source is code that people write and ship or run: TypeScript, and SQL outside of migrations. Manifests are all files
 * that are no code, such as package.json, README.md and surface.json, and the configuration of the build.
 */
export function kindOf(path: string): FileKind {
  if (generated.test(path)) return 'generated';
  if (!code.test(path) || manifest.test(path)) return 'manifest';
  return test.test(path) ? 'test' : 'source';
}

/** The package that a file belongs to; undefined outside of packages, servers and tooling. */
export function packageOf(path: string): string | undefined {
  return /^(?:packages|servers|tooling)\/[^/]+(?=\/)/.exec(path)?.[0];
}
