import { getPriority } from 'node:os';
import { serialize } from 'node:v8';
import { ToolError } from '@patchbay/schemas';
import { expect, test, vi } from 'vitest';
import { workerEntry } from '../entry.ts';
import type { FixtureCalls } from '../fixture/calls.worker.ts';
import { isAlive, type PoolRig, plainly, poolRig } from '../pool.fixture.ts';

const tight = { timeMs: 60_000, memoryMb: 150, outputBytes: 100_000 } as const;
type Name = keyof FixtureCalls;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => {
      if (!(error instanceof ToolError)) throw error;
      expect(`${error.message} ${error.hint}`).not.toMatch(/secret|SIG|exit|\/|\.ts/);
      return error.code;
    },
  );
}

async function recovers({ pool }: PoolRig): Promise<void> {
  expect(await pool.call('echo', 'again', plainly)).toBe('again');
}

const ends = [
  { name: 'fillHeap', code: 'too_large' },
  { name: 'fillNative', code: 'too_large' },
  { name: 'hugeFrame', code: 'too_large' },
  { name: 'chatterOn', code: 'too_large' },
  { name: 'abort', code: 'unavailable' },
  { name: 'segfault', code: 'unavailable' },
  { name: 'exit', code: 'unavailable' },
  { name: 'exitInMessage', code: 'unavailable' },
  { name: 'garbage', code: 'unavailable' },
  { name: 'throwLater', code: 'unavailable' },
] as const satisfies readonly { name: Name; code: string }[];

test.for(ends)('$name ends its own call with $code, and no other', async ({ name, code }) => {
  // a library that swallows every error only meets the limit of time
  const timeMs = name === 'chatterOn' ? 1_000 : tight.timeMs;
  await using rig = poolRig({ limits: tight });
  const beside = rig.pool.call('sleep', { ms: 50 }, { ...plainly, lane: 'beside' });
  const ended = await codeOf(rig.pool.call(name, null as never, { ...plainly, timeMs }));
  expect(ended).toBe(name === 'chatterOn' ? 'timeout' : code);
  expect(await beside).toBe(50);
  await recovers(rig);
});

/** An array of holes: a few bytes, and a walk of minutes; below 2 ** 25 also memory for all of them. */
const holes = (length: number): unknown[] => Object.assign([], { length });
const cycle: unknown[] = [];
cycle.push(cycle);
const shared = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], 'a');
const done = (output: unknown) => ({ type: 'done', output });

test.for([
  ['an array of holes', 'too_large', done(holes(2 ** 32 - 2))],
  ['many arrays of holes', 'too_large', done(Array.from({ length: 200 }, () => holes(2 ** 26)))],
  ['what doubles on each level', 'too_large', done({ shared })],
  ['progress of holes', 'too_large', { type: 'progress', progress: holes(2 ** 32 - 2) }],
  ['details of holes', 'too_large', { type: 'failed', error: { details: holes(2 ** 32 - 2) } }],
  ['an answer that contains itself', 'unavailable', done(cycle)],
  ['a pattern', 'unavailable', done(/(a+)+$/)],
] as const)('a child that says %s loses its call, and the server nothing', async ([, code, message]) => {
  await using rig = poolRig({ limits: tight });
  const payload = serialize({ ...message, id: 1, heldMb: 1 });
  expect(await codeOf(rig.pool.call('say', payload, plainly))).toBe(code);
  await recovers(rig);
});

test.for([
  { name: 'holes', code: 'too_large' },
  { name: 'pattern', code: 'internal' },
] as const)(
  'an honest answer out of proportion ($name) is $code, and costs no child',
  async ({ name, code }) => {
    // a child that does nothing holds about half of so tight a limit, where it would be replaced for that
    await using rig = poolRig({ limits: tight, life: { recycleMb: tight.memoryMb } });
    await rig.pool.call('who', undefined, plainly);
    expect(await codeOf(rig.pool.call(name, undefined, plainly))).toBe(code);
    expect(await rig.pool.call('who', undefined, plainly)).toMatchObject({ calls: 2 });
  },
);

test.for([{ name: 'exit' }, { name: 'throwLater' }] as const)(
  '$name in a thread ends its own call, and not the server',
  async ({ name }) => {
    await using rig = poolRig({ kind: 'thread' });
    expect(await codeOf(rig.pool.call(name, undefined, plainly))).toBe('unavailable');
    await recovers(rig);
  },
);

test.for([{ kind: 'process' }, { kind: 'thread' }] as const)(
  'an endless loop in a $kind ends at the limit of time',
  async ({ kind }) => {
    await using rig = poolRig({ kind });
    const call = rig.pool.call('spin', { ms: 600_000 }, { ...plainly, timeMs: 200 });
    expect(await codeOf(call)).toBe('timeout');
    await recovers(rig);
  },
);

test('a call that stops when it is asked to costs no process', async () => {
  await using rig = poolRig({ life: { graceMs: 20_000 } });
  const { pid } = await rig.pool.call('who', undefined, plainly);
  expect(await codeOf(rig.pool.call('sleep', { ms: 600_000 }, { ...plainly, timeMs: 100 }))).toBe('timeout');
  await vi.waitFor(() => expect(rig.pool.state().busy).toBe(0), 20_000);
  expect(rig.pool.state().pids).toContain(pid);
});

test('cancelling answers the caller, kills a process that does not listen, and the next call is served', async () => {
  await using rig = poolRig();
  const { pid } = await rig.pool.call('who', undefined, plainly);
  const cancel = new AbortController();
  const call = codeOf(rig.pool.call('spin', { ms: 600_000 }, { lane: 'me', signal: cancel.signal }));
  await vi.waitFor(() => expect(rig.pool.state().busy).toBe(1), 20_000);
  cancel.abort();
  expect(await call).toBe('cancelled');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 20_000);
  await recovers(rig);
});

