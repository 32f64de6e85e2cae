import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '@patchbay/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRoots, type Roots } from './roots.ts';

let base = '';
let roots: Roots;

/** A folder `data` beside what nobody may read, and everything in it that leads there. */
beforeAll(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'patchbay-roots-')));
  const at = (...names: string[]) => join(base, ...names);
  for (const folder of ['data/sub/deep', 'data2', 'outside/folder', 'data/empty'])
    mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('data/plain.txt'), 'plain');
  writeFileSync(at('data/sub/deep/deep.txt'), 'deep');
  writeFileSync(at('data/large.bin'), Buffer.alloc(2_000));
  writeFileSync(at('data/%2e%2e%2fsecret.txt'), 'percent');
  writeFileSync(at('data/․․∕secret.txt'), 'look-alike');
  writeFileSync(at('data2/secret.txt'), 'secret');
  writeFileSync(at('outside/secret.txt'), 'secret');
  writeFileSync(at('outside/folder/secret.txt'), 'secret');
  const link = (target: string, ...names: string[]) => symlinkSync(target, at('data', ...names));
  link(at('outside/secret.txt'), 'link-out.txt');
  link(at('outside/absent.txt'), 'link-out-absent.txt');
  link('../outside/secret.txt', 'link-up.txt');
  link('../outside/absent.txt', 'link-up-absent.txt');
  link(at('outside'), 'folder-out');
  link(at('nowhere'), 'folder-out-absent');
  link('../../../outside', 'sub', 'deep', 'up');
  link('link-out.txt', 'link-to-link.txt');
  link('circle', 'circle');
  link('/proc/self/environ', 'environ');
  link('/proc/self/root/etc/passwd', 'root-of-proc');
  link('/dev/fd/0', 'descriptor');
  link('/dev/zero', 'zero');
  link('/dev/stdin', 'stdin');
  link('absent.txt', 'dangling.txt');
  link('plain.txt', 'alias.txt');
  link(at('data/sub'), 'alias');
  link('deep/../deep/deep.txt', 'sub', 'winding.txt');
  symlinkSync(at('data'), at('given'));
  roots = await openRoots([{ path: at('given'), name: 'data', maxFileBytes: 1_000 }]);
});
afterAll(() => rmSync(base, { recursive: true }));

async function contentOf(path: string, of = roots): Promise<string> {
  await using file = await of.resolve(path, { field: 'source' });
  return String(await file.read());
}

async function refusalOf(path: string, of = roots): Promise<ToolError> {
  const error: unknown = await of.resolve(path, { field: 'source' }).then(
    async (file) => {
      await file.close();
      return new Error(`${path} was opened`);
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ToolError)) throw error;
  return error;
}

test.for([
  { path: 'plain.txt', real: 'plain.txt', content: 'plain' },
  { path: './sub/deep/deep.txt', real: 'sub/deep/deep.txt', content: 'deep' },
  { path: 'alias.txt', real: 'plain.txt', content: 'plain' },
  { path: 'alias/deep/deep.txt', real: 'sub/deep/deep.txt', content: 'deep' },
  { path: 'sub/winding.txt', real: 'sub/deep/deep.txt', content: 'deep' },
  { path: '%2e%2e%2fsecret.txt', real: '%2e%2e%2fsecret.txt', content: 'percent' },
  { path: '․․∕secret.txt', real: '․․∕secret.txt', content: 'look-alike' },
])('$path is read, under its one name', async ({ path, real, content }) => {
  await using file = await roots.resolve(path, { field: 'source' });
  expect(file).toMatchObject({ root: 'data', path: real, size: content.length });
  expect(String(await file.read())).toBe(content);
});

test('absolute paths inside are read, by the given name of the folder and by its real one', async () => {
  expect(await contentOf(join(base, 'given/plain.txt'))).toBe('plain');
  expect(await contentOf(join(base, 'data/plain.txt'))).toBe('plain');
});

/** Paths that lead out; those with `absent` lead to nothing there. */
const outside = [
  'link-out.txt',
  'link-out-absent.txt',
  'link-up.txt',
  'link-up-absent.txt',
  'folder-out/secret.txt',
  'folder-out/folder/secret.txt',
  'folder-out/absent.txt',
  'folder-out-absent/secret.txt',
  'sub/deep/up/secret.txt',
  'alias/deep/up/secret.txt',
  'link-to-link.txt',
  'circle',
  'circle/x',
  'environ',
  'root-of-proc',
  'descriptor',
  'zero',
  'stdin',
];
const outsideAbsolute = [
  '/etc/passwd',
  '/etc/absent',
  '/proc/self/environ',
  '/proc/self/cwd/plain.txt',
  '/dev/fd/0',
  '/dev/stdin',
  '/dev/null',
  '/dev/tcp/127.0.0.1/80',
  '/',
];

test.for([...outside, ...outsideAbsolute.slice(0, -1)])(
  '%s is outside, and nothing more is told',
  async (path) => {
    const error = await refusalOf(path);
    expect(error).toMatchObject({
      code: 'permission_denied',
      message: 'source leads outside of the allowed folders.',
      hint: 'Allowed: data.',
    });
  },
);

test('a sibling that begins with the name of a root is outside', async () => {
  for (const path of ['data2/secret.txt', 'data2', 'data2/absent.txt', 'givenmore/x'])
    expect(await refusalOf(join(base, path))).toMatchObject({ code: 'permission_denied' });
});

