import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What tells where the data of a user belongs. */
export interface UserPlace {
  /** `XDG_DATA_HOME` and `LOCALAPPDATA` count. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** This machine's unless given. */
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
}

/** A file, or the folder itself, among the user's data of all servers, by the customs of the system. */
export function userDataPath(
  { environment, platform = process.platform, home = homedir() }: UserPlace,
  ...file: readonly string[]
): string {
  const set = (name: string) => environment[name]?.trim() || undefined;
  if (platform === 'win32')
    return win32.join(set('LOCALAPPDATA') ?? win32.join(home, 'AppData', 'Local'), 'patchbay', ...file);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'patchbay', ...file);
  return posix.join(set('XDG_DATA_HOME') ?? posix.join(home, '.local', 'share'), 'patchbay', ...file);
}
