import { expect, test } from 'vitest';
import { didYouMean, nearest } from './suggest.ts';

const names = ['city_id', 'latitude', 'units', 'id'];

test.each([
  ['cityId', 'city_id'],
  ['CITY_ID', 'city_id'],
  ['unit', 'units'],
  ['lattitude', 'latitude'],
  ['lat', 'latitude'],
])('%s probably means %s', (wrong, meant) => {
  expect(nearest(wrong, names)).toBe(meant);
});

test.each(['', 'q', 'xy', 'temperature', 'l'.repeat(1_000_000)])('%.20s is like nothing', (wrong) => {
  expect(nearest(wrong, names)).toBeUndefined();
  expect(didYouMean(wrong, names)).toBe('');
});

test('without known names there is nothing to offer', () => {
  expect(nearest('x', [])).toBeUndefined();
});

test.each([
  ['get_weather_forecast', 'get_forecast'],
  ['forecast_get_now', 'get_forecast'],
  ['get_weather_alert', 'get_weather_alerts'],
  ['get_lead_details_of_lead', 'get_lead_details'],
])('%s has all words of %s, or its letters', (wrong, meant) => {
  const tools = ['get_weather_alerts', 'get_forecast', 'get_lead_details', 'search_leads'];
  expect(nearest(wrong, tools)).toBe(meant);
});

test('a name that has the words of two means neither by them', () => {
  expect(nearest('search_and_merge_leads', ['search_leads', 'merge_leads'])).toBeUndefined();
});
