/**
 * The keys that are known now, looked up by what callers send.
 *
 * Looking a known key up hashes nothing: once verified, a key's text is remembered beside its record until that is
 * revoked or expires, which also bounds the memory by the number of keys.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Caller } from '@patchbay/core';
import { callerOf, type KeyRecord, stateOf } from './key-record.ts';
import { type DigestScheme, digestBytes, readToken, type TokenProblem, tokenShape } from './key-token.ts';

/** Somebody who was let in. */
export interface Principal {
  readonly caller: Caller;
  /** Absent where nobody is authenticated. */
  readonly keyId?: string;
}

/** Why a key was not let in; for the log, not for the one who showed it. */
export type KeyProblem = TokenProblem | 'unknown' | 'mismatch' | 'revoked' | 'expired' | 'store_unavailable';

/** What became of a key. */
export type Verdict = Principal | { readonly problem: KeyProblem; readonly keyId?: string };

/** Keys in memory. */
export interface KeyIndex {
  /** Takes over what the store has. */
  replace(keys: readonly KeyRecord[]): void;
  /** The principal of a key that was verified before and is still good. */
  recall(token: string, now: number): Principal | undefined;
  /** Judges any text. */
  verify(token: string, now: number): Verdict;
  /** Whether a text names a key that is not known here. */
  isNews(token: string): boolean;
  isActive(keyId: string, now: number): boolean;
  size(): number;
  /** The last uses at or after a time. */
  usesSince(from: number): ReadonlyMap<string, Date>;
}

interface Entry extends Principal {
  readonly keyId: string;
  readonly record: KeyRecord;
  readonly scheme: DigestScheme;
  readonly digest: Buffer;
  /** When it stops being good, in epoch milliseconds. */
  readonly endsAt: number;
  /** The key itself, once it was shown. */
  token: Buffer | undefined;
  usedAt: number;
}

/** Starts empty. */
export function createKeyIndex(server: string, pepper: string | undefined): KeyIndex {
  const { length, idStart, idEnd } = tokenShape(server);
  const scratch = Buffer.alloc(length);
  const decoy = Buffer.alloc(32);
  let entries: ReadonlyMap<string, Entry> = new Map();
  return {
    replace(keys) {
      const known = entries;
      entries = new Map(keys.map((record) => [record.id, entryOf(record, known.get(record.id))]));
    },
    recall(token, now) {
      if (token.length !== length) return undefined;
      const entry = entries.get(token.slice(idStart, idEnd));
      if (entry?.token === undefined || now >= entry.endsAt) return undefined;
      scratch.write(token, 'latin1');
      if (!timingSafeEqual(scratch, entry.token)) return undefined;
      entry.usedAt = now;
      return entry;
    },
    verify(token, now) {
      const read = readToken(server, token);
      if ('problem' in read) return read;
      const entry = entries.get(read.id);
      const digest = digestBytes(token, entry?.scheme ?? 'sha256', pepper);
      const matches = timingSafeEqual(digest, entry?.digest ?? decoy);
      if (entry === undefined) return { problem: 'unknown' };
      if (!matches) return { problem: 'mismatch', keyId: read.id };
      const state = stateOf(entry.record, now);
      if (state !== 'active') return { problem: state, keyId: read.id };
      entry.token = Buffer.from(token, 'latin1');
      entry.usedAt = now;
      return entry;
    },
    isNews(token) {
      const read = readToken(server, token);
      return 'id' in read && !entries.has(read.id);
    },
    isActive: (keyId, now) => now < (entries.get(keyId)?.endsAt ?? 0),
    size: () => entries.size,
    usesSince: (from) =>
      new Map(
        [...entries.values()]
          .filter(({ usedAt }) => usedAt >= from)
          .map(({ keyId, usedAt }) => [keyId, new Date(usedAt)]),
      ),
  };
}

/** What was learnt of a key, its text and last use, stays with it as long as its digest does. */
function entryOf(record: KeyRecord, before: Entry | undefined): Entry {
  const [scheme, hex = ''] = record.digest.split(':');
  return {
    keyId: record.id,
    caller: callerOf(record),
    record,
    scheme: scheme === 'hmac-sha256' ? scheme : 'sha256',
    digest: Buffer.from(hex, 'hex'),
    endsAt: endOf(record),
    token: before?.record.digest === record.digest ? before.token : undefined,
    usedAt: before?.usedAt ?? 0,
  };
}

function endOf({ revoked_at, expires_at }: KeyRecord): number {
  if (revoked_at !== undefined) return 0;
  return expires_at === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
}
