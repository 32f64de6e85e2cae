import { limited } from '../faults.ts';
import type { CapturedRequest, Reply } from '../reply.ts';
import { jsonReply } from '../reply.ts';
import type { Emulator } from '../server.ts';
import { startEmulator } from '../server.ts';
import type { Limits, Quota, RequestSize } from './quota.ts';
import { createQuota, FREE_LIMITS, requestWeight } from './quota.ts';

export type { Fault, FaultScope, LimitWindow } from '../faults.ts';
export type { CapturedRequest } from '../reply.ts';
export type { Emulator } from '../server.ts';
export type { Limits, RequestSize } from './quota.ts';
export { FREE_LIMITS, requestWeight } from './quota.ts';

/** What stands behind the emulator: the contract of Open-Meteo over data of the caller's invention. */
export interface OpenMeteoWorld {
  /** The status and the JSON that answer a request. */
  respond(request: WorldRequest): { readonly status: number; readonly body: unknown };
  /** The API that serves a path; undefined for an unknown path. */
  apiOf(path: string): string | undefined;
  /** What a request asks for; undefined for one that costs a single call whatever it asks for. */
  measure(request: WorldRequest): RequestSize | undefined;
}

/** A request as the world sees it: a GET, whatever it came as. */
export interface WorldRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface OpenMeteoEmulatorOptions {
  readonly world: OpenMeteoWorld;
  /** The clock of the rate limits; the real one unless given. */
  now?: () => Date;
  /** Rate limits: off unless asked; `true` takes those of the free hosts. */
  limits?: boolean | Partial<Limits>;
  /** Customer mode: each request needs one of these keys in `apikey`. */
  apiKeys?: readonly string[];
  port?: number;
  host?: string;
}

function refusal(status: number, reason: string): Reply {
  return jsonReply(status, { error: true, reason });
}

function checkKey(request: CapturedRequest, keys: readonly string[]): Reply | undefined {
  const key = request.query.get('apikey');
  if (key === null || key === '') return refusal(401, 'API key required. Please add &apikey= to the URL.');
  if (!keys.includes(key)) return refusal(400, 'The supplied API key is invalid.');
  return request.method === 'POST' ? refusal(403, 'API keys are not accepted in POST requests.') : undefined;
}

function weightOf(request: CapturedRequest, world: OpenMeteoWorld): number {
  if (request.api === 'elevation')
    return Math.max(1, (request.query.get('latitude') ?? '').split(',').length);
  const size = world.measure(request);
  return size === undefined ? 1 : requestWeight(size);
}

interface Gate {
  world: OpenMeteoWorld;
  limits: Limits;
  quota: Quota;
}

function checkLimits(request: CapturedRequest, inFlight: number, now: number, gate: Gate): Reply | undefined {
  if (inFlight > gate.limits.concurrent) return limited('concurrent');
  const weight = weightOf(request, gate.world);
  if (weight > gate.limits.hourly) {
    gate.quota.spend(1, now);
    return refusal(
      400,
      'The request is heavier than the hourly limit. Please split it into smaller requests.',
    );
  }
  const full = gate.quota.spend(weight, now);
  return full ? limited(full) : undefined;
}

function answerFrom(world: OpenMeteoWorld, request: CapturedRequest): Reply {
  const { status, body } = world.respond(request);
  return jsonReply(status, body);
}

/**
 * Starts a stand-in for all hosts of Open-Meteo on one origin: their paths are distinct.
 *
 * GET and POST take the same parameters. A request passes the API key, then the limits, then the contract.
 */
export async function startOpenMeteoEmulator(options: OpenMeteoEmulatorOptions): Promise<Emulator> {
  const { world, now = () => new Date() } = options;
  const limits = { ...FREE_LIMITS, ...(typeof options.limits === 'object' ? options.limits : {}) };
  const gate = options.limits ? { world, limits, quota: createQuota(limits) } : undefined;
  return startEmulator({
    apiOf: (path) => world.apiOf(path) ?? 'unknown',
    answer(request, inFlight) {
      const seconds = Math.floor(now().getTime() / 1000);
      return (
        (options.apiKeys ? checkKey(request, options.apiKeys) : undefined) ??
        (gate ? checkLimits(request, inFlight, seconds, gate) : undefined) ??
        answerFrom(world, request)
      );
    },
    reset: () => gate?.quota.reset(),
    port: options.port,
    host: options.host,
  });
}
