import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('is the object of its tool', async () => {
  await using mcp = await connectWeather();
  const { structuredContent } = await mcp.call('get_air_quality', { location: 'tokyo' });
  expect(JSON.parse(await mcp.read('weather://tokyo/air-quality'))).toEqual(structuredContent);
});

test('is offered as a template', async () => {
  await using mcp = await connectWeather();
  const templates = (await mcp.listResourceTemplates()).map(({ uriTemplate }) => uriTemplate);
  expect(templates).toEqual(
    expect.arrayContaining(['weather://{city}/air-quality', 'weather://{city}/alerts']),
  );
});
