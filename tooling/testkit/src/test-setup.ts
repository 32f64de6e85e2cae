import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerSetup } from '@patchbay/core';
import { createLogger, createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';

/** What a server's `createDeps` is called with in tests: silent, alone, without proxy and Redis. */
export function testSetup<Config>(
  config: Config,
  parts: Partial<ServerSetup<Config>> = {},
): ServerSetup<Config> {
  const folder = join(tmpdir(), 'patchbay-test');
  return {
    config,
    demo: false,
    log: createLogger({ level: 'silent', name: 'test', version: '0.0.0' }),
    metrics: declareMcpMetrics(createRegistry()),
    tracer: noopTracer,
    proxy: undefined,
    redis: undefined,
    paths: { data: join(folder, 'data'), cache: join(folder, 'cache'), temporary: tmpdir() },
    ...parts,
  };
}
