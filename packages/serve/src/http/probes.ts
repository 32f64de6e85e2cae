/** The probes of orchestrators. */
import type { ServerResponse } from 'node:http';
import type { DependencyHealth, ServerDeps } from '@patchbay/core';
import { replyJson } from './reply.ts';

const probeMs = 2000;

/** Answers `/healthz`: the process runs. */
export function replyHealth(
  res: ServerResponse,
  server: { readonly name: string; readonly version: string },
): void {
  replyJson(res, 200, { status: 'ok', server: server.name, version: server.version });
}

/** What readiness is judged by. */
export interface Readiness {
  readonly deps: Promise<ServerDeps>;
  /** The state of what serving itself depends on. */
  readonly health: readonly DependencyHealth[];
  readonly draining: boolean;
  /** Whether the one who asks may know what the server depends on. */
  readonly detailed: boolean;
}

/**
 * Answers `/readyz`: 200 while calls can be served, 503 while draining or while a required dependency is down.
 *
 * A dependency that is not required, or that is down but bridged by cached answers, leaves the server ready; the
 * body says so.
 */
export async function replyReadiness(
  res: ServerResponse,
  { deps, health, draining, detailed }: Readiness,
): Promise<void> {
  const details = (dependencies: readonly DependencyHealth[]) =>
    detailed ? { dependencies: dependencies.map(({ cause: _, ...shown }) => shown) } : {};
  if (draining) return replyJson(res, 503, { status: 'draining', ...details([]) });
  const { status, dependencies } = await readinessOf({ deps, health });
  return replyJson(res, status === 'unavailable' ? 503 : 200, { status, ...details(dependencies) });
}

/** How ready a server is, in one word, and what the word comes from. */
export async function readinessOf({ deps, health }: Pick<Readiness, 'deps' | 'health'>): Promise<{
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly dependencies: readonly DependencyHealth[];
}> {
  const ports = await dependenciesOf(deps);
  const all = [...(ports ?? []), ...health];
  const down = ports === undefined || all.some(({ required, status }) => required && status === 'down');
  const degraded = all.some(({ status }) => status === 'down' || status === 'degraded');
  return { status: down ? 'unavailable' : degraded ? 'degraded' : 'ready', dependencies: all };
}

async function dependenciesOf(deps: Promise<ServerDeps>) {
  try {
    const ready = await deps;
    return await ready.health({ probe: false, signal: AbortSignal.timeout(probeMs) });
  } catch {
    return undefined;
  }
}
