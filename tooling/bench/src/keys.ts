import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { member } from './json.ts';

/** A place for keys with one in it. */
export interface Keys {
  /** What a server that asks for the key is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a caller shows. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes an API key of a bundled server in a folder; flags are those of its `keys create`. */
export function makeKey(bin: string, folder: string, flags: readonly string[] = []): Keys {
  const environment = { PATCHBAY_KEYS_FILE: join(folder, 'keys.json'), PATCHBAY_AUTH: 'keys' };
  const made: unknown = JSON.parse(
    execFileSync(process.execPath, [bin, 'keys', 'create', '--name', 'bench', ...flags, '--json'], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    }),
  );
  return { environment, headers: { authorization: `Bearer ${member(made, 'key')}` } };
}
