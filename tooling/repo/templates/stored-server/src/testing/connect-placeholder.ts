import type { TestEngine } from '@patchbay/storage/testing';
import { type ConnectOptions, connect, type TestClient, testSetup } from '@patchbay/testkit';
import { server } from '../server.ts';

/** How a test connects to the placeholder server. */
export interface ConnectPlaceholderOptions extends ConnectOptions {
  /** Gives the database, as `eachEngine` does, empty; without one there is the demonstration's. */
  readonly engine?: TestEngine;
  readonly role?: 'editor' | 'reader';
}

/** Connects a real client to the placeholder server, through the protocol but without a socket. */
export async function connectPlaceholder({
  engine,
  role = 'editor',
  ...options
}: ConnectPlaceholderOptions = {}): Promise<TestClient> {
  const deps = await (engine === undefined ? createTestDeps() : createDepsOn(engine));
  const client = await connect(server, deps, { ...options, caller: { role } });
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await deps.close();
    },
  };
}

/** The server's real ports on the data of the demonstration. */
export async function createTestDeps() {
  return server.createDeps(testSetup(server.config.parse({}), { demo: true }));
}

async function createDepsOn(engine: TestEngine) {
  const { file, url } = await engine.database();
  const environment = url === undefined ? { PLACEHOLDER_DATABASE_FILE: file } : { DATABASE_URL: url };
  return server.createDeps(testSetup(server.config.parse(environment)));
}
