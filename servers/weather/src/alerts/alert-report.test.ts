import { expect, test } from 'vitest';
import { london } from '../series/report.fixture.ts';
import { type Alert, severities } from './alert.ts';
import { alertReport } from './alert-report.ts';

const alerts = severities.map(
  (severity): Alert => ({
    alert_id: severity,
    event: 'Storm',
    severity,
    urgency: 'Expected',
    certainty: 'Likely',
    headline: 'Storm',
    area: 'City',
    sender: 'Met Office',
  }),
);
const reading = {
  value: { coverage: 'official', statement: 'Five.', alerts },
  source: 'a test',
  fetched_at: '2026-07-15T12:00:00Z',
} as const;

test('the lowest severity shows everything and has nothing to notice', () => {
  const report = alertReport(london, reading, 'unknown');
  expect(report.alerts).toHaveLength(5);
  expect(report.alerts[0]).not.toHaveProperty('headline');
  expect(report).not.toHaveProperty('notice');
});

test('what is milder is left out and counted', () => {
  const report = alertReport(london, reading, 'severe');
  expect(report.alerts.map(({ severity }) => severity)).toEqual(['severe', 'extreme']);
  expect(report.notice).toBe('3 below severe or of unknown severity left out.');
});
