import { createNws } from '@patchbay/synthetic/nws';
import type { CapturedRequest, Reply } from '../reply.ts';
import type { Emulator } from '../server.ts';
import { startEmulator } from '../server.ts';

export type { Fault, FaultScope } from '../faults.ts';
export type { CapturedRequest } from '../reply.ts';
export type { Emulator } from '../server.ts';

export interface NwsEmulatorOptions {
  /** 1 unless given. */
  seed?: number | string;
  /** The real clock unless given. */
  now?: () => Date;
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
export async function startNwsEmulator(options: NwsEmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? (() => new Date());
  const seed = options.seed ?? 1;
  return startEmulator({
    apiOf,
    answer({ path, query, headers }: CapturedRequest): Reply {
      const origin = `http://${headers.host ?? '127.0.0.1'}`;
      const nws = createNws({ seed, now, origin });
      const { status, contentType, body } = nws.respond({ path, query, userAgent: headers['user-agent'] });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { status, headers: { 'content-type': contentType }, text };
    },
    port: options.port,
    host: options.host,
  });
}
