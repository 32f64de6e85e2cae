import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AnyServer, DependencyHealth } from '@patchbay/core';
import { createRuntime } from '@patchbay/serve/testing';
import { z } from 'zod';
import { loadServer } from '../load-server.ts';
import { compileCache } from './compile-cache.ts';

/** Whether a server answers with live data, and if not, why. */
export interface Liveness {
  readonly live: boolean;
  /** What keeps it from live data, for the operator. */
  readonly reason?: string;
}

/** How long the dependencies of a server may take to show that they answer. */
const probeMs = 2000;

/** How long loading a server from its sources may take, on the slowest machine. */
const loadMs = 30_000;

/** Live when every required dependency answered. */
export function livenessOf(dependencies: readonly DependencyHealth[]): Liveness {
  const missing = dependencies.filter(({ required, status }) => required && status !== 'up');
  if (missing.length === 0) return { live: true };
  return { live: false, reason: `${missing.map(({ name }) => name).join(', ')} did not answer` };
}

/** Whether a server keeps data of its own and no setting says where: then nothing of the user's is to be touched. */
export function isUnasked(
  server: Pick<AnyServer, 'commands' | 'config'>,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (server.commands?.some(({ name }) => name === 'backup') !== true) return false;
  return !Object.keys(server.config.shape).some((name) => (environment[name] ?? '') !== '');
}

const liveness = z.object({ live: z.boolean(), reason: z.string().optional() });

/** Asks a server's dependencies in a process of their own, so that nothing of it stays behind. */
export async function probeServer(folder: string): Promise<Liveness> {
  const run = promisify(execFile);
  try {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'probe.ts'), folder], {
      timeout: loadMs + probeMs,
      env: { ...compileCache, ...process.env },
    });
    const { live, reason } = liveness.parse(JSON.parse(stdout));
    return { live, ...(reason !== undefined && { reason }) };
  } catch {
    return { live: false, reason: 'its dependencies could not be asked' };
  }
}

async function probe(folder: string): Promise<Liveness> {
  const server = await loadServer(folder);
  if (isUnasked(server, process.env)) return { live: false, reason: 'no setting names data of yours' };
  try {
    const runtime = await createRuntime(server, {
      environment: { ...process.env, PATCHBAY_LOG_LEVEL: 'silent', OTEL_SDK_DISABLED: 'true' },
      selection: {},
      demo: false,
      transport: 'http',
      logLevel: 'silent',
    });
    const deps = await runtime.deps;
    return livenessOf(await deps.health({ probe: true, signal: AbortSignal.timeout(probeMs) }));
  } catch (error) {
    return { live: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

// run as a program, it prints the liveness of the server whose folder is named
if (import.meta.main) {
  process.stdout.write(JSON.stringify(await probe(process.argv[2] ?? '.')), () => process.exit(0));
}