test.for([
  'absent.txt',
  'dangling.txt',
  'sub',
  'empty',
  'sub/deep',
  'plain.txt/x',
  'absent/plain.txt',
  '~/plain.txt',
  '..%2fdata2/secret.txt',
  '．．／data2/secret.txt',
])('%s is no file', async (path) => {
  expect(await refusalOf(path)).toMatchObject({
    code: 'not_found',
    message: 'source names no file that can be read.',
  });
});

test('upper and lower case lead to the same file or to none, and never out', async () => {
  const found = await contentOf('PLAIN.TXT').catch((error: unknown) => error);
  if (found !== 'plain') expect(found).toMatchObject({ code: 'not_found' });
  expect(['permission_denied', 'not_found']).toContain((await refusalOf('LINK-OUT.txt')).code);
});

test('names of entries that leave an archive are refused like any other', async () => {
  const names = [
    '../evil.sh',
    '../../../../etc/cron.d/x',
    '/etc/passwd',
    '..\\evil.exe',
    'C:\\x',
    'ok/../../x',
  ];
  for (const name of names)
    expect(['validation_error', 'permission_denied']).toContain((await refusalOf(name)).code);
});

test('no refusal tells where the folder is', async () => {
  for (const path of [
    ...outside,
    ...outsideAbsolute,
    '..',
    '../x',
    'a\0b',
    'absent.txt',
    'large.bin',
    'sub',
  ]) {
    const { message, hint, details } = await refusalOf(path);
    const told = JSON.stringify([message, hint, details]);
    expect(told).toContain('source');
    expect(told).not.toContain(base);
    expect(told).not.toMatch(/outside\/|secret|ENOENT|EACCES|ELOOP/);
  }
});

test('a large file is refused, and one that grows after it was opened is not read to the end', async () => {
  expect(await refusalOf('large.bin')).toMatchObject({ code: 'too_large' });
  const path = join(base, 'data/growing.txt');
  writeFileSync(path, 'small');
  await using file = await roots.resolve('growing.txt', { field: 'source' });
  appendFileSync(path, 'x'.repeat(5_000));
  await expect(file.read()).rejects.toMatchObject({ code: 'too_large' });
});

test('a file that was opened stays the one that was judged, whatever takes its place', async () => {
  const path = join(base, 'data/swapped.txt');
  writeFileSync(path, 'judged');
  await using file = await roots.resolve('swapped.txt', { field: 'source' });
  renameSync(path, join(base, 'data/moved.txt'));
  symlinkSync(join(base, 'outside/secret.txt'), path);
  expect(String(await file.read())).toBe('judged');
});

test('a folder that turns into a link out, again and again, never lets a secret through', async () => {
  const real = join(base, 'data/flip');
  const link = join(base, 'data/flop');
  mkdirSync(real);
  writeFileSync(join(real, 'secret.txt'), 'mine');
  symlinkSync(join(base, 'outside'), link);
  let done = false;
  const flip = async (): Promise<void> => {
    for (const spare = join(base, 'data/spare'); !done; await new Promise(setImmediate)) {
      renameSync(real, spare);
      renameSync(link, real);
      await new Promise(setImmediate);
      renameSync(real, link);
      renameSync(spare, real);
    }
  };
  const flipping = flip();
  const seen = new Set<string>();
  for (let attempt = 0; attempt < 1_000; attempt += 1)
    seen.add(await contentOf('flip/secret.txt').catch((error: ToolError) => error.code));
  done = true;
  await flipping;
  expect([...seen].filter((one) => !['mine', 'not_found', 'permission_denied'].includes(one))).toEqual([]);
});

test('several roots are told apart by name', async () => {
  const both = await openRoots([
    { path: join(base, 'data'), maxFileBytes: 1_000 },
    { path: join(base, 'data2'), name: 'other', maxFileBytes: 1_000 },
  ]);
  expect(both.names).toEqual(['data', 'other']);
  expect(await contentOf('data/plain.txt', both)).toBe('plain');
  expect(await contentOf('other/secret.txt', both)).toBe('secret');
  expect(await refusalOf('plain.txt', both)).toMatchObject({ hint: 'Allowed: data, other.' });
  expect((await refusalOf('other', both)).code).toBe('not_found');
});

test('without a root nothing is allowed', async () => {
  expect(await refusalOf('plain.txt', await openRoots([]))).toMatchObject({ code: 'permission_denied' });
});

test.for(['absent', 'data/plain.txt', '/', '/proc', '/proc/self', '/dev', '/sys/kernel'])(
  'a root at %s is refused for the operator to see',
  async (path) => {
    const folder = path.startsWith('/') ? path : join(base, path);
    await expect(openRoots([{ path: folder, maxFileBytes: 1 }])).rejects.toBeInstanceOf(TypeError);
  },
);

test('two roots of one name are refused', async () => {
  const root = { path: join(base, 'data'), maxFileBytes: 1 };
  await expect(openRoots([root, root])).rejects.toThrow('one name');
});

describe.runIf(process.platform !== 'win32')('what is no regular file', () => {
  test('a FIFO is refused without waiting for its writer', async () => {
    execFileSync('mkfifo', [join(base, 'data/fifo')]);
    expect((await refusalOf('fifo')).code).toBe('not_found');
  });

  test('a socket is refused', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(base, 'data/socket'), done));
    expect((await refusalOf('socket')).code).toBe('not_found');
    await new Promise((done) => server.close(done));
  });

  test('a second name of a file inside is that file', async () => {
    linkSync(join(base, 'data/plain.txt'), join(base, 'data/second.txt'));
    expect(await contentOf('second.txt')).toBe('plain');
  });
});
