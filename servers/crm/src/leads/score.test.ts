import { expect, test } from 'vitest';
import { type ScoredLead, scoreLead } from './score.ts';

const now = new Date('2026-11-20T12:00:00Z');
const lead: ScoredLead = {
  email: 'ada@acme.com',
  phone_e164: '+442079460123',
  company_name: 'Acme',
  title: 'VP Operations',
  employee_range: '201-500',
  source: 'referral',
  status: 'contacted',
  activities: [{ kind: 'meeting', occurred_at: '2026-11-20T11:00:00Z' }],
};
const nothing: ScoredLead = {
  email: null,
  phone_e164: null,
  company_name: null,
  title: null,
  employee_range: null,
  source: null,
  status: 'new',
  activities: [],
};

test('the points of the factors sum to the score and stay within their bounds', () => {
  for (const each of [lead, nothing, { ...lead, activities: Array(50).fill(lead.activities[0]) }]) {
    const { score, breakdown } = scoreLead(each, now);
    expect(breakdown.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    for (const { points, most } of breakdown) expect(points >= 0 && points <= most).toBe(true);
    expect(breakdown.reduce((sum, { most }) => sum + most, 0)).toBe(100);
  }
  expect(scoreLead(nothing, now).score).toBe(0);
  expect(scoreLead(lead, now).score).toBe(77);
});

test('better facts never lower a score', () => {
  const score = (change: Partial<ScoredLead>) => scoreLead({ ...lead, ...change }, now).score;
  expect(score({ email: 'ada@gmail.com' })).toBeLessThan(score({}));
  expect(score({ email: 'info@acme.com' })).toBeLessThan(score({}));
  expect(score({ title: 'Buyer' })).toBeLessThan(score({ title: 'Purchasing Manager' }));
  expect(score({ title: 'Chief Executive' })).toBeGreaterThan(score({}));
  expect(score({ employee_range: '1-10' })).toBeLessThan(score({ employee_range: '10001+' }));
});

test('interest fades with time, does not come from the future, and ends when a lead is lost', () => {
  const engagement = (occurred_at: string, status: ScoredLead['status'] = 'contacted') =>
    scoreLead({ ...lead, status, activities: [{ kind: 'meeting', occurred_at }] }, now).breakdown.at(-1)
      ?.points;
  expect(engagement('2026-11-20T11:00:00Z')).toBe(10);
  expect(engagement('2026-10-21T12:00:00Z')).toBe(5);
  expect(engagement('2026-12-01T12:00:00Z')).toBe(0);
  expect(engagement('2026-11-20T11:00:00Z', 'lost')).toBe(0);
});
