import { isDeepStrictEqual } from 'node:util';
import { type Bag, isBag } from '@patchbay/schemas';
import type { Entry } from './client-entry.ts';
import type { Client } from './clients.ts';

/** A file that cannot be understood, or not without losing something; nothing may be written. */
export class UnusableFile extends Error {
  override name = 'UnusableFile';
  /** What to do about it, when that is not simply to mend the file. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The whole entry as it stands in a file that had none. */
export function freshEntry(entry: Entry): Bag {
  const { members, variables, headers } = entry;
  return { ...members, ...headers, ...(Object.keys(variables).length > 0 && { env: variables }) };
}

/**
 * What to change in an entry that is there already, by member; undefined removes one.
 *
 * Members that are not `connect`'s stay, variables that the user has added stay, and a placeholder never takes the
 * place of a value. Only a change between program and URL removes what the other transport needed.
 */
export function changesTo(existing: Bag, entry: Entry, client: Client): Map<string, unknown> {
  const changes = new Map<string, unknown>();
  const env = mergedVariables(existing['env'], entry);
  const headers = mergedHeaders(existing, entry);
  const wanted: Bag = { ...entry.members, ...headers, ...(env !== undefined && { env }) };
  const urlKey = client.http?.urlKey ?? 'url';
  const switches = (urlKey in wanted && 'command' in existing) || ('command' in wanted && urlKey in existing);
  const owned = ['type', 'command', 'args', 'env', 'env_vars', urlKey, ...headerKeys];
  const asked = freshEntry(entry);
  for (const key of switches ? owned : []) {
    if (key in existing && !(key in asked)) changes.set(key, undefined);
  }
  for (const [key, value] of Object.entries(switches ? asked : wanted)) {
    if (!isDeepStrictEqual(existing[key], value)) changes.set(key, value);
  }
  return changes;
}

/** Every key under which clients keep headers. */
const headerKeys = ['headers', 'http_headers', 'env_http_headers'] as const;

/** Headers that are there stay beside those that are given, which replace them whatever their case. */
function mergedHeaders(existing: Bag, { headers }: Entry): Bag {
  return Object.fromEntries(
    Object.entries(headers).map(([key, given]) => {
      const before = existing[key];
      const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
      const kept = Object.entries(isBag(before) ? before : {}).filter(
        ([name]) => !names.has(name.toLowerCase()),
      );
      return [key, { ...Object.fromEntries(kept), ...given }];
    }),
  );
}

/** What keeps an entry that is there from being used, in the client's own words; undefined when nothing does. */
export function disabledBy(existing: Bag): string | undefined {
  if (existing['disabled'] === true) return 'disabled: true';
  return existing['enabled'] === false ? 'enabled: false' : undefined;
}

function mergedVariables(existing: unknown, { variables, placeholders }: Entry): Bag | undefined {
  const before = isBag(existing) ? existing : {};
  const given = Object.entries(variables);
  const merged = {
    ...Object.fromEntries(given.filter(([name]) => placeholders.has(name))),
    ...before,
    ...Object.fromEntries(given.filter(([name]) => !placeholders.has(name))),
  };
  return Object.keys(merged).length === 0 ? undefined : merged;
}
