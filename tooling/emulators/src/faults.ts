import { corruptNumber, dropZeros, misshape, undefineColumn } from './corruption.ts';
import type { CapturedRequest, Reply } from './reply.ts';
import { jsonReply } from './reply.ts';

export type LimitWindow = 'minutely' | 'hourly' | 'daily' | 'concurrent';

/** The exact reasons of the 429 answers. */
const LIMIT_REASONS: Record<LimitWindow, string> = {
  minutely: 'Minutely API request limit exceeded. Please try again in one minute.',
  hourly: 'Hourly API request limit exceeded. Please try again in the next hour.',
  daily: 'Daily API request limit exceeded. Please try again tomorrow.',
  concurrent: 'Too many concurrent requests',
};

/** Something that goes wrong upstream. */
export type Fault =
  | { kind: 'rate_limited'; window: LimitWindow; retryAfterSeconds?: number }
  /** 503, as the real service says it. */
  | { kind: 'overloaded' }
  /** Never answers; released when the emulator closes. */
  | { kind: 'hang' }
  /** Answers after a while. */
  | { kind: 'delay'; ms: number }
  /** The right answer, a few bytes at a time. */
  | { kind: 'slow_drip'; bytes?: number; everyMs?: number }
  /** The socket is destroyed before any byte; a write has had no effect. */
  | { kind: 'reset' }
  /** A write takes effect, then its answer is lost: the socket is destroyed, or nothing ever comes. */
  | { kind: 'lost_answer'; how?: 'reset' | 'hang' }
  /** A proxy's HTML error page. */
  | { kind: 'html' }
  | { kind: 'truncated_json' }
  /** One number of the answer is a bare `nan`, which is not JSON. */
  | { kind: 'nan' }
  /** Fields that are zero are left out, as protobuf JSON does. */
  | { kind: 'missing_zero_fields' }
  /** Valid JSON in which numbers are text and arrays are objects. */
  | { kind: 'wrong_shape' }
  /** The first variable of each section is a column of nulls with the unit "undefined". */
  | { kind: 'undefined_unit_column' }
  /** An error that carries a secret in its reason, body and headers, to prove that none of it leaks. */
  | { kind: 'canary'; secret: string; status?: number };

export interface FaultScope {
  /** Only requests to this API; all of them when absent. */
  api?: string;
  /** Lets so many matching requests pass first. */
  after?: number;
  /** Only the next so many matching requests; all when absent. */
  times?: number;
}

/** Faults that replace the answer's text or the answer itself; the others change how it is delivered. */
export function applyFault(fault: Fault, reply: Reply): Reply {
  switch (fault.kind) {
    case 'rate_limited':
      return limited(fault.window, fault.retryAfterSeconds);
    case 'overloaded':
      return jsonReply(503, { error: true, reason: 'The service is overloaded' });
    case 'html':
      return {
        status: 502,
        headers: { 'content-type': 'text/html' },
        text: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'canary':
      return canary(fault.secret, fault.status ?? 400);
    case 'truncated_json':
      return { ...reply, text: reply.text.slice(0, Math.floor(reply.text.length * 0.6)) };
    case 'nan':
      return { ...reply, text: corruptNumber(reply.text) };
    case 'missing_zero_fields':
      return { ...reply, text: dropZeros(reply.text) };
    case 'wrong_shape':
      return { ...reply, text: misshape(reply.text) };
    case 'undefined_unit_column':
      return { ...reply, text: undefineColumn(reply.text) };
    case 'hang':
    case 'delay':
    case 'slow_drip':
    case 'reset':
    case 'lost_answer':
      return reply;
  }
}

const refusals: ReadonlySet<Fault['kind']> = new Set([
  'rate_limited',
  'overloaded',
  'html',
  'canary',
  'reset',
  'hang',
]);

/** Whether a write that meets the fault takes effect all the same. */
export function takesEffect(fault: Fault | undefined): boolean {
  return fault === undefined || !refusals.has(fault.kind);
}

/** The 429 answer of a window. */
export function limited(window: LimitWindow, retryAfterSeconds?: number): Reply {
  const reply = jsonReply(429, { error: true, reason: LIMIT_REASONS[window] });
  if (retryAfterSeconds !== undefined) reply.headers['retry-after'] = String(retryAfterSeconds);
  return reply;
}

function canary(secret: string, status: number): Reply {
  const body = { error: true, reason: `Backend said ${secret}`, detail: secret, trace: [secret] };
  const reply = jsonReply(status, body);
  reply.headers['x-backend-trace'] = encodeURIComponent(secret);
  reply.headers['x-request-id'] = encodeURIComponent(secret);
  return reply;
}

interface ActiveFault {
  fault: Fault;
  scope: FaultScope;
  passing: number;
  left: number;
}

export interface FaultPlan {
  /** Adds a fault; the function it returns takes it back. */
  add(fault: Fault, scope?: FaultScope): () => void;
  /** The fault that hits a request, the oldest first; it counts as used. */
  take(request: CapturedRequest): Fault | undefined;
  clear(): void;
}

/** Keeps the faults that tests asked for. */
export function createFaultPlan(): FaultPlan {
  let active: ActiveFault[] = [];
  return {
    add(fault, scope = {}) {
      const entry = { fault, scope, passing: scope.after ?? 0, left: scope.times ?? Infinity };
      active.push(entry);
      return () => {
        active = active.filter((other) => other !== entry);
      };
    },
    take(request) {
      const hit = active.find(({ scope }) => scope.api === undefined || scope.api === request.api);
      if (!hit) return undefined;
      if (hit.passing > 0) {
        hit.passing -= 1;
        return undefined;
      }
      hit.left -= 1;
      if (hit.left <= 0) active = active.filter((other) => other !== hit);
      return hit.fault;
    },
    clear() {
      active = [];
    },
  };
}
