import type { AnyServer } from '@patchbay/core';
import { createRuntime, startHttp } from '@patchbay/serve/testing';
import { patient } from './patient.ts';

/** What a server is started from in a test. */
export interface ServeOptions {
  /** The server's environment; nothing is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it uses its demo data. */
  readonly demo?: boolean;
}

/** A server of this process that listens on a real socket. */
export interface ServedHttp extends AsyncDisposable {
  /** The address of its `/mcp`. */
  readonly url: URL;
}

/** Serves a server over HTTP on a free port of 127.0.0.1, as its binary would. */
export async function serveHttp(server: AnyServer, options: ServeOptions = {}): Promise<ServedHttp> {
  const runtime = await createRuntime(patient(server), {
    environment: { PATCHBAY_RATE_LIMIT: '0', ...options.environment },
    selection: {},
    demo: options.demo ?? false,
    transport: 'http',
    logLevel: 'silent',
  });
  const http = await startHttp(runtime, { host: '127.0.0.1', port: 0, allowUnauthenticated: false });
  return {
    url: new URL('/mcp', http.origin),
    async [Symbol.asyncDispose]() {
      await http.drain(0);
      await runtime.close(500);
    },
  };
}
