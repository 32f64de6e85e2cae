import { expect, test } from 'vitest';
import { eachEngine } from '../testing.ts';
import { soakJobs } from './jobs-soak.fixture.ts';

eachEngine((engine) => {
  test('jobs of two processes that are killed now and then are each done once, and leave no content behind', async () => {
    const report = await soakJobs({ place: await engine.place(), jobs: 24, kills: 3, processes: 2 });
    expect(report.violations).toEqual([]);
    expect(report.attempts).toBeGreaterThanOrEqual(24);
  }, 600_000);
});
