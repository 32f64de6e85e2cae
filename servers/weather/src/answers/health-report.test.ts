import { expect, test } from 'vitest';
import { type HealthFacts, healthReport } from './health-report.ts';

type State = ReturnType<HealthFacts['upstreams']>[number]['status'];

function facts(states: readonly State[], used = 1): HealthFacts {
  return {
    provider: 'open-meteo',
    upstreams: () =>
      states.map((status, i) => ({ name: `api ${i}`, status, circuit: 'closed', cache_hit_rate: 1 / 3 })),
    quota: () => [{ window: 'minute', used, limit: 600, resets_at: '2026-07-15T12:01:00Z' }],
  };
}

test.each<[State[], string]>([
  [['up', 'unknown'], 'ok'],
  [['up', 'degraded'], 'degraded'],
  [['up', 'down'], 'degraded'],
  [['down', 'down'], 'down'],
])('upstreams that are %j make the server %s', (states, status) => {
  expect(healthReport(facts(states)).status).toBe(status);
});

test('a spent quota makes the server degraded, and nothing less than zero is left', () => {
  expect(healthReport(facts(['up'], 601.256))).toMatchObject({
    status: 'degraded',
    upstreams: [{ cache_hit_rate: 0.33 }],
    quota: [{ used: 601.26, left: 0 }],
  });
});
