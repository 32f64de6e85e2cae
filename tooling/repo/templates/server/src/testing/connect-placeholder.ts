import { type ConnectOptions, connect, type TestClient, testSetup } from '@patchbay/testkit';
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
  return createPlaceholderDeps(testSetup(placeholderConfig.parse({}), { demo: true }));
}
