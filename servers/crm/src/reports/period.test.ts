import { expect, test } from 'vitest';
import { readPeriod } from './period.ts';

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-07-01..2026-09-30', '2026-07-01', '2026-09-30'],
  ['last_month', '2025-12-01', '2025-12-31'],
  ['last_quarter', '2025-10-01', '2025-12-31'],
  ['next_month', '2026-02-01', '2026-02-28'],
  ['This_Year', '2026-01-01', '2026-12-31'],
])('the period %s is from %s to %s', (text, from, to) => {
  expect(readPeriod(text, new Date('2026-01-15T00:00:00Z'))).toEqual({ from, to });
});

test.each(['2026-13', '2026-Q5', '2026-09-30..2026-07-01', 'soon', ''])('%j is no period', (text) => {
  expect(() => readPeriod(text, new Date())).toThrow('is no period');
});