test('a signal that has aborted before sends nothing', async () => {
  await using rig = poolRig();
  expect(await codeOf(rig.pool.call('abort', undefined, { lane: 'me', signal: AbortSignal.abort() }))).toBe(
    'cancelled',
  );
  expect(rig.pool.state().children).toBe(0);
});

test('fifty runaways of every kind, each of its own caller, leave a pool that works', async () => {
  await using rig = poolRig({ limits: { ...tight, timeMs: 300 }, queue: { waiting: 60 } });
  const kinds = ['abort', 'spin', 'exit', 'hugeFrame', 'throwLater'] as const satisfies readonly Name[];
  const calls = Array.from({ length: 50 }, (_, index) => {
    const name = kinds[index % kinds.length] ?? 'abort';
    const input = name === 'spin' ? { ms: 600_000 } : undefined;
    return codeOf(rig.pool.call(name, input as never, { ...plainly, lane: `caller ${index}` }));
  });
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['unavailable', 'timeout', 'too_large']));
  await recovers(rig);
});

test('a caller whose calls crash again and again waits, while others are answered', async () => {
  await using rig = poolRig();
  const ended = new AbortController();
  const wild = Array.from({ length: 20 }, () =>
    codeOf(rig.pool.call('exit', undefined, { lane: 'wild', signal: ended.signal })),
  );
  // after so many the next one waits for longer than the whole of the calm calls may take
  expect(await Promise.all(wild.slice(0, 6))).toEqual(Array(6).fill('unavailable'));
  for (let call = 0; call < 5; call += 1) await recovers(rig);
  expect(rig.pool.state().waiting).toBeGreaterThan(0);
  ended.abort();
  expect(await wild[19]).toBe('cancelled');
});

test('an entry that never starts refuses its calls, and waits longer before each new attempt', async () => {
  await using rig = poolRig({ entry: workerEntry('../fixture/broken.worker.ts', import.meta.url) });
  for (let attempt = 0; attempt < 3; attempt += 1)
    await expect(rig.pool.call('echo', 1, plainly)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The processes for this step do not start.',
    });
  const lines = rig.log.lines().filter(({ reason }) => reason === 'start');
  expect(lines[0]).toMatchObject({ stderr: expect.stringContaining('this entry never starts') });
});

test('a child is replaced after its number of calls, and no call waits for that', async () => {
  await using rig = poolRig({ size: 1, life: { maxCalls: 2 } });
  const { pid } = await rig.pool.call('who', undefined, plainly);
  await vi.waitFor(
    async () => expect((await rig.pool.call('who', undefined, plainly)).pid).not.toBe(pid),
    20_000,
  );
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 20_000);
});

test('a child that has grown is replaced', async () => {
  await using rig = poolRig({ size: 1, life: { recycleMb: 140 } });
  const { pid } = await rig.pool.call('who', undefined, plainly);
  await rig.pool.call('keep', { bytes: 150_000_000 }, plainly);
  await vi.waitFor(
    async () => expect((await rig.pool.call('who', undefined, plainly)).pid).not.toBe(pid),
    20_000,
  );
});

test.runIf(process.platform === 'linux')(
  'a heavy call gives way, and its process is not used again',
  async () => {
    await using rig = poolRig();
    const ended = new AbortController();
    const heavy = codeOf(rig.pool.call('spin', { ms: 600_000 }, { lane: 'heavy', signal: ended.signal }));
    const low = Math.min(19, getPriority() + 15);
    const priorities = () => rig.pool.state().pids.map((pid) => getPriority(pid));
    await vi.waitFor(() => expect(priorities()).toContain(low), 20_000);
    ended.abort();
    expect(await heavy).toBe('cancelled');
    const { pid } = await rig.pool.call('who', undefined, { ...plainly, lane: 'heavy' });
    expect(getPriority(pid)).toBe(Math.min(19, getPriority() + 5));
  },
);

test('children that nobody needs end, and come back with the next call', async () => {
  await using rig = poolRig({ life: { idleMs: 50 } });
  await rig.pool.call('echo', 1, plainly);
  await vi.waitFor(() => expect(rig.pool.state().children).toBe(0), 20_000);
  await recovers(rig);
});

test('closing under load answers every call and leaves no process', async () => {
  await using rig = poolRig();
  await rig.pool.call('echo', 1, plainly);
  const calls = Array.from({ length: 20 }, (_, index) =>
    codeOf(rig.pool.call('spin', { ms: 600_000 }, { ...plainly, lane: `caller ${index % 4}` })),
  );
  await vi.waitFor(() => expect(rig.pool.state().busy).toBe(2), 20_000);
  const { pids } = rig.pool.state();
  await rig.pool.close({ graceMs: 50 });
  expect(await Promise.all(calls)).toEqual(Array(20).fill('unavailable'));
  expect(rig.pool.state()).toMatchObject({ children: 0, busy: 0, waiting: 0 });
  expect(pids.filter(isAlive)).toEqual([]);
  expect(await codeOf(rig.pool.call('echo', 1, plainly))).toBe('unavailable');
});

test('closing lets a call that ends in time finish', async () => {
  await using rig = poolRig();
  const call = rig.pool.call('sleep', { ms: 300 }, plainly);
  await vi.waitFor(() => expect(rig.pool.state().busy).toBe(1), 20_000);
  await rig.pool.close({ graceMs: 20_000 });
  expect(await call).toBe(300);
});
