import { homedir, tmpdir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { Paths } from '@patchbay/core';

/** What tells where the files of a user belong. */
export interface UserPlace {
  /** `XDG_DATA_HOME`, `XDG_CACHE_HOME` and `LOCALAPPDATA` count. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** This machine's unless given. */
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
}

/** The folders that all servers share, by the customs of the system: XDG, the Library of macOS, the local data of Windows. */
export function pathsOf({ environment, platform = process.platform, home = homedir() }: UserPlace): Paths {
  const set = (name: string) => environment[name]?.trim() || undefined;
  const temporary = tmpdir();
  if (platform === 'win32') {
    const local = set('LOCALAPPDATA') ?? win32.join(home, 'AppData', 'Local');
    return { data: win32.join(local, 'patchbay'), cache: win32.join(local, 'patchbay', 'cache'), temporary };
  }
  if (platform === 'darwin') {
    const library = posix.join(home, 'Library');
    return {
      data: posix.join(library, 'Application Support', 'patchbay'),
      cache: posix.join(library, 'Caches', 'patchbay'),
      temporary,
    };
  }
  return {
    data: posix.join(set('XDG_DATA_HOME') ?? posix.join(home, '.local', 'share'), 'patchbay'),
    cache: posix.join(set('XDG_CACHE_HOME') ?? posix.join(home, '.cache'), 'patchbay'),
    temporary,
  };
}
