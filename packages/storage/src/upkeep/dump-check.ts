import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Store } from '../store.ts';

/** Whether a PostgreSQL store can be backed up from this machine. */
export interface DumpReadiness {
  readonly ready: boolean;
  readonly detail: string;
  /** What to do, when it cannot. */
  readonly fix?: string;
}

/** Looks for `pg_dump`, which refuses a database newer than itself; asks the database for its version. */
export async function checkDump(store: Pick<Store, 'internal'>, program = 'pg_dump'): Promise<DumpReadiness> {
  const needed = await store.internal.transaction({ mode: 'read' }, async ({ query }) => {
    const [row] = await query('SHOW server_version_num');
    return Math.floor(Number(row?.[0]) / 10_000);
  });
  const fix = `install the client tools of PostgreSQL ${needed} or newer, or back up elsewhere`;
  const found = await majorOf(program);
  if (found === undefined) return { ready: false, detail: `${program} is not installed`, fix };
  const detail = `${program} ${found}, for PostgreSQL ${needed}`;
  return found < needed ? { ready: false, detail: `${detail}: too old`, fix } : { ready: true, detail };
}

async function majorOf(program: string): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 2_000 });
    const [, major] = /\(PostgreSQL\) (\d+)/.exec(stdout) ?? [];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}
