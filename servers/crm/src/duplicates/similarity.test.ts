import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, editSimilarity, jaroWinkler } from './similarity.ts';

test('Jaro–Winkler gives the published values', () => {
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
  expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
  expect([jaroWinkler('', 'a'), jaroWinkler('', ''), jaroWinkler('abc', 'xyz')]).toEqual([0, 1, 0]);
});

test('a swap of neighbours is one edit', () => {
  expect(editDistance('smith', 'smiht')).toBe(1);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('ca', 'abc')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
});

test('both measures are symmetric and agree on equality', () => {
  const text = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(jaroWinkler(a, b)).toBeCloseTo(jaroWinkler(b, a), 10);
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(jaroWinkler(a, b)).toBeGreaterThanOrEqual(0);
      expect(editSimilarity(a, b)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a limit changes no distance below it and caps those above', () => {
  const text = fc.string({ maxLength: 10 });
  fc.assert(
    fc.property(text, text, fc.nat(6), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b), limit + 1));
    }),
  );
});

test('very long texts are compared by their beginning', () => {
  const long = 'x'.repeat(10_000);
  expect(editDistance(long, `y${long.slice(1)}`)).toBe(1);
  expect(jaroWinkler(long, long)).toBe(1);
});
