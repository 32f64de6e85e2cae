import { type AnyServer, ConfigurationError, didYouMean } from '@patchbay/core';
import { type KeyRecord, stateOf } from '../http/auth/key-record.ts';
import type { KeyStore } from '../http/auth/key-store.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { keyProblem, openKeyPlace } from './key-place.ts';
import { createKey } from './keys-create.ts';
import { columns } from './text.ts';

const subcommands = ['create', 'list', 'revoke'] as const;

/**
 * The `keys` command: makes, lists and ends the API keys that HTTP callers show.
 *
 * @throws UsageError for words that it does not know; ConfigurationError when the place of keys cannot be used.
 */
export async function keys(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const [word = '', ...rest] = line.operands;
  const subcommand = subcommands.find((known) => known === word);
  if (subcommand === undefined) {
    throw new UsageError(
      `${word === '' ? 'Say what to do with keys.' : `There is no command "keys ${word}".${didYouMean(word, subcommands)}`} Commands are: keys ${subcommands.join(', keys ')}.`,
    );
  }
  if (rest.length !== (subcommand === 'revoke' ? 1 : 0)) {
    throw new UsageError(`Write: keys ${subcommand}${subcommand === 'revoke' ? ' <id>' : ' [flags]'}.`);
  }
  const place = openKeyPlace(server, host);
  const { store, pepper } = place;
  try {
    if (subcommand === 'create') await createKey(server, line, host, { store, pepper });
    else if (subcommand === 'list') await listKeys(store, line, host);
    else await revokeKey(server, store, rest[0] ?? '', host);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`The keys in ${store.place} cannot be used: ${keyProblem(error)}.`);
  } finally {
    await place.close();
  }
}

async function listKeys(store: KeyStore, line: CommandLine, host: Host): Promise<void> {
  const [{ keys: records }, uses] = [await store.read(), await store.uses()];
  const now = host.now().getTime();
  const sorted = records.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
  if (line.has('json')) {
    const shown = sorted.map(({ digest: _, ...record }) => ({
      ...record,
      state: stateOf(record, now),
      last_used_at: uses.get(record.id)?.toISOString() ?? null,
    }));
    host.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  if (sorted.length === 0) {
    host.stdout.write(`There are no keys in ${store.place}.\n`);
    return;
  }
  const head = ['id', 'state', 'name', 'user', 'tenant', 'role', 'scopes', 'expires', 'last used'];
  const rows = sorted.map((record) => rowOf(record, now, uses.get(record.id)));
  host.stdout.write(`${columns([head, ...rows]).join('\n')}\n`);
}

function rowOf(record: KeyRecord, now: number, usedAt: Date | undefined): string[] {
  return [
    record.id,
    stateOf(record, now),
    record.name,
    record.user,
    record.tenant,
    record.role,
    record.scopes.join(','),
    record.expires_at?.slice(0, 10) ?? 'never',
    usedAt === undefined ? 'never' : usedAt.toISOString().slice(0, 16).replace('T', ' '),
  ];
}

async function revokeKey(server: AnyServer, store: KeyStore, word: string, host: Host): Promise<void> {
  // whoever pastes a whole key means the key
  const wanted = word.startsWith(`pb_${server.name}_`)
    ? word.slice(`pb_${server.name}_`.length).slice(0, 8)
    : word;
  const { keys: records } = await store.read();
  const found = records.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  const [record] = found;
  if (record === undefined)
    throw new UsageError(`There is no key ${wanted} in ${store.place}. Look at: keys list.`);
  if (found.length > 1) {
    throw new UsageError(
      `${wanted} is the beginning of ${found.map(({ id }) => id).join(', ')}. Give the whole id.`,
    );
  }
  await store.revoke(record.id, host.now());
  host.stdout.write(`Revoked ${record.id} (${record.name}); it is refused from now on.\n`);
}
