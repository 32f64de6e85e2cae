import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankDescending } from './ranking.ts';

test('ranks descend, keep ties in order and lose only what has no value', () => {
  const entries = fc.array(fc.option(fc.integer({ min: -3, max: 3 })), { maxLength: 12 });
  fc.assert(
    fc.property(entries, (values) => {
      const ranked = rankDescending(values.map((value, item) => ({ item, value })));
      expect(ranked.length).toBe(values.filter((value) => value !== null).length);
      for (const [index, { item, value }] of ranked.entries()) {
        const next = ranked[index + 1];
        if (next) expect(value > next.value || (value === next.value && item < next.item)).toBe(true);
      }
    }),
  );
});
