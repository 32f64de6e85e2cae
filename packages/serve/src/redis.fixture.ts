import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';

// biome-ignore lint/style/noProcessEnv: tests are told by the environment which services to use
const environment = process.env;
const url = environment['PATCHBAY_TEST_REDIS'] ?? 'redis://127.0.0.1:6379/15';
const { hostname, port, pathname } = new URL(url);
const problem = await redisProblem();

/**
 * Declares tests that need Redis.
 *
 * Without one they are skipped, and say so; under `REQUIRE_SERVICES=1` that is a failure. `PATCHBAY_TEST_REDIS` names
 * another one than database 15 of this machine.
 */
export function describeRedis(title: string, suite: (url: string) => void): void {
  if (problem === undefined) {
    describe(title, () => suite(url));
    return;
  }
  if (environment['REQUIRE_SERVICES'] === '1') {
    test(`${title}: Redis answers`, () => expect.fail(problem));
    return;
  }
  process.stderr.write(`tests on Redis are skipped: ${problem}\n`);
  describe.skip(`${title} (skipped: ${problem})`, () => suite(url));
}

async function redisProblem(): Promise<string | undefined> {
  const socket = connect(Number(port || 6379), hostname);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(10_000) });
    return undefined;
  } catch {
    return `nothing answers at ${hostname}:${port || 6379}`;
  } finally {
    socket.destroy();
  }
}

/** A way to Redis that a test can cut. */
export interface RedisLine extends AsyncDisposable {
  readonly url: string;
  /** Closes all connections and accepts none. */
  cut(): Promise<void>;
  /** Keeps connections open and lets nothing through. */
  freeze(): void;
  mend(): Promise<void>;
}

/** Opens a way to Redis through a port of its own. */
export async function openRedisLine(): Promise<RedisLine> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const serve = (inbound: Socket) => {
    const outbound = connect(Number(port || 6379), hostname);
    for (const [from, to] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (!frozen) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  };
  const close = async (server: Server) => {
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const listenOn = async (at: number) => {
    const server = createServer(serve).listen(at, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listenOn(0);
  const address: AddressInfo | string | null = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${own}${pathname}`,
    cut: () => close(server),
    freeze() {
      frozen = true;
    },
    async mend() {
      frozen = false;
      if (!server.listening) server = await listenOn(own);
    },
    [Symbol.asyncDispose]: () => close(server),
  };
}
