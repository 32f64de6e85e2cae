import { expect, test } from 'vitest';
import { dayColumn } from './day-column.ts';

function read(...values: readonly unknown[]) {
  const reader = dayColumn(values);
  return values.map((value) => {
    const found = reader(value);
    return found === undefined ? undefined : 'text' in found ? found.text : found.problem;
  });
}

test.each([
  ['2026-03-01', '2026-03-01'],
  ['2026/3/1', '2026-03-01'],
  ['2026-03-01 10:15', '2026-03-01T10:15Z'],
  ['1.3.2026', '2026-03-01'],
  ['25/12/2026', '2026-12-25'],
  ['12/25/2026', '2026-12-25'],
  ['12/25/2026 3:05 PM', '2026-12-25T15:05Z'],
  ['12/25/2026, 12:05 am', '2026-12-25T00:05Z'],
  ['4/4/2026', '2026-04-04'],
  ['2026-03-01T10:00:00+02:00', undefined],
  ['soon', undefined],
  [20260301, undefined],
])('%j is %j', (value, expected) => {
  expect(read(value)).toEqual([expected]);
});

test('the order of one cell is that of its column, and stays open where nothing or too much is said', () => {
  expect(read('3/4/2026', '3/31/2026')).toEqual(['2026-03-04', '2026-03-31']);
  expect(read('3/4/2026', '31/3/2026')).toEqual(['2026-04-03', '2026-03-31']);
  expect(read('3/4/2026')).toEqual(['may be 2026-04-03 or 2026-03-04: write it as YYYY-MM-DD']);
  expect(read('3/4/2026', '31/3/2026', '3/31/2026')[0]).toContain('may be');
});
