import { lstat, readlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

const windows = process.platform === 'win32';

/** More links than Linux follows are a circle. */
const MOST_LINKS = 40;

/** Where a path inside a folder leads: to a file there, to nothing, or out of it. */
export type Walk =
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'outside' | 'absent' };

/** A folder under the name that its operator gave and the one that the system knows. */
export interface Folder {
  readonly given: string;
  readonly real: string;
}

/**
 * Follows a path from a folder down, one name after the other, reading each link itself.
 *
 * The way so far never holds a link, so that `..` in the target of a link means what the system means by it. A way that
 * leads out is seen before anything outside is touched: whether there is something makes no difference.
 */
export async function walkInside(folder: Folder, names: readonly string[]): Promise<Walk> {
  const rest = [...names];
  let path = folder.real;
  let links = 0;
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '..') {
      if (path === folder.real) return { kind: 'outside' };
      path = dirname(path);
      continue;
    }
    const next = join(path, name);
    const target = await linkAt(next);
    if (target === 'absent') return { kind: 'absent' };
    if (target === 'none') {
      path = next;
      continue;
    }
    links += 1;
    const onward = namesOf(folder, target.leadsTo);
    if (onward === undefined || links > MOST_LINKS) return { kind: 'outside' };
    rest.unshift(...onward);
    if (isAbsolute(target.leadsTo)) path = folder.real;
  }
  return { kind: 'inside', path };
}

/** The names that the target of a link leads over; undefined when it begins elsewhere than in the folder. */
function namesOf(folder: Folder, target: string): readonly string[] | undefined {
  const names = target.split(windows ? /[\\/]/ : sep).filter((name) => name !== '' && name !== '.');
  if (!isAbsolute(target)) return names;
  return names.includes('..') ? undefined : pathInside(folder, target);
}

/** The names that lead from a folder to an absolute path by its text; undefined when it lies elsewhere. */
export function pathInside({ given, real }: Folder, absolute: string): readonly string[] | undefined {
  for (const base of [real, given]) {
    const way = relative(base, absolute);
    if (way === '') return [];
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) continue;
    return way.split(sep);
  }
  return undefined;
}

/** Whether a link is at a path, and where it leads. */
async function linkAt(path: string): Promise<{ readonly leadsTo: string } | 'none' | 'absent'> {
  try {
    const entry = await lstat(path);
    return entry.isSymbolicLink() ? { leadsTo: await readlink(path) } : 'none';
  } catch {
    return 'absent';
  }
}
