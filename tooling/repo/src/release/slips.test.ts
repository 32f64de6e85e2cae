/**
 * Runs the real binaries with what people get wrong: every command with a missing file, a folder, no permission, a taken
 * port, a wrong type, a nonsense number, an unknown flag, a missing word. Each ends with its status and one sentence
 * that names what is wrong, and shows neither a stack nor a secret nor the words of a library.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot, serverNames } from '../workspace.ts';

const password = 'pw-3f9d-never-shown';
const [folder, port] = [mkdtempSync(join(tmpdir(), 'patchbay-slips-')), { taken: 0 }];
let listener: Server;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'folder'));
  mkdirSync(join(folder, 'locked'), { mode: 0o500 });
  writeFileSync(join(folder, 'junk.txt'), 'no database. '.repeat(99));
  writeFileSync(join(folder, 'unreadable.txt'), 'x');
  chmodSync(join(folder, 'unreadable.txt'), 0o000);
  listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  port.taken = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(() => {
  listener.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The words, what must be in the sentence, and how the run differs from an ordinary one. */
interface Slip {
  readonly words: string;
  readonly says: string | RegExp;
  readonly env?: Readonly<Record<string, string>>;
  /** 2 unless said otherwise: the command was not understood, or the machine is not ready for it. */
  readonly status?: number;
  readonly output?: 'stdout';
}

const everywhere: readonly Slip[] = [
  { words: 'lsit', says: 'There is no command "lsit". Did you mean "list"?' },
  { words: '--prot 1', says: 'There is no flag --prot. Did you mean "port"?' },
  { words: '-x', says: 'There is no flag -x.' },
  { words: '--demo=yes', says: '--demo takes no value' },
  { words: 'list extra', says: 'list takes no words after it, such as "extra".' },
  { words: 'doctor extra', says: 'doctor takes no words after it' },
  { words: 'stdio --port 1', says: '--port belongs to: http.' },
  { words: 'list --tools nope', says: 'There is no tool "nope".' },
  { words: 'list --toolsets nope', says: 'There is no toolset "nope".' },
  { words: 'http --port', says: '--port lacks its value: write --port <number>.' },
  { words: 'http --port --demo', says: '--port lacks its value' },
  { words: 'http --port abc', says: '--port must be a number from 0 to 65535, not "abc".' },
  { words: 'http --port 70000', says: '--port must be a number from 0 to 65535' },
  { words: 'http --port -1', says: '--port must be a number from 0 to 65535' },
  { words: 'http --port 0x50', says: '--port must be a number from 0 to 65535' },
  { words: 'http --port 1e3', says: '--port must be a number from 0 to 65535' },
  { words: 'http --port 1 --port 2', says: '--port is given more than once' },
  { words: 'http --demo --port TAKEN', says: 'another program has that port. Give another --port' },
  { words: 'http --demo --host nohost.invalid --port 0', says: 'there is no host of that name' },
  {
    words: 'http --demo --host 203.0.113.9 --allow-unauthenticated --port 0',
    says: 'this machine does not have that address',
  },
  { words: 'keys', says: 'Say what to do with keys. Commands are: keys create, keys list, keys revoke.' },
  { words: 'keys crate', says: 'Did you mean "create"?' },
  { words: 'keys create', says: 'Give the key a name' },
  { words: 'keys create --name', says: '--name lacks its value' },
  { words: 'keys create --name x --expires 5 ROLE', says: '--expires takes a span such as 12h' },
  { words: 'keys create --name x --expires 2001-01-01 ROLE', says: 'or a date to come' },
  { words: 'keys create --name x --scopes nope ROLE', says: 'There is no scope "nope".' },
  { words: 'keys create --name x --user a/b ROLE', says: '--user takes letters, digits' },
  { words: 'keys revoke', says: 'Write: keys revoke <id>.' },
  { words: 'keys revoke zzz', says: 'There is no key zzz in ' },
  { words: 'keys list extra', says: 'Write: keys list [flags].' },
  {
    words: 'keys list',
    env: { PATCHBAY_KEYS_FILE: 'folder' },
    says: 'is a folder: name a file for keys in it.',
  },
  { words: 'keys list', env: { PATCHBAY_KEYS_FILE: 'junk.txt' }, says: 'is not a file of keys.' },
  {
    words: 'keys create --name x ROLE',
    env: { PATCHBAY_KEYS_FILE: 'junk.txt/keys.json' },
    says: 'a part of its path is a file, not a folder',
  },
  { words: 'http --demo --port 0', env: { PATCHBAY_KEYS_FILE: 'folder' }, says: 'is a folder' },
  {
    words: 'keys list',
    env: { REDIS_URL: `redis://:${password}@127.0.0.1:1/0` },
    says: /redis 127\.0\.0\.1:1.* cannot be used: (Redis does not answer|nothing listens there)\./,
  },
  {
    words: 'keys list',
    env: { REDIS_URL: 'http://x' },
    says: 'REDIS_URL: must be a redis:// or rediss:// URL',
  },
  { words: 'http', env: { PATCHBAY_CONCURRENCY: '0' }, says: 'PATCHBAY_CONCURRENCY: must be more than 0.' },
  { words: 'http', env: { PATCHBAY_CONCURRENCY: 'abc' }, says: 'PATCHBAY_CONCURRENCY: must be a number.' },
  {
    words: 'stdio',
    env: { PATCHBAY_CONCURRENCY: '1.5' },
    says: 'PATCHBAY_CONCURRENCY: must be a whole number.',
  },
  { words: 'stdio', env: { PATCHBAY_RESPONSE_TOKENS: '1' }, says: 'must be at least 200.' },
  { words: 'stdio', env: { PATCHBAY_DRAIN_MS: '-1' }, says: 'PATCHBAY_DRAIN_MS: must be at least 0.' },
  { words: 'stdio', env: { PATCHBAY_STATE_KEY: 'short' }, says: 'must have at least 32 characters.' },
  { words: 'stdio', env: { PATCHBAY_LOG_LEVEL: 'loud' }, says: 'PATCHBAY_LOG_LEVEL: must be one of trace, ' },
  { words: 'stdio', env: { PATCHBAY_FAST_LANE: 'maybe' }, says: 'PATCHBAY_FAST_LANE: must be one of true, ' },
  { words: 'stdio', env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'x' }, says: 'must be a URL, such as ' },
  { words: 'stdio', env: { PATCHBAY_AUHT: 'none' }, says: 'Did you mean "PATCHBAY_AUTH"?' },
  { words: 'connect nope', says: 'There is no client "nope".' },
  { words: 'connect cursor zed', says: 'connect takes one client.' },
  { words: 'connect cursor --url nonsense', says: '--url must be an http or https address' },
  { words: 'connect cursor --header A', says: '--header belongs to --url' },
  { words: 'connect cursor --env 1', says: '--env takes a name and a value' },
  { words: 'connect windsurf --project', says: 'keeps no servers for a project alone' },
  {
    words: 'connect cursor',
    env: { HOME: 'junk.txt' },
    says: 'mcp.json cannot be read or written (ENOTDIR)',
  },
  { words: 'disconnect', says: 'Name the client: disconnect <client>.' },
];

