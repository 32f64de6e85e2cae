import { expect, test } from 'vitest';
import { standardMasks } from './masks.ts';

const { email, phone, amount, prefix, text } = standardMasks;

test('masked values keep their kind and tell next to nothing', () => {
  expect(email('ada.lovelace@example.com')).toBe('a***@example.com');
  expect(phone('+442079460123')).toBe('***23');
  expect(prefix('EC1A 4HD')).toBe('EC***');
  expect([4_812_300, -87, 0, 9.6].map(amount)).toEqual([5_000_000, -90, 0, 10]);
  expect(text()).toBe('***');
});

test('values that are not of the kind are covered whole', () => {
  expect([email('no address'), email('@x.example'), phone('12'), amount('4812300')]).toEqual(
    Array(4).fill('***'),
  );
  expect([amount(Number.NaN), amount(Number.POSITIVE_INFINITY)]).toEqual([0, 0]);
});
