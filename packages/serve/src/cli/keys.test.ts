import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyServer, ConfigurationError } from '@patchbay/core';
import { describe, expect, it } from 'vitest';
import { createFileStore } from '../http/auth/file-store.ts';
import { digestToken } from '../http/auth/key-token.ts';
import { UsageError } from './flag-words.ts';
import { keys } from './keys.ts';
import { library } from './library.fixture.ts';
import { line, testHost } from './machine.fixture.ts';

/** A machine whose keys are in a file of its own. */
function machine(environment: Readonly<Record<string, string>> = {}, server: AnyServer = library()) {
  const { host } = testHost({ environment });
  const file = join(host.home, '.local', 'share', 'patchbay', 'library-keys.json');
  const run = async (words: string) => {
    const output = testHost({ environment, home: host.home });
    await keys(server, line(`keys ${words}`), output.host);
    return output.stdout();
  };
  const made = async (words: string): Promise<Record<string, unknown>> =>
    JSON.parse(await run(`${words} --json`));
  return { file, run, made };
}

describe('keys create', () => {
  it('shows the key once and keeps its digest only', async () => {
    const { run, file } = machine();
    const text = await run('create --name ci');
    const [token = ''] = /pb_library_\w+/.exec(text) ?? [];
    expect(text).toContain('of tenant default, as member, with library:read.');
    expect(text).toContain('does not expire');
    const kept = readFileSync(file, 'utf8');
    expect(kept).toContain(digestToken(token, undefined));
    expect(kept).not.toContain(token.slice(-38));
    expect(await run('list')).not.toContain(token.slice(-38));
  });

  it('takes everything that a caller is', async () => {
    const { made } = machine();
    const key = await made(
      'create --name Ada --user ada@example.org --role lender --tenant north --team desk --scopes library:write,library:read --expires 90d',
    );
    expect(key).toMatchObject({
      name: 'Ada',
      user: 'ada@example.org',
      role: 'lender',
      tenant: 'north',
      team: 'desk',
      scopes: ['library:write', 'library:read'],
      created_at: '2026-06-01T12:00:00.000Z',
      expires_at: '2026-08-30T12:00:00.000Z',
    });
    expect(key).not.toHaveProperty('digest');
  });

  it.each([
    ['12h', '2026-06-02T00:00:00.000Z'],
    ['2w', '2026-06-15T12:00:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T08:30:00Z', '2027-01-31T08:30:00.000Z'],
  ])('ends a key after or at %s', async (expires, at) => {
    expect(await machine().made(`create --name x --expires ${expires}`)).toMatchObject({ expires_at: at });
  });

  it.each([
    ['create', 'Give the key a name'],
    ['create --name x --scopes read', 'There is no scope "read". Did you mean "library:read"?'],
    ['create --name x --scopes libary:write', 'Did you mean "library:write"?'],
    ['create --name x --scopes crm:read', 'Scopes are: library:read, library:write, library:metrics.'],
    ['create --name x --scopes ,', '--scopes is empty'],
    ['create --name x --expires 90', '--expires takes a span'],
    ['create --name x --expires 2026-05-31', 'a date to come'],
    ['create --name x --expires 2027-99-99', '--expires takes'],
    ['create --name x --tenant a/b', '--tenant takes letters'],
    ['create ci', 'Write: keys create [flags].'],
    ['creat', 'Did you mean "create"?'],
    ['', 'Commands are: keys create, keys list, keys revoke.'],
    ['revoke', 'Write: keys revoke <id>.'],
    ['revoke nothing1', 'There is no key nothing1'],
  ])('refuses "%s" and says what would be right', async (words, message) => {
    const { run } = machine();
    const refused = run(words);
    await expect(refused).rejects.toBeInstanceOf(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it('asks for one of the roles where the server tells them apart', async () => {
    const { run, made } = machine({}, { ...library(), roles: ['reader', 'librarian'] });
    await expect(run('create --name x')).rejects.toThrow('--role is missing. Roles are: reader, librarian.');
    await expect(run('create --name x --role readr')).rejects.toThrow('Did you mean "reader"?');
    expect(await made('create --name x --role reader')).toMatchObject({ role: 'reader' });
  });

  it('makes a digest that needs the pepper, where there is one', async () => {
    const { made, file } = machine({ PATCHBAY_KEY_PEPPER: 'p'.repeat(32) });
    const { key } = await made('create --name x');
    expect(readFileSync(file, 'utf8')).toContain(digestToken(String(key), 'p'.repeat(32)));
  });
});

describe('keys list and keys revoke', () => {
  it('show the state and the last use of each key, and end one by the beginning of its id', async () => {
    const { run, made, file } = machine();
    expect(await run('list')).toContain('There are no keys in ');
    const [one, other] = [await made('create --name one'), await made('create --name other')];
    await createFileStore(file, 'library').recordUses(
      new Map([[String(other['id']), new Date('2026-05-30T09:30:00Z')]]),
    );
    expect(await run(`revoke ${String(one['id']).slice(0, 7)}`)).toContain(`Revoked ${one['id']} (one)`);
    const rows = (await run('list')).split('\n');
    expect(rows[0]).toMatch(/^id +state +name +user +tenant +role +scopes +expires +last used$/);
    expect(rows[1]).toMatch(new RegExp(`^${one['id']} +revoked +one .* never +never$`));
    expect(rows[2]).toMatch(new RegExp(`^${other['id']} +active +other .* 2026-05-30 09:30$`));
  });

  it('end a key that is given whole', async () => {
    const { run, made } = machine();
    const { id, key } = await made('create --name leaked');
    expect(await run(`revoke ${key}`)).toContain(`Revoked ${id}`);
  });

  it('end nothing when a beginning fits several', async () => {
    const { run, made, file } = machine();
    const { id } = await made('create --name a');
    const store = createFileStore(file, 'library');
    const [record] = (await store.read()).keys;
    const twin = `${String(id).slice(0, 7)}${String(id).endsWith('x') ? 'y' : 'x'}`;
    if (record !== undefined) await store.add({ ...record, id: twin });
    await expect(run(`revoke ${String(id).slice(0, 7)}`)).rejects.toThrow('Give the whole id');
    expect((await store.read()).keys.map((key) => key.revoked_at)).toEqual([undefined, undefined]);
  });

  it('say when the place of keys cannot be used, without its password', async () => {
    const { run } = machine({ REDIS_URL: 'redis://user:hunter2@127.0.0.1:1/0' });
    const refused = run('list');
    await expect(refused).rejects.toBeInstanceOf(ConfigurationError);
    await expect(refused).rejects.toThrow('redis 127.0.0.1:1');
    await expect(refused).rejects.not.toThrow('hunter2');
  });
});
