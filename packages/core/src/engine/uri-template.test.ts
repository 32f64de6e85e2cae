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
  'x://{#path}',
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

const files = compileTemplate('docs://file/{+path}/text');

test.each<[string, string | undefined]>([
  ['docs://file/a/text', 'a'],
  ['docs://file/a/b%20c/d.txt/text', 'a/b c/d.txt'],
  ['docs://file/a/text/text', 'a/text'],
  ['docs://file//text', undefined],
  ['docs://file/a//b/text', undefined],
  ['docs://file/a/../b/text', undefined],
  ['docs://file/a/%2e%2E/b/text', undefined],
  ['docs://file/a%2Fb/text', undefined],
  ['docs://file/a%5Cb/text', undefined],
  ['docs://file/a/b?c/text', undefined],
  ['docs://file/a%00/text', undefined],
  ['docs://file//etc/passwd/text', undefined],
])('a path of several segments is read segment by segment: %s', (uri, path) => {
  expect(files.match(uri)).toEqual(path === undefined ? undefined : { path });
});

test('only one variable of a template can have several segments', () => {
  expect(() => compileTemplate('docs://{+a}/x/{+b}')).toThrow(/several segments/);
  expect(compileTemplate('docs://{root}/{+path}').match('docs://home/a/b')).toEqual({
    root: 'home',
    path: 'a/b',
  });
});
