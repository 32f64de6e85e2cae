import type { ServerResponse } from 'node:http';
import type { ServerDeps } from '../../define/server.ts';
import { replyJson } from './reply.ts';

const probeMs = 2000;

/** Answers `/healthz`: the process runs. */
export function replyHealth(
  res: ServerResponse,
  server: { readonly name: string; readonly version: string },
): void {
  replyJson(res, 200, { status: 'ok', server: server.name, version: server.version });
}

/**
 * Answers `/readyz`: 200 while calls can be served, 503 while draining or while a required dependency is down.
 *
 * A dependency that is not required, or that is down but bridged by cached answers, leaves the server ready; the
 * body says so.
 */
export async function replyReadiness(
  res: ServerResponse,
  deps: Promise<ServerDeps>,
  draining: boolean,
): Promise<void> {
  if (draining) {
    replyJson(res, 503, { status: 'draining', dependencies: [] });
    return;
  }
  const dependencies = await dependenciesOf(deps);
  const down =
    dependencies === undefined || dependencies.some(({ required, status }) => required && status === 'down');
  const degraded = dependencies?.some(({ status }) => status === 'down' || status === 'degraded') === true;
  const status = down ? 'unavailable' : degraded ? 'degraded' : 'ready';
  replyJson(res, down ? 503 : 200, { status, dependencies: dependencies ?? [] });
}

async function dependenciesOf(deps: Promise<ServerDeps>) {
  try {
    const ready = await deps;
    return await ready.health({ probe: false, signal: AbortSignal.timeout(probeMs) });
  } catch {
    return undefined;
  }
}
