import { expect, test } from 'vitest';
import { resolvePeriod } from './period.ts';

const rule = {
  today: '2026-07-15',
  defaultDays: 3,
  maxDays: 10,
  earliest: '2026-01-01',
  latest: '2026-07-30',
};

test('nothing said means the default length from today', () => {
  expect(resolvePeriod({}, rule)).toEqual({ start: '2026-07-15', end: '2026-07-17', days: 3 });
});

test('a start alone is one day, and with days that many', () => {
  expect(resolvePeriod({ start: '2026-02-28' }, rule)).toEqual({
    start: '2026-02-28',
    end: '2026-02-28',
    days: 1,
  });
  expect(resolvePeriod({ start: '2026-02-28', days: 2 }, rule)).toMatchObject({ end: '2026-03-01' });
});

test('words mean days, a start of several days ends the period too, and what has begun of it is left', () => {
  expect(resolvePeriod({ start: 'tomorrow' }, rule)).toMatchObject({
    start: '2026-07-16',
    end: '2026-07-16',
  });
  expect(resolvePeriod({ start: 'this weekend' }, rule)).toMatchObject({ start: '2026-07-18', days: 2 });
  expect(resolvePeriod({ start: 'this weekend', days: 1 }, rule)).toMatchObject({ end: '2026-07-18' });
  expect(resolvePeriod({ start: 'today', end: 'this weekend' }, rule)).toMatchObject({ end: '2026-07-19' });
  const ahead = { ...rule, earliest: rule.today };
  expect(resolvePeriod({ start: 'this week' }, ahead)).toMatchObject({ start: '2026-07-15', days: 5 });
  expect(resolvePeriod({ start: 'last week' }, ahead)).toMatchObject({
    problem: expect.stringContaining('too early'),
  });
});

test('an end alone runs from today', () => {
  expect(resolvePeriod({ end: '2026-07-16' }, rule)).toMatchObject({ start: '2026-07-15', days: 2 });
});

test.for([
  [{ end: '2026-07-16', days: 2 }, 'exclude each other'],
  [{ start: 'soon' }, 'Today is Wednesday, 2026-07-15'],
  [{ end: '2026-02-30' }, 'end: "2026-02-30" is no calendar day'],
  [{ start: '2026-07-16', end: '2026-07-15' }, 'before start'],
  [{ start: '2025-12-31' }, 'too early'],
  [{ end: '2026-07-31', start: '2026-07-30' }, 'too late'],
  [{ start: '2026-07-01', end: '2026-07-11' }, '11 days, more than 10'],
] as const)('%o is refused', ([asked, problem]) => {
  expect(resolvePeriod(asked, rule)).toMatchObject({ problem: expect.stringContaining(problem) });
});

test('the hint for a period that is too long names the day until which it may last', () => {
  expect(resolvePeriod({ start: '2026-07-01', end: '2026-07-20' }, rule)).toMatchObject({
    hint: expect.stringContaining('2026-07-10'),
  });
});
