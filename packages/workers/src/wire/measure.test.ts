import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { measure } from './measure.ts';

const sparse = (length: number): unknown[] => Object.assign([], { length });
const doubled = (times: number): unknown => {
  let value: unknown = ['a'];
  for (let time = 0; time < times; time += 1) value = [value, value];
  return value;
};
const nested = (levels: number): unknown => {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};
const cycle: unknown[] = [];
cycle.push({ cycle });

test.for<[string, unknown]>([
  ['numbers', [0, -1, 2 ** 31, 2 ** 40, 0.5, Number.NaN, 12n, -(2n ** 200n)]],
  ['text', ['a', 'ä', '→', '', 'x'.repeat(1_000), '→'.repeat(999)]],
  ['constants', [undefined, null, true, false]],
  ['an array made full', Array(1_000).fill(1)],
  ['an array with a few holes', Object.assign(['a', 1], { 4: 'b' })],
  ['rows', Array.from({ length: 100 }, (_, id) => ({ id, name: `row ${id}`, tags: ['a'], '2x': 1 }))],
  ['keys that are years', { 2024: 1, 2025: 2 }],
  ['maps and sets', new Map([[{ a: 1 }, new Set([1, new Date(0)])]])],
  ['bytes', Array.from({ length: 5 }, () => new Uint8Array(1_000))],
  ['a buffer', [new Float64Array(3).buffer, Buffer.from('abc'), new Float64Array(3)]],
])('plain data measures about its bytes: %s', ([, value]) => {
  const payload = serialize(value);
  const size = measure(payload) ?? 0;
  expect(size).toBeGreaterThanOrEqual(payload.length);
  expect(size).toBeLessThan(payload.length * 1.3 + 100);
});

test.for<[string, unknown, number]>([
  ['an array of holes', sparse(2 ** 32 - 2), 2 ** 32 - 2],
  ['holes within', { a: [new Map([['b', sparse(2 ** 26)]])] }, 2 ** 26],
  ['many arrays of holes', Array.from({ length: 50 }, () => sparse(2 ** 26)), 50 * 2 ** 26],
  ['an array that is shared over and over', doubled(40), 2 ** 40],
  ['one without end', doubled(900), 2 ** 800],
  ['elements far apart', Array.from({ length: 100 }, () => ({ 1000: 0 })), 100_000],
  ['empty maps', Array.from({ length: 100 }, () => new Map()), 2_400],
  ['empty views', Array.from({ length: 100 }, () => new Uint8Array()), 2_400],
])('what grows out of its bytes measures what it becomes: %s', ([, value, least]) => {
  expect(measure(serialize(value))).toBeGreaterThanOrEqual(least);
});

test('holes that V8 would have memory for are counted', () => {
  // written by hand, since making the array takes that memory too: a length of 30,000,000 in 11 bytes
  const length = '8087a70e';
  expect(measure(Buffer.from(`ff0f61${length}4000${length}`, 'hex'))).toBe(2 + 30_000_000);
});

test.for<[string, unknown]>([
  ['a value that contains itself', cycle],
  ['a RegExp', /(a+)+$/],
  ['an Error', new Error('a')],
  ['a wrapped primitive', Object(1n)],
  ['a BigInt without end', 2n ** 10_000n],
  ['a buffer that reserves more than it has', new ArrayBuffer(1, { maxByteLength: 2 ** 30 })],
  ['too many levels', nested(1_001)],
])('what is no plain data has no measure: %s', ([, value]) => {
  expect(measure(serialize(value))).toBeUndefined();
});

test.for<[string, string]>([
  ['another version of the format', 'ff0e30'],
  ['something after the value', 'ff0f3030'],
  ['a number of more than 32 bits', 'ff0f49ffffffff7f'],
  ['a number that goes on', 'ff0f49808080808000'],
  ['an array that says more than there is', 'ff0f41ffffff7f'],
  ['an index as text', 'ff0f6f22013149027b01'],
  ['a reference to nothing', 'ff0f5e00'],
  ['a shared buffer', 'ff0f7500'],
  ['nothing', ''],
])('what V8 would not write has no measure: %s', ([, hex]) => {
  expect(measure(Buffer.from(hex, 'hex'))).toBeUndefined();
});

test('whatever becomes of a byte, what is measured is no smaller than what V8 makes of it', () => {
  const value = {
    a: Object.assign([1], { 2: 'b' }),
    m: new Map([[1, sparse(9)]]),
    d: new Date(0),
    b: Buffer.from('abc'),
    s: doubled(3),
  };
  const payload = serialize(value);
  let read = 0;
  for (let at = 2; at < payload.length; at += 1)
    for (let byte = 0; byte < 256; byte += 1) {
      const changed = Buffer.from(payload);
      changed[at] = byte;
      const size = measure(changed);
      if (size === undefined || size > 10_000) continue;
      const made = deserialized(changed);
      if (made !== undefined) read += 1;
      expect(nodesOf(made), changed.toString('hex')).toBeLessThanOrEqual(size);
    }
  expect(read).toBeGreaterThan(1_000);
});

function deserialized(payload: Uint8Array): unknown {
  try {
    return deserialize(payload);
  } catch {
    return undefined;
  }
}

/** How many values a walk meets, holes too. */
function nodesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 1;
  const parts = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  const holes = Array.isArray(value) ? Math.max(0, value.length - parts.length) : 0;
  return parts.reduce<number>((sum, part) => sum + nodesOf(part), 1 + holes);
}
