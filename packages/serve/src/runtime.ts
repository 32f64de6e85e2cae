import {
  type AnyServer,
  type Caller,
  ConfigurationError,
  type Selection,
  type ServerDeps,
} from '@patchbay/core';
import {
  createEngine,
  createLayers,
  type Engine,
  localCaller,
  opened,
  type RateLimitOptions,
  resolveSelection,
  type SelectionOptions,
  toolsWithoutPorts,
  writesOf,
} from '@patchbay/core/engine';
import {
  createLogger,
  createRedactor,
  createRegistry,
  declareMcpMetrics,
  declareProcessMetrics,
  type Logger,
  type LogLevel,
  type McpMetrics,
  type Redactor,
  type Registry,
  startTelemetry,
  type Telemetry,
} from '@patchbay/observability';
import { type CommonConfig, commonConfig, configOf, type Environment, parseEnvironment } from './config.ts';
import { secretValues } from './secrets.ts';
import { openSetup } from './setup.ts';
import type { SharedRedis } from './shared-redis.ts';

/** What a running server is started from. */
export interface RuntimeOptions {
  readonly environment: Environment;
  readonly selection: SelectionOptions;
  readonly demo: boolean;
  readonly transport: 'stdio' | 'http';
  readonly logLevel: LogLevel;
}

/** A server with everything around it, ready for a transport. */
export interface Runtime {
  readonly engine: Engine;
  readonly deps: Promise<ServerDeps>;
  readonly common: CommonConfig;
  readonly log: Logger;
  readonly registry: Registry;
  readonly metrics: McpMetrics;
  readonly caller: Caller;
  readonly selection: Selection;
  /** What instances share, where the configuration names one. */
  readonly redis: SharedRedis | undefined;
  /** Closes ports, sends pending telemetry and writes the last log lines, within the deadline. */
  close(deadlineMs: number): Promise<void>;
}

/**
 * Reads the configuration and builds a server.
 *
 * @throws ConfigurationError naming every wrong variable; ToolError for an unknown toolset or tool.
 */
export async function createRuntime(server: AnyServer, options: RuntimeOptions): Promise<Runtime> {
  const { environment, demo } = options;
  const common = parseEnvironment(commonConfig, environment, 'PATCHBAY_');
  const config = configOf(server, environment);
  const hidden = toolsWithoutPorts(server, { config, demo });
  const exclude = [...(options.selection.exclude ?? []), ...hidden];
  const selection = resolveSelection(server, { ...options.selection, exclude });
  const redactor = createRedactor({ secrets: secretValues(environment, server.config, commonConfig) });
  const level = common.PATCHBAY_LOG_LEVEL ?? options.logLevel;
  const { log, registry, metrics, telemetry } = await observe(server, common, level, redactor);
  if (selection.tools.size === 0) log.warn({}, 'the selection leaves no tool: nothing can be called');
  const { tracer } = telemetry;
  const setup = openSetup({ common, config, demo, place: { environment }, log, metrics, tracer });
  const { redis } = setup;
  const deps = createDeps(server, setup);
  const rateLimit = options.transport === 'http' ? await callLimit(server.name, common, redis) : undefined;
  const writes = writesOf(deps);
  const ready = opened(deps);
  const knobs = knobsOf(server, common);
  const layers = createLayers({ ...knobs, rateLimit, ready, writes, tracer, metrics, redactor });
  const synthetic = server.synthetic?.({ config, demo });
  const engine = createEngine(server, { deps, log, layers, synthetic });
  return {
    engine,
    deps,
    common,
    log,
    registry,
    metrics,
    selection,
    redis,
    caller: { ...localCaller(server), ...server.localCaller?.(config) },
    close: (deadlineMs) => close({ deps, telemetry, redis, log }, deadlineMs),
  };
}

/** The log, metrics and traces of a server. */
async function observe(
  server: AnyServer,
  common: CommonConfig,
  level: RuntimeOptions['logLevel'],
  redactor: Redactor,
) {
  const { version } = server;
  const name = `patchbay-${server.name}`;
  const log = createLogger({ level, name, version, redactor });
  const registry = createRegistry({ redactor });
  const metrics = declareMcpMetrics(registry);
  declareProcessMetrics(registry, { name, version });
  const telemetry = await startTelemetry({
    serviceName: name,
    serviceVersion: version,
    env: common,
    logger: log,
    redactor,
    registry,
  });
  return { log, registry, metrics, telemetry };
}

function knobsOf({ personalData }: AnyServer, common: CommonConfig) {
  return {
    logArguments: common.PATCHBAY_LOG_ARGUMENTS ?? (personalData === true ? 'sizes' : 'values'),
    concurrency: common.PATCHBAY_CONCURRENCY,
    confirm: common.PATCHBAY_CONFIRM,
    responseTokens: common.PATCHBAY_RESPONSE_TOKENS,
  };
}

/** The limiter is loaded only when there is a limit, which spares its weight to servers on stdio. */
async function callLimit(
  server: string,
  { PATCHBAY_RATE_LIMIT: calls }: CommonConfig,
  redis: SharedRedis | undefined,
): Promise<RateLimitOptions | undefined> {
  if (calls === 0) return undefined;
  const { createLimiter } = await import('./limiter.ts');
  const windowSeconds = 60;
  const limiter = createLimiter({ name: `${server}:calls`, points: calls, windowSeconds, redis });
  return { calls, windowSeconds, limiter };
}

const unusable = 'the server could not be set up';

/** Starts building the ports without waiting; a failure reaches the first call and the health report. */
function createDeps(server: AnyServer, setup: Parameters<AnyServer['createDeps']>[0]): Promise<ServerDeps> {
  const deps = (async () => server.createDeps(setup))();
  deps.catch((error: unknown) => {
    // what an operator can mend has its reason in its message, and no need of a stack
    if (error instanceof ConfigurationError) setup.log.error({ reason: error.message }, unusable);
    else setup.log.error({ err: error }, unusable);
  });
  return deps;
}

interface Running {
  readonly deps: Promise<ServerDeps>;
  readonly telemetry: Telemetry;
  readonly redis: SharedRedis | undefined;
  readonly log: Logger;
}

async function close({ deps, telemetry, redis, log }: Running, deadlineMs: number): Promise<void> {
  const closing = deps.then(
    (ready) => ready.close(),
    () => undefined,
  );
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, deadlineMs).unref();
  });
  await Promise.race([Promise.allSettled([closing, telemetry.shutdown(deadlineMs), redis?.close()]), late]);
  await log.flush();
}
