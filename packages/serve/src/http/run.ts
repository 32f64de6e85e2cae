/** Serving over HTTP as a process does it: from the configuration to the last signal. */
import { exitOnCrash, METRICS_CONTENT_TYPE } from '@patchbay/observability';
import { endSignals, ignoreInspectorSignal } from '../end-signals.ts';
import type { Runtime } from '../runtime.ts';
import { openGate } from './auth/open-gate.ts';
import { isLoopback, loopbackNames } from './guards.ts';
import { type HttpServer, listen } from './http-server.ts';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Listen on an address that others can reach although nobody is authenticated. */
  readonly allowUnauthenticated: boolean;
  /** The file for keys where the configuration names no other place. */
  readonly keysFile?: string | undefined;
}

const closeMs = 2000;

/**
 * Starts the HTTP server of a runtime.
 *
 * @throws ConfigurationError on an address that others can reach without a key, unless that was asked for.
 */
export async function startHttp(runtime: Runtime, options: ListenOptions): Promise<HttpServer> {
  const { common, registry, metrics, engine, log, caller, redis } = runtime;
  const { host, port, allowUnauthenticated, keysFile } = options;
  const server = engine.server.name;
  const gate = await openGate({ server, common, log, redis, keysFile, host, allowUnauthenticated, caller });
  return listen({
    engine,
    deps: runtime.deps,
    log,
    host,
    port,
    guard: {
      allowedHosts: common.PATCHBAY_ALLOWED_HOSTS ?? [...loopbackNames, ...(isLoopback(host) ? [] : [host])],
      allowedOrigins: common.PATCHBAY_ALLOWED_ORIGINS ?? [],
    },
    gate,
    caller,
    selection: runtime.selection,
    maxBodyBytes: common.PATCHBAY_MAX_BODY_BYTES,
    maxConnections: common.PATCHBAY_MAX_CONNECTIONS,
    stateKey: common.PATCHBAY_STATE_KEY,
    fastLane: common.PATCHBAY_FAST_LANE,
    metrics: () => ({ contentType: METRICS_CONTENT_TYPE, text: registry.expose() }),
    health: () => [...gate.health(), ...(redis === undefined ? [] : [redis.health()])],
    onRefusal: (reason) => metrics.rejections.cell({ reason }).inc(),
  });
}

/** Serves HTTP until a signal arrives, then lets calls in flight finish; a second signal ends at once. */
export async function runHttp(runtime: Runtime, options: ListenOptions): Promise<void> {
  exitOnCrash(runtime.log, process);
  ignoreInspectorSignal();
  const server = await startHttp(runtime, options);
  runtime.log.info({ url: `${server.origin}/mcp` }, 'listening');
  let ending = false;
  const end = async (signal: string) => {
    if (ending) process.exit(1);
    ending = true;
    runtime.log.info({ signal }, 'draining');
    const left = await server.drain(runtime.common.PATCHBAY_DRAIN_MS);
    if (left > 0) runtime.log.warn({ left }, 'calls were cut off at the deadline');
    await runtime.close(closeMs);
    process.exit(0);
  };
  for (const signal of endSignals) process.on(signal, () => void end(signal));
}
