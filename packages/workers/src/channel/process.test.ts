import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isAlive, plainly, poolRig } from '../pool.fixture.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'patchbay-workers-')));
  writeFileSync(join(folder, 'given.txt'), 'given');
});
afterAll(() => rmSync(folder, { recursive: true }));

const isPosix = process.platform !== 'win32';
/** The whole of what a program needs to use a pool by itself. */
const program = (body: string): string => `
import { plainly, poolRig } from ${JSON.stringify(join(import.meta.dirname, '../pool.fixture.ts'))};
const rig = poolRig();
${body}
`;

function run(body: string) {
  return spawn(process.execPath, ['--input-type=module', '-e', program(body)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('with rights a child reads its code and what it was given, and nothing else', async () => {
  await using rig = poolRig({ rights: { read: [folder] } });
  expect(await rig.pool.call('read', join(folder, 'given.txt'), plainly)).toBe('given');
  for (const path of ['/etc/passwd', join(tmpdir(), 'patchbay-other.txt')])
    await expect(rig.pool.call('read', path, plainly)).rejects.toMatchObject({ code: 'internal' });
  await expect(rig.pool.call('write', join(folder, 'given.txt'), plainly)).rejects.toMatchObject({
    code: 'internal',
    cause: { message: expect.stringContaining('ERR_ACCESS_DENIED') },
  });
  await expect(rig.pool.call('grandchild', false, plainly)).rejects.toMatchObject({ code: 'internal' });
});

test('a child makes no code from text', async () => {
  await using rig = poolRig();
  await expect(rig.pool.call('evaluate', undefined, plainly)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('EvalError') },
  });
});

test.runIf(isPosix)('a child gives way to the server, and what it started ends with it', async () => {
  await using rig = poolRig();
  const { pid } = await rig.pool.call('who', undefined, plainly);
  expect(getPriority(pid)).toBe(Math.min(19, getPriority() + 5));
  const grandchild = await rig.pool.call('grandchild', false, plainly);
  expect(isAlive(grandchild)).toBe(true);
  await rig.pool.close();
  await vi.waitFor(() => expect(isAlive(grandchild)).toBe(false), 20_000);
});

test.runIf(process.platform === 'linux')(
  'what a child started in a session of its own ends with it',
  async () => {
    await using rig = poolRig();
    const grandchild = await rig.pool.call('grandchild', true, plainly);
    expect(isAlive(grandchild)).toBe(true);
    await rig.pool.close();
    await vi.waitFor(() => expect(isAlive(grandchild)).toBe(false), 20_000);
  },
);

test('nothing that a child prints reaches the standard output of the server', async () => {
  const server = run(`
await rig.pool.call('print', undefined, plainly);
process.stdout.write('from the server');
`);
  expect(await text(server.stdout)).toBe('from the server');
});

test('a server with nothing else to do ends, whatever children it has kept', async () => {
  const server = run(`await rig.pool.call('echo', 1, plainly);`);
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test.runIf(isPosix)('children of a server that was killed end, even in an endless loop', async () => {
  const server = run(`
const { pid } = await rig.pool.call('who', undefined, plainly);
void rig.pool.call('spin', { ms: 600_000 }, plainly).catch(() => {});
setInterval(() => {
  if (rig.pool.state().busy === 1) process.stdout.write(rig.pool.state().pids.join(' ') + '\\n');
}, 50);
`);
  const [line] = await once(server.stdout, 'data');
  const pids = String(line).split('\n')[0]?.split(' ').map(Number) ?? [];
  expect(pids.length).toBeGreaterThan(0);
  expect(pids.every(isAlive)).toBe(true);
  server.kill('SIGKILL');
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), 20_000);
});
