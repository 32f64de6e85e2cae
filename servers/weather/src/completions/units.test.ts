import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('completes both systems of units, whatever the case', async () => {
  await using mcp = await connectWeather();
  const ref = { type: 'ref/prompt', name: 'weather_report' } as const;
  expect(await mcp.complete(ref, 'units', '')).toEqual(['metric', 'imperial']);
  expect(await mcp.complete(ref, 'units', 'IMP')).toEqual(['imperial']);
});
