import type { FileHandle } from 'node:fs/promises';
import { realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { notFound, permissionDenied, type ToolError, tooLarge, validationError } from '@patchbay/schemas';
import { openInside } from './open-inside.ts';
import { readPathText } from './segments.ts';
import { type Folder, pathInside, walkInside } from './walk.ts';

/** A folder whose files callers may name. */
export interface RootOptions {
  /** The folder; the root of a file system and those of the kernel are refused. */
  readonly path: string;
  /** What callers call it; the folder's own name by default. */
  readonly name?: string;
  /** Larger files are refused. */
  readonly maxFileBytes: number;
}

/** A regular file inside of a root, open for reading. Close it, or hold it by `await using`. */
export interface RootFile extends AsyncDisposable {
  /** The name of its root. */
  readonly root: string;
  /** From the root down, links resolved, separated by `/`: the same for every way to the file. */
  readonly path: string;
  /** Where it was when it was opened, for engines that open files themselves; never for a caller. */
  readonly absolutePath: string;
  readonly size: number;
  readonly modifiedAt: Date;
  /** The descriptor that was judged. */
  readonly handle: FileHandle;
  /** The whole content; `too_large` when the file has grown over its root's limit since it was opened. */
  read(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Folders whose files callers may name, and nothing else. */
export interface Roots {
  /** What callers may begin a path with. */
  readonly names: readonly string[];
  /**
   * Opens the file that a caller names: by a path from the root down, begun with the root's name when there are
   * several, or by an absolute path.
   *
   * Rejects with a `ToolError` that names `field`: `validation_error` for what is no plain path, `permission_denied` for
   * what lies outside, whether or not it exists, `not_found` for what is no readable regular file, `too_large`.
   */
  resolve(path: string, options: { readonly field: string }): Promise<RootFile>;
}

interface Root extends Folder {
  readonly name: string;
  readonly maxFileBytes: number;
}

const windows = process.platform === 'win32';
/** Files there are not what they seem: they have no size, and show other processes. */
const kernelFolder = /^\/(proc|dev|sys)(\/|$)/;

/**
 * Opens a list of allowed folders. Rejects with a `TypeError`, for the operator, when one is absent, no folder, too wide,
 * or named like another one.
 *
 * @example
 * const roots = await openRoots([{ path: '/srv/inbox' }]);
 * const file = await roots.resolve(path, { field: 'path' });
 */
export async function openRoots(folders: readonly RootOptions[]): Promise<Roots> {
  const roots = await Promise.all(folders.map(openRoot));
  const names = roots.map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw new TypeError(`two allowed folders have one name: ${names.join(', ')}`);
  return {
    names,
    async resolve(path, { field }) {
      const { root, way } = locate(roots, path, field);
      const walk = await walkInside(root, way);
      if (walk.kind === 'outside') throw refusals.outside(field, names);
      const opened = walk.kind === 'inside' ? await openInside(root, walk.path) : undefined;
      if (opened === undefined) throw refusals.absent(field);
      const { handle, stats } = opened;
      if (stats.size > root.maxFileBytes) {
        await handle.close();
        throw refusals.tooLarge(field, root.maxFileBytes);
      }
      const close = (): Promise<void> => handle.close();
      return {
        root: root.name,
        path: opened.names.join('/'),
        absolutePath: join(root.real, ...opened.names),
        size: stats.size,
        modifiedAt: stats.mtime,
        handle,
        read: () => readAtMost(handle, root.maxFileBytes, field),
        close,
        [Symbol.asyncDispose]: close,
      };
    },
  };
}

async function openRoot({ path, name, maxFileBytes }: RootOptions): Promise<Root> {
  const given = resolve(path);
  const real = await realpath(given).catch((cause: unknown) => {
    throw new TypeError(`the allowed folder ${given} cannot be read`, { cause });
  });
  if (!(await stat(real)).isDirectory()) throw new TypeError(`the allowed folder ${given} is no folder`);
  if (resolve(real, '..') === real || kernelFolder.test(real))
    throw new TypeError(`the allowed folder ${given} is too wide; name the folder that holds the files`);
  return { given, real, name: name ?? basename(given), maxFileBytes };
}

/** Finds the root that a path begins in, and the names from there down. */
function locate(
  roots: readonly Root[],
  path: string,
  field: string,
): { readonly root: Root; readonly way: readonly string[] } {
  const names = roots.map(({ name }) => name);
  const text = readPathText(path, windows);
  if (text.kind === 'refused') throw refusals.unreadable(field, text.why);
  if (text.kind === 'absolute') {
    const absolute = text.drive + sep + text.segments.join(sep);
    for (const root of roots) {
      const way = pathInside(root, absolute);
      if (way !== undefined) return { root, way };
    }
    throw refusals.outside(field, names);
  }
  const [first, ...others] = text.segments;
  const named = roots.find(({ name }) => name === first);
  if (named !== undefined && roots.length > 1) return { root: named, way: others };
  const [only] = roots;
  if (only === undefined || roots.length > 1) throw refusals.outside(field, names);
  return { root: only, way: text.segments };
}

/** Reads a file that may grow meanwhile. */
async function readAtMost(handle: FileHandle, maxBytes: number, field: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of handle.createReadStream({ start: 0, end: maxBytes, autoClose: false })) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    size += bytes.length;
  }
  if (size > maxBytes) throw refusals.tooLarge(field, maxBytes);
  return Buffer.concat(pieces, size);
}

/** None of these tells an absolute path, or whether anything exists outside. */
const refusals = {
  unreadable: (field: string, why: string): ToolError =>
    validationError(`${field} ${why}.`, {
      hint: `Give ${field} as a plain path from an allowed folder down, such as reports/2026.csv.`,
    }),
  outside: (field: string, names: readonly string[]): ToolError =>
    permissionDenied(`${field} leads outside of the allowed folders.`, {
      hint:
        names.length === 0
          ? 'No folder is allowed; the operator can name some.'
          : `Allowed: ${names.join(', ')}.`,
    }),
  absent: (field: string): ToolError =>
    notFound(`${field} names no file that can be read.`, {
      hint: 'Check the spelling, upper and lower case included; folders and special files cannot be read.',
    }),
  tooLarge: (field: string, maxBytes: number): ToolError =>
    tooLarge(`The file that ${field} names is larger than ${maxBytes} bytes.`, {
      hint: 'Choose a smaller file.',
    }),
} as const;
