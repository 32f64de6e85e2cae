import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('converts 100 °C to 212 °F', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('convert_temperature', {
    temperature: 100,
    from_unit: 'celsius',
    to_unit: 'fahrenheit',
  });
  expect(answer.structuredContent).toEqual({ value: 212, unit: '°F', text: '100 °C = 212 °F' });
  expect(answer.text).toBe('100 °C = 212 °F');
});

test('refuses a number that no unit could hold', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('convert_temperature', {
    temperature: 1e308,
    from_unit: 'celsius',
    to_unit: 'fahrenheit',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
});

test('refuses a temperature below absolute zero and names the lowest one', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('convert_temperature', {
    temperature: -300,
    from_unit: 'celsius',
    to_unit: 'kelvin',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('-273.15 °C');
});
