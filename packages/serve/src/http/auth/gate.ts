/**
 * Who may come in: decided from the headers, before anything of the body is read.
 *
 * A key that is known is let in without waiting. Everyone else is judged in turn, and counted by address when they
 * cannot show a valid key: a valid key is never held up by what others do from the same address.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, DependencyHealth } from '@patchbay/core';
import type { Limiter } from '@patchbay/core/engine';
import type { Logger } from '@patchbay/observability';
import type { Refusal } from '../guards.ts';
import { type Challenges, createChallenges } from './challenge.ts';
import type { ClientAddress } from './client-address.ts';
import { conflicting, credentialIn } from './credential.ts';
import type { KeyProblem, Principal } from './key-index.ts';
import type { KeyRing } from './key-ring.ts';
import { createStreams } from './streams.ts';

/** Decides who a request is from. */
export interface Gate {
  readonly challenges: Challenges;
  /** Whether callers must show a key. */
  readonly needsKey: boolean;
  /** The principal, where that is certain without waiting. */
  recall(req: IncomingMessage): Principal | undefined;
  /** The principal, or what to answer instead. */
  admit(req: IncomingMessage): Promise<Principal | Refusal>;
  /** Whether a program of this machine asks. */
  isLocal(req: IncomingMessage): boolean;
  /** Ends a reply that stays open when the principal's key ends. */
  hold(principal: Principal, res: ServerResponse): void;
  health(): readonly DependencyHealth[];
  close(): Promise<void>;
}

/** What a gate is built from. */
export interface GateOptions {
  readonly server: string;
  readonly log: Logger;
  readonly address: ClientAddress;
  /** Counts what comes without a valid key; undefined means no limit. */
  readonly limiter?: Limiter | undefined;
}

/** Points that a request without a key takes, and one with a wrong key: guessing is rarely an accident. */
const [keyless, wrongKey] = [1, 10];

/** Lets in who shows a good key. */
export function createKeyGate(ring: KeyRing, options: GateOptions): Gate {
  const { log, address, limiter } = options;
  const challenges = createChallenges(options.server);
  const streams = createStreams(ring);
  const refuse = async (
    req: IncomingMessage,
    points: number,
    reason: KeyProblem | 'missing' | 'conflict',
    keyId?: string,
  ) => {
    const from = address.of(req);
    const waitMs = (await limiter?.(from, points)) ?? 0;
    if (waitMs > 0) return challenges.tooMany(waitMs);
    log.info({ reason, address: from, ...(keyId !== undefined && { key_id: keyId }) }, 'caller refused');
    return challenges.unauthenticated(reason !== 'missing');
  };
  return {
    challenges,
    needsKey: true,
    recall({ headers }) {
      const { authorization } = headers;
      if (authorization?.startsWith('Bearer ') !== true || headers['x-api-key'] !== undefined)
        return undefined;
      return ring.recall(authorization.slice(7));
    },
    async admit(req) {
      const shown = credentialIn(req.headers);
      if (shown === undefined) return refuse(req, keyless, 'missing');
      if (shown === conflicting) return refuse(req, wrongKey, 'conflict');
      const verdict = ring.recall(shown) ?? (await ring.verify(shown));
      if ('caller' in verdict) return verdict;
      if (verdict.problem === 'store_unavailable') return challenges.unavailable();
      return refuse(req, wrongKey, verdict.problem, verdict.keyId);
    },
    isLocal: address.isLocal,
    hold: streams.hold,
    health: ring.health,
    async close() {
      streams.close();
      await ring.close();
    },
  };
}

/** What an open gate is built from. */
export interface OpenGateOptions extends GateOptions {
  /** Whether the operator said that nobody is authenticated here: then what a proxy passes on may come in. */
  readonly behindProxy: boolean;
}

/**
 * Lets everybody in as one caller; those of other machines within the limit of their address.
 *
 * What a proxy forwards comes from others, however local the proxy is, so it is refused unless the operator said that
 * this server need not authenticate.
 */
export function createOpenGate(caller: Caller, options: OpenGateOptions): Gate {
  const { address, limiter, behindProxy } = options;
  const challenges = createChallenges(options.server);
  const everybody: Principal = { caller };
  return {
    challenges,
    needsKey: false,
    recall(req) {
      if (!behindProxy && address.isForwarded(req)) return undefined;
      return limiter === undefined || address.isLocal(req) ? everybody : undefined;
    },
    async admit(req) {
      if (!behindProxy && address.isForwarded(req)) return challenges.forwarded();
      const waitMs = (await limiter?.(address.of(req))) ?? 0;
      return waitMs > 0 ? challenges.tooMany(waitMs) : everybody;
    },
    isLocal: address.isLocal,
    hold: () => undefined,
    health: () => [],
    close: async () => undefined,
  };
}
