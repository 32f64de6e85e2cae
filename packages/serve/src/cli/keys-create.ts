import { type AnyServer, didYouMean } from '@patchbay/core';
import { localCaller, metricsScope, scopeOf } from '@patchbay/core/engine';
import { type KeyRecord, principalName } from '../http/auth/key-record.ts';
import type { KeyStore } from '../http/auth/key-store.ts';
import { digestToken, mintToken } from '../http/auth/key-token.ts';
import { shortPath } from './client-paths.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';

/** Where a new key goes. */
export interface KeyPlace {
  readonly store: KeyStore;
  readonly pepper: string | undefined;
}

/**
 * Makes a key and shows it, once.
 *
 * @throws UsageError naming the flag that is missing or wrong.
 */
export async function createKey(
  server: AnyServer,
  line: CommandLine,
  host: Host,
  { store, pepper }: KeyPlace,
): Promise<void> {
  const { id, token } = mintToken(server.name);
  const team = principal(line, 'team');
  const expires_at = expiryOf(line.text('expires'), host.now());
  const record: KeyRecord = {
    id,
    server: server.name,
    name: nameOf(line),
    user: principal(line, 'user') ?? `key-${id}`,
    tenant: principal(line, 'tenant') ?? 'default',
    role: roleOf(server, principal(line, 'role')),
    ...(team !== undefined && { team }),
    scopes: scopesIn(server, line.text('scopes')),
    digest: digestToken(token, pepper),
    created_at: host.now().toISOString(),
    ...(expires_at !== undefined && { expires_at }),
  };
  await store.add(record);
  const { digest: _, ...shown } = record;
  if (line.has('json')) host.stdout.write(`${JSON.stringify({ ...shown, key: token }, null, 2)}\n`);
  else host.stdout.write(announcement(record, token, shortPath(store.place, host)));
}

function announcement(record: KeyRecord, token: string, place: string): string {
  const { name, user, tenant, role, scopes, expires_at } = record;
  return [
    `Key ${record.id} (${name}) acts for ${user} of tenant ${tenant}, as ${role}, with ${scopes.join(', ')}.`,
    `It ${expires_at === undefined ? 'does not expire' : `expires at ${expires_at}`}. Only its digest is kept, in ${place}.`,
    '',
    `  ${token}`,
    '',
    'Copy it now, it is not shown again. Callers send it as "Authorization: Bearer <key>".',
    '',
  ].join('\n');
}

function nameOf(line: CommandLine): string {
  const name = line.text('name')?.trim() ?? '';
  if (name !== '' && name.length <= 100) return name;
  throw new UsageError('Give the key a name of at most 100 characters, for whoever lists keys: --name "ci".');
}

function principal(line: CommandLine, flag: 'user' | 'tenant' | 'role' | 'team'): string | undefined {
  const text = line.text(flag);
  if (text === undefined || principalName.safeParse(text).success) return text;
  throw new UsageError(`--${flag} takes letters, digits and . _ @ + - only, at most 100.`);
}

function roleOf(server: AnyServer, asked: string | undefined): string {
  const { roles } = server;
  if (roles === undefined) return asked ?? 'member';
  if (asked !== undefined && roles.includes(asked)) return asked;
  const problem =
    asked === undefined ? '--role is missing.' : `There is no role "${asked}".${didYouMean(asked, roles)}`;
  throw new UsageError(`${problem} Roles are: ${roles.join(', ')}.`);
}

/** The scopes that were asked for, or reading alone. */
function scopesIn(server: AnyServer, text: string | undefined): string[] {
  const known = [...localCaller(server).scopes, metricsScope(server.name)];
  const asked = text
    ?.split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
  if (asked === undefined) return [scopeOf(server.name, 'read')];
  for (const scope of asked) {
    if (known.includes(scope)) continue;
    const meant = known.find((one) => one.endsWith(`:${scope}`));
    const guess = meant === undefined ? didYouMean(scope, known) : ` Did you mean "${meant}"?`;
    throw new UsageError(`There is no scope "${scope}".${guess} Scopes are: ${known.join(', ')}.`);
  }
  if (asked.length === 0) throw new UsageError(`--scopes is empty. Scopes are: ${known.join(', ')}.`);
  return [...new Set(asked)];
}

const unitMs = { h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** When a key ends: after a span such as `90d`, or at a date; undefined for never. */
function expiryOf(text: string | undefined, now: Date): string | undefined {
  if (text === undefined) return undefined;
  const span = /^(\d{1,5})([hdw])$/.exec(text);
  const unit = Object.entries(unitMs).find(([name]) => name === span?.[2])?.[1];
  const isDate = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text);
  const end =
    unit !== undefined ? now.getTime() + Number(span?.[1]) * unit : isDate ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(end) && end > now.getTime()) return new Date(end).toISOString();
  throw new UsageError(
    `--expires takes a span such as 12h, 90d or 8w, or a date to come such as 2027-01-31, not "${text}".`,
  );
}
