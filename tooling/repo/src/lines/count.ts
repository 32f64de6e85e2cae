import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../files.ts';
import { type FileKind, kindOf, packageOf } from './kinds.ts';

/** The lines of each kind in one package. */
export type PackageLines = Readonly<Record<FileKind, number>>;

const none: PackageLines = { source: 0, test: 0, generated: 0, manifest: 0 };

/** Lines by package, as the files are now. */
export function linesNow(root: string): ReadonlyMap<string, PackageLines> {
  return summed(
    repositoryFiles(root)
      .filter((path) => packageOf(path) !== undefined)
      .map((path) => [path, lineCount(readFileSync(join(root, path), 'utf8'))]),
  );
}

/** Lines by package as they were in a commit. @throws Error when git does not know it. */
export function linesAt(root: string, commit: string): ReadonlyMap<string, PackageLines> {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const nothing = git('hash-object', '-t', 'tree', '/dev/null').trim();
  return summed(
    git('diff', '--numstat', '--no-renames', '-z', nothing, `${commit}^{tree}`)
      .split('\0')
      .flatMap((entry) => {
        const [added = '', , path] = entry.split('\t');
        return path === undefined || added === '-' ? [] : [[path, Number(added)] as const];
      }),
  );
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.trimEnd().split('\n').length;
}

function summed(
  files: readonly (readonly [path: string, lines: number])[],
): ReadonlyMap<string, PackageLines> {
  const totals = new Map<string, PackageLines>();
  for (const [path, lines] of files) {
    const name = packageOf(path);
    if (name === undefined) continue;
    const sofar = totals.get(name) ?? none;
    const kind = kindOf(path);
    totals.set(name, { ...sofar, [kind]: sofar[kind] + lines });
  }
  return totals;
}
