import type { OpenMeteo, Place } from '@patchbay/synthetic/open-meteo';
import {
  apiOfPath,
  createOpenMeteo,
  isSeries,
  measureRequest,
  Refusal,
} from '@patchbay/synthetic/open-meteo';
import { limited } from '../faults.ts';
import type { CapturedRequest, Reply } from '../reply.ts';
import { jsonReply } from '../reply.ts';
import type { Emulator } from '../server.ts';
import { startEmulator } from '../server.ts';
import { DEFAULT_PLACES } from './places.ts';
import type { Limits, Quota } from './quota.ts';
import { createQuota, FREE_LIMITS, requestWeight } from './quota.ts';

export type { Fault, FaultScope, LimitWindow } from '../faults.ts';
export type { CapturedRequest } from '../reply.ts';
export type { Emulator } from '../server.ts';
export { DEFAULT_PLACES } from './places.ts';
export type { Limits } from './quota.ts';
export { FREE_LIMITS, requestWeight } from './quota.ts';

export interface OpenMeteoEmulatorOptions {
  /** 1 unless given. */
  seed?: number | string;
  /** The real clock unless given. */
  now?: () => Date;
  /** Places of the geocoder; about sixty cities unless given. */
  places?: readonly Place[];
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

function weightOf(request: CapturedRequest, now: number): number {
  if (request.api === 'elevation')
    return Math.max(1, (request.query.get('latitude') ?? '').split(',').length);
  if (!isSeries(request.api)) return 1;
  try {
    return requestWeight(measureRequest(request.api, request.query, now));
  } catch (error) {
    if (error instanceof Refusal) return 1;
    throw error;
  }
}

interface Gate {
  limits: Limits;
  quota: Quota;
}

function checkLimits(request: CapturedRequest, inFlight: number, now: number, gate: Gate): Reply | undefined {
  if (inFlight > gate.limits.concurrent) return limited('concurrent');
  const weight = weightOf(request, now);
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

function answerFrom(engine: OpenMeteo, request: CapturedRequest): Reply {
  const api = apiOfPath(request.path);
  if (!api) return refusal(404, 'Not Found');
  const { status, body } = engine.respond({ api, path: request.path, query: request.query });
  return jsonReply(status, body);
}

/**
 * Starts a stand-in for all hosts of Open-Meteo on one origin: their paths are distinct.
 *
 * GET and POST take the same parameters. A request passes the API key, then the limits, then the contract.
 */
export async function startOpenMeteoEmulator(options: OpenMeteoEmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? (() => new Date());
  const engine = createOpenMeteo({ seed: options.seed ?? 1, now, places: options.places ?? DEFAULT_PLACES });
  const limits = { ...FREE_LIMITS, ...(typeof options.limits === 'object' ? options.limits : {}) };
  const gate = options.limits ? { limits, quota: createQuota(limits) } : undefined;
  return startEmulator({
    apiOf: (path) => apiOfPath(path) ?? 'unknown',
    answer(request, inFlight) {
      const seconds = Math.floor(now().getTime() / 1000);
      return (
        (options.apiKeys ? checkKey(request, options.apiKeys) : undefined) ??
        (gate ? checkLimits(request, inFlight, seconds, gate) : undefined) ??
        answerFrom(engine, request)
      );
    },
    reset: () => gate?.quota.reset(),
    port: options.port,
    host: options.host,
  });
}
