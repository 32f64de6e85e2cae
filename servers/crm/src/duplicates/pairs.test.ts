import { describe, expect, test } from 'vitest';
import { companyPairs } from './companies.fixture.ts';
import { compare } from './compare.ts';
import { keysOf } from './keys.ts';
import type { Pair } from './pair.fixture.ts';
import { peoplePairs } from './people.fixture.ts';
import { prepare } from './record.ts';
import type { Sharing } from './sharing.ts';
import { inWords, isSure } from './verdict.ts';

function judged({ kind, a, b, shared = {} }: Pair) {
  const [left, right] = [prepare({ id: 1, ...a }), prepare({ id: 2, ...b })];
  const sharing: Sharing = { people: (what) => shared[what] ?? 0 };
  const verdict = compare(left, right, kind, sharing);
  const keys = new Set(keysOf(left, kind));
  const meet = keysOf(right, kind).some((key) => keys.has(key));
  return { verdict, other: compare(right, left, kind, sharing), meet };
}

describe.each([...peoplePairs, ...companyPairs])('$kind, $same: $why', (pair) => {
  const { verdict, other, meet } = judged(pair);
  const told = inWords(verdict, 9).join('; ');

  test('is told right, whichever comes first', () => {
    expect(verdict.score >= 0.7, `${verdict.score} ${told}`).toBe(pair.same);
    expect(other.score).toBeCloseTo(verdict.score, 10);
    expect(verdict.reach).toBeGreaterThanOrEqual(verdict.score);
  });

  test(pair.same ? 'shares a key' : 'is never sure', () => {
    if (pair.same) expect(meet).toBe(true);
    else expect(isSure(verdict), told).toBe(false);
  });
});
