import { createLogger, createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';
import { type ConnectOptions, connect, type TestClient } from '@patchbay/testkit';
import { createPlaceholderDeps } from '../backends/memory/create-deps.ts';
import { placeholderConfig } from '../config.ts';
import type { PlaceholderDeps } from '../deps.ts';
import { server } from '../server.ts';

/** Connects a real client to the placeholder server, through the protocol but without a socket. */
export function connectPlaceholder(options: ConnectOptions = {}): Promise<TestClient> {
  return connect(server, createTestDeps(), options);
}

/** The server's real ports on its defaults. */
export function createTestDeps(): PlaceholderDeps {
  return createPlaceholderDeps({
    config: placeholderConfig.parse({}),
    demo: true,
    log: createLogger({ level: 'silent', name: server.name, version: server.version }),
    metrics: declareMcpMetrics(createRegistry()),
    tracer: noopTracer,
    proxy: undefined,
  });
}
