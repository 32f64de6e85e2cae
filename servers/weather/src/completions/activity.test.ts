import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('completes activities that have limits before other events', async () => {
  await using mcp = await connectWeather();
  const ref = { type: 'ref/prompt', name: 'event_go_no_go' } as const;
  expect((await mcp.complete(ref, 'activity', ''))[0]).toBe('running');
  expect(await mcp.complete(ref, 'activity', 'Wed')).toEqual(['wedding']);
});
