import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Client, Level, PathBySystem, RootedPath, System } from './clients.ts';
import type { Host } from './host.ts';

/** The absolute path of a client's file, or undefined where the client has none of that level on this system. */
export function clientFile(client: Client, host: Host, level: Level = client.usual): string | undefined {
  const file = client.files[level];
  return file === undefined ? undefined : resolve(file, host);
}

/** Whether the client seems to be installed. */
export function isFound(client: Client, host: Host): boolean {
  return client.traces.some((trace) => {
    const path = resolve(trace, host);
    return path !== undefined && existsSync(path);
  });
}

/** A path as people write it, with `~` for the home directory. */
export function shortPath(path: string, { home }: Host): string {
  const rest = path.slice(home.length);
  return path.startsWith(home) && /^[\\/]/.test(rest) ? `~${rest}` : path;
}

function resolve(path: PathBySystem, host: Host): string | undefined {
  const rooted: RootedPath | undefined = typeof path === 'string' ? path : path[systemOf(host)];
  if (rooted === undefined) return undefined;
  const { join } = host.platform === 'win32' ? win32 : posix;
  const slash = rooted.indexOf('/');
  return join(rootOf(rooted.slice(0, slash), host, join), rooted.slice(slash + 1));
}

/** Systems that have no column of their own keep their files as Linux does. */
function systemOf({ platform }: Host): System {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

function rootOf(root: string, host: Host, join: (...parts: string[]) => string): string {
  const { environment, home } = host;
  const set = (name: string) => environment[name]?.trim() || undefined;
  switch (root) {
    case '~':
      return home;
    case '.':
      return host.directory;
    case '%APPDATA%':
      return set('APPDATA') ?? join(home, 'AppData', 'Roaming');
    case '$XDG_CONFIG_HOME':
      return set('XDG_CONFIG_HOME') ?? join(home, '.config');
    case '$CODEX_HOME':
      return set('CODEX_HOME') ?? join(home, '.codex');
    default:
      throw new Error(`There is no root "${root}".`);
  }
}
