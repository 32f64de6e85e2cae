import { expect, test } from 'vitest';
import { allowedNextStatuses, isClosed, judgeStatusChange, leadStatuses, statusPath } from './status.ts';

test('every pair of statuses is judged as the table says, and a refusal names the allowed ones', () => {
  for (const from of leadStatuses) {
    for (const to of leadStatuses) {
      const verdict = judgeStatusChange({ from, to, note: 'why', lost_reason: 'price' });
      expect(verdict.allowed, `${from} → ${to}`).toBe(from === to || allowedNextStatuses(from).includes(to));
      if (!verdict.allowed)
        for (const next of allowedNextStatuses(from)) expect(verdict.hint).toContain(next);
    }
  }
});

test('no status is a dead end, and every status can be reached from a new lead', () => {
  for (const status of leadStatuses) {
    expect(allowedNextStatuses(status).length).toBeGreaterThan(0);
    expect(statusPath('new', status).at(-1)).toBe(status);
  }
});

test('a lead is lost only with a reason that says something', () => {
  expect(judgeStatusChange({ from: 'proposal', to: 'lost' })).toMatchObject({
    allowed: false,
    problem: 'lost_reason_missing',
  });
  expect(judgeStatusChange({ from: 'proposal', to: 'lost', lost_reason: ' ' })).toMatchObject({
    allowed: false,
  });
  expect(judgeStatusChange({ from: 'proposal', to: 'lost', lost_reason: 'price' })).toEqual({
    allowed: true,
    kind: 'close',
  });
});

test('a closed lead reopens only with a note, and never straight into the other end', () => {
  expect(judgeStatusChange({ from: 'lost', to: 'contacted' })).toMatchObject({
    allowed: false,
    problem: 'note_missing',
  });
  expect(judgeStatusChange({ from: 'lost', to: 'contacted', note: 'called us' })).toEqual({
    allowed: true,
    kind: 'reopen',
  });
  expect(judgeStatusChange({ from: 'won', to: 'lost', note: 'x', lost_reason: 'price' })).toMatchObject({
    allowed: false,
  });
  expect(leadStatuses.filter(isClosed)).toEqual(['won', 'lost']);
});

test('setting the same status changes nothing, and the way round is shown', () => {
  expect(judgeStatusChange({ from: 'lost', to: 'lost' })).toEqual({ allowed: true, kind: 'unchanged' });
  expect(judgeStatusChange({ from: 'new', to: 'won' })).toMatchObject({
    message: 'A lead cannot move from new to won.',
    hint: expect.stringContaining('new → contacted → proposal → won'),
  });
  expect(judgeStatusChange({ from: 'proposal', to: 'qualified' })).toEqual({
    allowed: true,
    kind: 'step_back',
  });
});
