import { expect, test } from 'vitest';
import { cursorAfter, parseCursor } from './forecast.ts';

test('a cursor is the moment of the next hour, whatever its offset', () => {
  const hours = [{ time: '2026-07-15T23:00:00+01:00' }, { time: '2026-07-16T00:00:00+01:00' }];
  expect(cursorAfter(hours, 1)).toEqual({ next_cursor: '2026-07-15T23:00Z' });
  expect(parseCursor('2026-07-15T23:00Z')?.getTime()).toBe(Date.parse('2026-07-16T00:00:00+01:00'));
});

test('after the last hour there is no cursor', () => {
  expect(cursorAfter([{ time: '2026-07-15T23:00:00+01:00' }], 1)).toEqual({});
});

test.each(['', 'tomorrow', '2026-13-01T00:00Z', '2026-07-15T23:00:00+01:00'])('%j is no cursor', (text) => {
  expect(parseCursor(text)).toBeUndefined();
});
