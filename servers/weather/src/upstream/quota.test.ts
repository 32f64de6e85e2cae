import { ToolError } from '@patchbay/core';
import { expect, test } from 'vitest';
import { createQuotaLedger, type QuotaLedger } from './quota.ts';

const limits = { minute: 10, hour: 50, day: 80 };

function ledgerAt(start: string): { ledger: QuotaLedger; advance(ms: number): void } {
  let time = Date.parse(start);
  const ledger = createQuotaLedger(limits, () => time);
  return {
    ledger,
    advance: (ms) => {
      time += ms;
    },
  };
}

function refusalOf(call: () => void): ToolError {
  try {
    call();
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('a request that the minute cannot bear is refused with its cost, what is left and an honest wait', () => {
  const { ledger, advance } = ledgerAt('2026-06-15T12:00:40Z');
  ledger.admit(8);
  const refusal = refusalOf(() => ledger.admit(3.5));
  expect(refusal).toMatchObject({ code: 'rate_limited', retryable: true, retryAfterMs: 20_000 });
  expect(refusal.message).toContain('costs 3.5 calls');
  expect(refusal.message).toContain('2 of 10 are left this minute');
  expect(refusal.hint).toContain('20 s');
  advance(20_000);
  expect(() => ledger.admit(3.5)).not.toThrow();
});

test('a refused request costs nothing', () => {
  const { ledger } = ledgerAt('2026-06-15T12:00:00Z');
  ledger.admit(9);
  refusalOf(() => ledger.admit(2));
  expect(ledger.windows().map(({ used }) => used)).toEqual([9, 9, 9]);
});

test('the longest of the full windows sets the wait', () => {
  const { ledger, advance } = ledgerAt('2026-06-15T12:50:30Z');
  for (let minute = 0; minute < 5; minute += 1) {
    advance(60_000);
    ledger.admit(10);
  }
  const refusal = refusalOf(() => ledger.admit(1));
  expect(refusal.message).toContain('0 of 50 are left this hour');
  expect(refusal.retryAfterMs).toBe(4.5 * 60_000);
});

test('windows begin anew on the wall clock, the day at midnight UTC', () => {
  const { ledger, advance } = ledgerAt('2026-06-15T23:59:30Z');
  ledger.admit(10);
  expect(ledger.windows().map(({ resets_at }) => resets_at)).toEqual([
    '2026-06-16T00:00:00.000Z',
    '2026-06-16T00:00:00.000Z',
    '2026-06-16T00:00:00.000Z',
  ]);
  advance(30_000);
  expect(ledger.windows().map(({ used }) => used)).toEqual([0, 0, 0]);
});

test('an error is settled to one call, but not in a window that has begun since', () => {
  const { ledger, advance } = ledgerAt('2026-06-15T12:00:59Z');
  ledger.admit(8);
  advance(2_000);
  ledger.settle(8, 1, 2_000);
  expect(ledger.windows().map(({ used }) => used)).toEqual([0, 1, 1]);
});

test.each([
  ['minute', 30_000],
  ['hour', 30 * 60_000 - 30_000],
  ['day', (11 * 60 + 30) * 60_000 - 30_000],
] as const)('a closed %s stays closed until it resets', (window, wait) => {
  const { ledger, advance } = ledgerAt('2026-06-15T12:30:30Z');
  expect(ledger.close(window, undefined).retryAfterMs).toBe(wait);
  expect(refusalOf(() => ledger.admit(1)).retryAfterMs).toBe(wait);
  advance(wait);
  expect(() => ledger.admit(1)).not.toThrow();
});

test('a request heavier than any window is refused for good and told how to split', () => {
  const { ledger } = ledgerAt('2026-06-15T12:00:00Z');
  const refusal = refusalOf(() => ledger.checkSize(120));
  expect(refusal).toMatchObject({ code: 'validation_error', retryable: false });
  expect(refusal.hint).toContain('3 or more calls');
});

test('an unused minute lets a request through that is heavier than itself, as the upstream does', () => {
  const { ledger } = ledgerAt('2026-06-15T12:00:00Z');
  expect(() => ledger.admit(30)).not.toThrow();
  expect(refusalOf(() => ledger.admit(1)).code).toBe('rate_limited');
});
