import { expect, test } from 'vitest';
import { noDay, readDays } from './day-words.ts';

/** A Wednesday. */
const today = '2026-07-15';

test.each([
  ['2026-08-01', '2026-08-01', '2026-08-01'],
  ['today', today, today],
  [' Tomorrow ', '2026-07-16', '2026-07-16'],
  ['the day after tomorrow', '2026-07-17', '2026-07-17'],
  ['yesterday', '2026-07-14', '2026-07-14'],
  ['in 10 days', '2026-07-25', '2026-07-25'],
  ['3 days ago', '2026-07-12', '2026-07-12'],
  ['this weekend', '2026-07-18', '2026-07-19'],
  ['weekend', '2026-07-18', '2026-07-19'],
  ['next weekend', '2026-07-25', '2026-07-26'],
  ['this week', '2026-07-13', '2026-07-19'],
  ['last week', '2026-07-06', '2026-07-12'],
  ['next_week', '2026-07-20', '2026-07-26'],
  ['Saturday', '2026-07-18', '2026-07-18'],
  ['Wed', today, today],
  ['tuesday', '2026-07-21', '2026-07-21'],
  ['2026-W49', '2026-11-30', '2026-12-06'],
  ['2026W49', '2026-11-30', '2026-12-06'],
  ['2026-W49-3', '2026-12-02', '2026-12-02'],
  ['2026-W01', '2025-12-29', '2026-01-04'],
  ['2026-W53', '2026-12-28', '2027-01-03'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('%s is %s to %s', (text, start, end) => {
  expect(readDays(text, today)).toEqual({ start, end });
});

test('the weekend on a Sunday is the one that it belongs to', () => {
  expect(readDays('this weekend', '2026-07-19')).toEqual({ start: '2026-07-18', end: '2026-07-19' });
});

test.each([
  '2026-02-30',
  '15.07.2026',
  '07/15/2026',
  '2025-W53',
  '2026-W00',
  '2026-W54',
  '2026-13',
  'next friday',
  'soon',
  'constructor',
  '2026',
  'in 1000 days',
])('%s is not clear, and the error names today', (text) => {
  expect(readDays(text, today)).toBeUndefined();
  const { problem, hint } = noDay('start', text, today);
  expect(problem).toContain(`start: "${text}"`);
  expect(problem).toContain('Today is Wednesday, 2026-07-15');
  expect(hint).toContain('YYYY-MM-DD');
});
