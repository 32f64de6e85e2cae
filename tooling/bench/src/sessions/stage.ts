import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Keys, makeKey } from '../keys.ts';
import { type ServerProcess, startServer } from '../server-process.ts';

/** The servers that a run can be played against, with the flags of their keys. */
const keyFlags = {
  weather: [],
  crm: ['--role', 'admin', '--scopes', 'crm:read,crm:write,crm:delete'],
} as const;

/** A server that a run can be played against. */
export type ServerName = keyof typeof keyFlags;

/** Whether there is a run against a server of this name. */
export function isServerName(name: string): name is ServerName {
  return Object.hasOwn(keyFlags, name);
}

/** A bundled server on demo data, with a folder of its own and a key that it asks for. */
export interface Stage extends AsyncDisposable {
  readonly server: ServerProcess;
  readonly folder: string;
  /** What callers show. */
  readonly headers: Keys['headers'];
}

/** Counted at every call and never reached. */
const unreached = '1000000000';

/** Starts a server for one run; its data and its keys are gone after the disposal. */
export async function openStage(name: ServerName): Promise<Stage> {
  const bin = `${import.meta.dirname}/../../../../servers/${name}/dist/bin.js`;
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-sessions-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const keys = makeKey(bin, folder, keyFlags[name]);
    const server = await startServer({
      args: [bin, 'http', '--demo', '--port'],
      shown: true,
      detached: true,
      environment: {
        ...keys.environment,
        // demonstration data is kept in the temporary folder
        TMPDIR: folder,
        PATCHBAY_LOG_LEVEL: 'error',
        PATCHBAY_RATE_LIMIT: unreached,
        PATCHBAY_ADDRESS_LIMIT: unreached,
        PATCHBAY_CONCURRENCY: '10000',
      },
    });
    const close = async () => {
      await server.kill();
      process.off('exit', remove);
      remove();
    };
    return { server, folder, headers: keys.headers, [Symbol.asyncDispose]: close };
  } catch (error) {
    remove();
    throw error;
  }
}
