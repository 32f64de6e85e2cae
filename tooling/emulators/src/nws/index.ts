import type { CapturedRequest, Reply } from '../reply.ts';
import type { Emulator } from '../server.ts';
import { startEmulator } from '../server.ts';

export type { Fault, FaultScope } from '../faults.ts';
export type { CapturedRequest } from '../reply.ts';
export type { Emulator } from '../server.ts';

/** What stands behind the emulator: the contract of the service over data of the caller's invention. */
export interface NwsWorld {
  /** The answer, with JSON or a page of HTML as its body; its links begin with `origin`. */
  respond(request: {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly userAgent: string | undefined;
    readonly origin: string;
  }): { readonly status: number; readonly contentType: string; readonly body: unknown };
}

export interface NwsEmulatorOptions {
  readonly world: NwsWorld;
  port?: number;
  host?: string;
}

/** The names of the parts of the service, for faults of one of them. */
export type NwsApi = 'points' | 'gridpoints' | 'alerts' | 'unknown';

function apiOf(path: string): NwsApi {
  const [, first] = path.split('/');
  return first === 'points' || first === 'gridpoints' || first === 'alerts' ? first : 'unknown';
}

/** Starts a stand-in for api.weather.gov; the links in its answers point back to it. */
export async function startNwsEmulator(options: NwsEmulatorOptions): Promise<Emulator> {
  return startEmulator({
    apiOf,
    answer({ path, query, headers }: CapturedRequest): Reply {
      const origin = `http://${headers.host ?? '127.0.0.1'}`;
      const userAgent = headers['user-agent'];
      const { status, contentType, body } = options.world.respond({ path, query, userAgent, origin });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { status, headers: { 'content-type': contentType }, text };
    },
    port: options.port,
    host: options.host,
  });
}
