import { posix, win32 } from 'node:path';
import type { Host } from './host.ts';

/** The folder for the user's data, by the customs of the system. */
function dataFolder({ platform, environment, home }: Host): string {
  const set = (name: string) => environment[name]?.trim() || undefined;
  if (platform === 'win32')
    return win32.join(set('LOCALAPPDATA') ?? win32.join(home, 'AppData', 'Local'), 'patchbay');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'patchbay');
  return posix.join(set('XDG_DATA_HOME') ?? posix.join(home, '.local', 'share'), 'patchbay');
}

/** The file for a server's keys, where nothing else is configured. */
export function defaultKeysFile(server: string, host: Host): string {
  const { join } = host.platform === 'win32' ? win32 : posix;
  return join(dataFolder(host), `${server}-keys.json`);
}
