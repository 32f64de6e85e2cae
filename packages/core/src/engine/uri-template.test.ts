import { expect, test } from 'vitest';
import { compileTemplate } from './uri-template.ts';

const forecast = compileTemplate('weather://{city}/forecast');

test.each<[string, Record<string, string>]>([
  ['weather://zurich/forecast', { city: 'zurich' }],
  ['weather://Z%C3%BCrich/forecast', { city: 'Zürich' }],
  ['weather://東京/forecast', { city: '東京' }],
  ['weather://new%20york/forecast', { city: 'new york' }],
  ['weather://47.37,8.54/forecast', { city: '47.37,8.54' }],
  ['weather://st.gallen/forecast', { city: 'st.gallen' }],
  ['WEATHER://Zurich/forecast', { city: 'Zurich' }],
  ['weather://__proto__/forecast', { city: '__proto__' }],
])('%s is read', (uri, variables) => {
  expect(forecast.match(uri)).toEqual(variables);
});

test.each([
  'weather://zurich/forecast/',
  'weather://zurich/forecast?x=1',
  'weather://zurich/FORECAST',
  'weather:///forecast',
  'weather://a/b/forecast',
  'weather://a%2Fb/forecast',
  'weather://a%2fb/forecast',
  'weather://a%5Cb/forecast',
  'weather://../forecast',
  'weather://%2E%2e/forecast',
  'weather://./forecast',
  'weather://a%00b/forecast',
  'weather://a%0Ab/forecast',
  'weather://%ff/forecast',
  'weather://100%/forecast',
  'weather://zurich/forecast\n',
  'xweather://zurich/forecast',
  'zurich',
  '',
])('%j is not of the family', (uri) => {
  expect(forecast.match(uri)).toBeUndefined();
});

test('a variable cannot carry a text of any length', () => {
  expect(forecast.match(`weather://${'z'.repeat(1000)}/forecast`)).toBeDefined();
  expect(forecast.match(`weather://${'z'.repeat(3000)}/forecast`)).toBeUndefined();
});

test('an encoded text is decoded once, not twice', () => {
  expect(forecast.match('weather://a%252Fb/forecast')).toEqual({ city: 'a%2Fb' });
});

test('characters with a meaning in expressions stand for themselves', () => {
  const csv = compileTemplate('weather://result/{id}.csv');
  expect(csv.match('weather://result/a.b.csv')).toEqual({ id: 'a.b' });
  expect(csv.match('weather://result/abxcsv')).toBeUndefined();
});

test('several variables each have their segment', () => {
  const days = compileTemplate('x://{a}/{from_day}/v{to_day2}.csv');
  expect(days.match('x://1/2/v3.csv')).toEqual({ a: '1', from_day: '2', to_day2: '3' });
  expect(days.variables).toEqual(['a', 'from_day', 'to_day2']);
});

test.each([
  'x://{+path}',
  'x://{a,b}',
  'x://{a*}',
  'x://{A}',
  'x://{}',
  'x://{a',
  'x://{a}{b}',
  'x://{a}-{b}/z',
])('the template %s is refused when the server is built', (template) => {
  expect(() => compileTemplate(template)).toThrow(template);
});

test('hostile addresses of any length are dismissed', () => {
  const csv = compileTemplate('x://{a}.csv/{b}.csv/z');
  expect(csv.match(`x://${'.csv'.repeat(250)}/${'.csv'.repeat(250)}`)).toBeUndefined();
  expect(csv.match(`x://${'.csv'.repeat(1_000_000)}/${'.csv'.repeat(1_000_000)}/z`)).toBeUndefined();
});