const stored: readonly Slip[] = [
  { words: 'restore nope.db', says: 'There is no file ' },
  { words: 'restore folder', says: 'folder is a folder, not a file.' },
  { words: 'restore junk.txt', says: 'is damaged or no SQLite file.' },
  { words: 'restore', says: 'Give restore its words: restore <file>.' },
  { words: 'restore a b', says: 'Give restore its words: restore <file>.' },
  { words: 'restore a --force', says: '--force belongs to: backup.' },
  { words: 'restore a --demo', says: 'leave --demo out' },
  { words: 'backup', says: 'Give backup its words: backup <file>.' },
  { words: 'backup x.db', says: 'There is no store ' },
  { words: 'backup x.db', env: { CRM_DATABASE_FILE: 'folder' }, says: 'folder is a folder, not a file.' },
  { words: 'backup x.db', env: { CRM_DATABASE_FILE: 'junk.txt' }, says: 'is not a SQLite database' },
  { words: 'http --port 0', env: { CRM_DATABASE_FILE: 'folder' }, says: 'folder is a folder, not a file.' },
  { words: 'http --port 0', env: { CRM_DATABASE_FILE: 'junk.txt' }, says: 'it is not a SQLite database' },
  { words: 'http --port 0', env: { CRM_DATABASE_FILE: 'junk.txt/x' }, says: 'a part of its path is a file' },
  { words: 'http --port 0', env: { CRM_ROLE: 'boss' }, says: 'CRM_ROLE: must be one of ' },
  {
    words: 'http --port 0',
    env: { CRM_DEFAULT_COUNTRY: 'Germany' },
    says: 'must have exactly 2 characters.',
  },
  { words: 'http --port 0', env: { DATABASE_URL: 'nonsense' }, says: 'must be a postgres:// URL.' },
  {
    words: 'backup x.db',
    env: { DATABASE_URL: `postgres://u:${password}@127.0.0.1:1/x` },
    says: 'PostgreSQL is backed up with its own tools',
  },
  {
    words: 'doctor',
    env: { DATABASE_URL: `postgres://u:${password}@127.0.0.1:1/shop` },
    says: 'PostgreSQL at 127.0.0.1:1, database shop: nothing listens there',
    status: 1,
    output: 'stdout',
  },
  {
    words: 'doctor',
    env: { DATABASE_URL: `postgres://u:${password}@nohost.invalid/shop` },
    says: /PostgreSQL at nohost\.invalid:5432, database shop: (there is no host|the name of the host)/,
    status: 1,
    output: 'stdout',
  },
  {
    words: 'doctor',
    env: { CRM_DATABASE_FILE: 'folder' },
    says: 'folder is a folder, not a file.',
    status: 1,
    output: 'stdout',
  },
];

