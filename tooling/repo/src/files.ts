import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';

/**
 * Paths of the repository's own files relative to its root, sorted: what git tracks or would track.
 *
 * Outside a git checkout it is everything but installed and built files.
 */
export function repositoryFiles(root: string): readonly string[] {
  const listed = gitFiles(root) ?? walk(root);
  return [...new Set(listed)].sort();
}

function gitFiles(root: string): readonly string[] | undefined {
  try {
    const list = (...more: string[]) =>
      execFileSync('git', ['ls-files', '-z', ...more], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .split('\0')
        .filter(Boolean);
    const gone = new Set(list('--deleted'));
    return list('--cached', '--others', '--exclude-standard').filter((path) => !gone.has(path));
  } catch {
    return undefined;
  }
}

const notOurs = new Set(['node_modules', 'dist', '.turbo', 'coverage', '.git']);

function walk(root: string): readonly string[] {
  return globSync('**/*', { cwd: root, withFileTypes: true, exclude: (entry) => notOurs.has(entry.name) })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1));
}
