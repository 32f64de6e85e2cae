/** What a refused caller is told: enough to do better, and nothing about why a key was not good. */
import type { Refusal } from '../guards.ts';

/** Refusals of one server, in the forms of RFC 6750 and RFC 9728. */
export interface Challenges {
  /** Nobody is known: 401, the same for every reason. */
  unauthenticated(wasKeyShown: boolean): Refusal;
  /** Somebody is known who may not do this: 403 with every scope that it takes. */
  insufficientScope(scopes: readonly string[]): Refusal;
  /** Too much from one address: 429. */
  tooMany(waitMs: number): Refusal;
  /** A proxy asks for somebody whom nobody has authenticated: 403. */
  forwarded(): Refusal;
  /** Keys cannot be judged now: 503. */
  unavailable(): Refusal;
}

/** Words the refusals of a server. */
export function createChallenges(server: string): Challenges {
  const program = `patchbay-${server}`;
  const bearer = (parameters: Readonly<Record<string, string>>) => {
    const written = Object.entries({ realm: program, ...parameters }).map(
      ([name, value]) => `${name}="${value}"`,
    );
    return { 'www-authenticate': `Bearer ${written.join(', ')}` };
  };
  const invalid = {
    error: 'invalid_token',
    error_description: 'The key is malformed, unknown, expired or revoked',
  };
  return {
    unauthenticated: (wasKeyShown) => ({
      status: 401,
      reason: 'unauthenticated',
      message: `Unauthorized: send a valid API key of this server as "Authorization: Bearer <key>". The operator makes one with "${program} keys create".`,
      headers: bearer(wasKeyShown ? invalid : {}),
    }),
    insufficientScope: (scopes) => ({
      status: 403,
      reason: 'insufficient_scope',
      message: `Forbidden: this takes a key with ${scopes.length === 1 ? 'the scope' : 'the scopes'} ${scopes.join(' and ')}.`,
      headers: bearer({
        error: 'insufficient_scope',
        error_description: 'The key lacks a scope that this takes',
        scope: scopes.join(' '),
      }),
    }),
    tooMany: (waitMs) => ({
      status: 429,
      reason: 'address_limit',
      message: `Too many requests without a valid key from this address: wait ${Math.ceil(waitMs / 1000)} s.`,
      headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
    }),
    forwarded: () => ({
      status: 403,
      reason: 'forwarded_unauthenticated',
      message: `Forbidden: this server authenticates nobody and so serves programs of its own machine only, not what a proxy forwards. The operator lets it require keys ("${program} keys create"), or says with PATCHBAY_AUTH=none or --allow-unauthenticated that the proxy authenticates.`,
      headers: {},
    }),
    unavailable: () => ({
      status: 503,
      reason: 'keys_unavailable',
      message: 'Keys cannot be checked at the moment: try again in a few seconds.',
      headers: { 'retry-after': '5' },
    }),
  };
}