/** What the user of the process may not read or write. */
const permissions: readonly Slip[] = [
  {
    words: 'keys list',
    env: { PATCHBAY_KEYS_FILE: 'unreadable.txt' },
    says: 'this user lacks the permission',
  },
  { words: 'connect cursor', env: { HOME: 'locked' }, says: 'cannot be read or written (EACCES)' },
];

const storedPermissions: readonly Slip[] = [
  { words: 'restore unreadable.txt', says: 'this user lacks the permission' },
  {
    words: 'http --port 0',
    env: { CRM_DATABASE_FILE: 'locked/x.db' },
    says: 'this user lacks the permission',
  },
];

/** Root is denied nothing, so that its children are somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

describe.each(serverNames(repositoryRoot))('%s', (name) => {
  const bundle = join(repositoryRoot, 'servers', name, 'dist/bin.js');
  // the commands are the same in every server, so one with a store is tried with what only it has
  const slips = name === 'crm' ? stored : everywhere;

  it.concurrent.each(slips)('$words $env', async (slip) => {
    await expectSentence(bundle, name, slip);
  });

  it.concurrent.each(name === 'crm' ? storedPermissions : permissions)(
    '$words $env, without the permission',
    async (slip) => {
      if (process.platform === 'win32') return;
      await expectSentence(bundle, name, slip, nobody);
    },
  );
});

/** Whose process runs the binary. */
interface As {
  readonly uid?: number;
  readonly gid?: number;
}

async function expectSentence(bundle: string, name: string, slip: Slip, as: As = {}): Promise<void> {
  const { status, stdout, stderr } = await run(bundle, name, slip, as);
  const said = slip.output === 'stdout' ? stdout : stderr;
  expect(said).toMatch(slip.says);
  expect(status).toBe(slip.status ?? 2);
  expect(stdout + stderr).not.toContain(password);
  const sentence = slip.output === 'stdout' ? said : (stderr.split(`patchbay-${name}: `)[1] ?? '');
  expect(sentence).not.toMatch(
    /\n\s+at |"stack"|node:internal|undefined|\[object|NaN|expected (number|string|int)/,
  );
  expect(sentence).not.toMatch(/Too (big|small)|Invalid (input|URL|option)|maxRetries/);
  if (slip.output === undefined) expect(stdout).toBe('');
}

async function run(bundle: string, name: string, { words, env = {} }: Slip, as: As) {
  const argv = words
    .replace('TAKEN', `${port.taken}`)
    .replace(' ROLE', name === 'crm' ? ' --role admin' : '')
    .split(' ');
  const home = mkdtempSync(join(folder, 'home-'));
  const paths = ['PATCHBAY_KEYS_FILE', 'CRM_DATABASE_FILE', 'HOME'];
  const child = spawn(process.execPath, [bundle, ...argv], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      LOCALAPPDATA: home,
      ...Object.fromEntries(
        Object.entries(env).map(([key, value]) => [key, paths.includes(key) ? join(folder, value) : value]),
      ),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...as,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}
