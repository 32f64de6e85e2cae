import { errorCodes, ToolError } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { plainly, poolRig } from '../pool.fixture.ts';

/** What a caller may read of a failed call. */
async function failureOf(call: Promise<unknown>): Promise<{ readonly code: string; readonly text: string }> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ToolError)) throw error;
  expect(errorCodes).toHaveProperty(error.code);
  return { code: error.code, text: `${error.message} ${error.hint}` };
}

const both = [{ kind: 'process' }, { kind: 'thread' }] as const;

test.for(both)('a $kind answers what structured cloning carries, bytes as they are', async ({ kind }) => {
  await using rig = poolRig({ kind });
  const value = { when: new Date(0), sizes: new Map([['a', 1n]]), text: 'ä\0', none: undefined };
  expect(await rig.pool.call('echo', value, plainly)).toEqual(value);
  const bytes = await rig.pool.call('bytes', { length: 900_000 }, plainly);
  expect(bytes).toEqual(new Uint8Array(900_000).fill(7));
});

test.for(both)('a $kind stays for the next call, and gets no environment', async ({ kind }) => {
  await using rig = poolRig({ kind, setup: { greeting: 'hello' } });
  expect(await rig.pool.call('who', undefined, plainly)).toMatchObject({
    calls: 1,
    greeting: 'hello',
    env: {},
  });
  expect(await rig.pool.call('who', undefined, plainly)).toMatchObject({ calls: 2 });
});

test('no child starts before the first call', async () => {
  await using rig = poolRig();
  expect(rig.pool.state().children).toBe(0);
  await rig.pool.call('echo', 1, plainly);
  expect(rig.pool.state().children).toBeGreaterThan(0);
});

test.for(both)('progress of a $kind reaches the caller in order', async ({ kind }) => {
  await using rig = poolRig({ kind });
  const seen: number[] = [];
  const total = await rig.pool.call('count', 5, {
    ...plainly,
    onProgress: ({ done }) => void seen.push(done),
  });
  expect([total, ...seen]).toEqual([5, 1, 2, 3, 4, 5]);
});

test.for(both)('a ToolError of a handler in a $kind reaches the caller whole', async ({ kind }) => {
  await using rig = poolRig({ kind });
  await expect(rig.pool.call('refuse', undefined, plainly)).rejects.toMatchObject({
    code: 'validation_error',
    message: 'page must be at least 1.',
    hint: 'Send a page.',
    details: { page: 0 },
  });
  const oddly = await failureOf(rig.pool.call('refuseOddly', undefined, plainly));
  expect(oddly, 'details that cannot be sent are left out').toMatchObject({ code: 'validation_error' });
});

test.for(both)('what else a handler in a $kind throws is for the log alone', async ({ kind }) => {
  await using rig = poolRig({ kind });
  for (const name of ['throwPlain', 'unserialisable'] as const) {
    const { code, text } = await failureOf(rig.pool.call(name, undefined, plainly));
    expect(code).toBe('internal');
    expect(text).not.toMatch(/secret|clone|\.ts/);
  }
  await expect(rig.pool.call('throwPlain', undefined, plainly)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('secret of the library') },
  });
});

test('an output that is not what the pool declares is refused', async () => {
  await using rig = poolRig();
  const { code } = await failureOf(rig.pool.call('spin', { ms: Number.NaN }, plainly));
  expect(code).toBe('internal');
});

test.for(both)('a result over the limit of a $kind is too_large, and the child stays', async ({ kind }) => {
  await using rig = poolRig({ kind });
  await rig.pool.call('who', undefined, plainly);
  const { code } = await failureOf(rig.pool.call('bytes', { length: 1_000_001 }, plainly));
  expect(code).toBe('too_large');
  expect(await rig.pool.call('who', undefined, plainly)).toMatchObject({ calls: 2 });
});

test.for(both)('progress counts towards the output of a $kind', async ({ kind }) => {
  await using rig = poolRig({ kind });
  expect((await failureOf(rig.pool.call('chatter', null, plainly))).code).toBe('too_large');
});

test('an input that cannot be sent is a defect of the caller, and costs no child', async () => {
  await using rig = poolRig();
  await rig.pool.call('who', undefined, plainly);
  await expect(rig.pool.call('echo', () => 1, plainly)).rejects.toBeInstanceOf(TypeError);
  expect(await rig.pool.call('who', undefined, plainly)).toMatchObject({ calls: 2 });
});

test('fifty calls at once of five callers are all answered', async () => {
  await using rig = poolRig();
  const calls = Array.from({ length: 50 }, (_, index) =>
    rig.pool.call('echo', index, { ...plainly, lane: `caller ${index % 5}` }),
  );
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('a caller with more calls than its share is refused while others are not', async () => {
  await using rig = poolRig({ queue: { waiting: 4, waitingPerLane: 2 } });
  const ended = new AbortController();
  const mine = { lane: 'me', signal: ended.signal };
  const sent = [1, 2, 3].map(() => failureOf(rig.pool.call('deaf', undefined, mine)));
  expect(await sent[2]).toMatchObject({ code: 'rate_limited' });
  const theirs = { lane: 'they', signal: ended.signal };
  const others = [1, 2].map(() => failureOf(rig.pool.call('deaf', undefined, theirs)));
  expect(rig.pool.state().waiting).toBe(4);
  const late = failureOf(rig.pool.call('echo', 1, { ...plainly, lane: 'late' }));
  expect(await late).toMatchObject({ code: 'unavailable' });
  ended.abort();
  const codes = (await Promise.all([sent[0], sent[1], ...others])).map((failure) => failure?.code);
  expect(codes).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
});

test('calls that never end hold up their own lane only', async () => {
  await using rig = poolRig({ limits: { timeMs: 600_000, memoryMb: 512, outputBytes: 1_000 } });
  const ended = new AbortController();
  const stuck = Array.from({ length: 5 }, () =>
    failureOf(rig.pool.call('spin', { ms: 600_000 }, { lane: 'stuck', signal: ended.signal })),
  );
  expect(await rig.pool.call('echo', 'through', plainly)).toBe('through');
  ended.abort();
  expect((await Promise.all(stuck)).map(({ code }) => code)).toEqual(Array(5).fill('cancelled'));
});

test('metrics tell calls by outcome and ends by reason', async () => {
  await using rig = poolRig();
  await rig.pool.call('echo', 1, plainly);
  await failureOf(rig.pool.call('abort', undefined, plainly));
  await rig.pool.close();
  const metrics = rig.metrics();
  expect(metrics).toContain('worker_call_duration_seconds_count{pool="fixture",outcome="ok"} 1');
  expect(metrics).toContain('worker_call_duration_seconds_count{pool="fixture",outcome="unavailable"} 1');
  expect(metrics).toContain('worker_ends_total{pool="fixture",reason="crash"} 1');
});
