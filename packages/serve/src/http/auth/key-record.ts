/** What is kept of a key: whom it stands for and what it allows, and only a digest of the key itself. */

import type { Caller } from '@patchbay/core';
import { z } from 'zod';

/** Names of users, tenants, roles and teams: without blanks, so that they can be joined unambiguously. */
export const principalName = z.string().regex(/^[\w.@+-]{1,100}$/);

/** One key. */
export const keyRecord = z.object({
  id: z.string().regex(/^[0-9A-Za-z]{8}$/),
  server: z.string(),
  /** What its owner calls it. */
  name: z.string().min(1).max(100),
  /** The principal that it acts for. */
  user: principalName,
  tenant: principalName,
  role: principalName,
  team: principalName.optional(),
  scopes: z.array(z.string()),
  digest: z.string().regex(/^(sha256|hmac-sha256):[0-9a-f]{64}$/),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().optional(),
  revoked_at: z.iso.datetime().optional(),
});

/** One key, as stores keep it. */
export type KeyRecord = z.output<typeof keyRecord>;

/** The caller that a key stands for. */
export function callerOf({ user, tenant, role, team, scopes }: KeyRecord): Caller {
  return { id: user, tenant, role, ...(team !== undefined && { team }), scopes: new Set(scopes) };
}

/** The state of a key at a time. */
export function stateOf(
  record: Pick<KeyRecord, 'revoked_at' | 'expires_at'>,
  now: number,
): 'active' | 'expired' | 'revoked' {
  if (record.revoked_at !== undefined) return 'revoked';
  return record.expires_at !== undefined && Date.parse(record.expires_at) <= now ? 'expired' : 'active';
}
