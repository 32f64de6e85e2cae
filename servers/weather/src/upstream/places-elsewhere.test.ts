/** Holds that names, codes and numbers of something else are answered with no town elsewhere. */
import { expect, test } from 'vitest';
import { failureOf, startEmulated } from './emulated.fixture.ts';

test.each([
  ['Grenada', 'a country', '"saint-georges-gd"'],
  ['Benin', 'a country', '"benin-city"'],
  ['Tonga', 'a country', '"nukualofa"'],
  ['Palau', 'a country', '"koror"'],
  ['Mozambique', 'a country', '"maputo"'],
  ['Andorra', 'a country', '"andorra-la-vella"'],
  ['US', 'a country', '"us"'],
  ['IE', 'a country', '"dublin"'],
  ['PA', 'a region of United States', '"philadelphia"'],
  ['UK', 'a country', '"london"'],
  ['Scotland', 'a region of United Kingdom', '"glasgow"'],
  ['ORD', 'an airport', '"ord"'],
  ['MAD', 'an airport', '"madrid"'],
  ['Isle of Wight', 'an island', 'Name a town'],
])('%s is told to be %s, and never a namesake elsewhere', async (name, what, step) => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve(name, { signal }));
  expect(failure.message).toContain(`"${name}" is`);
  expect(failure.message).toContain(what);
  expect(failure.hint).toContain(step);
});

test.each(['Manchester', 'San José', 'St. Andrews', 'St. Ives'])('%s is asked about', async (name) => {
  const { deps, signal } = await startEmulated();
  expect((await failureOf(deps.places.resolve(name, { signal }))).message).toContain('is ambiguous');
});

test.each(['Pa', 'Cu'])('%s is no city elsewhere that a code stands for', async (name) => {
  const { deps, signal } = await startEmulated();
  expect((await failureOf(deps.places.resolve(name, { signal }))).code).toMatch(/_error|not_found/);
});

test.each([
  ['10115 Berlin', '"berlin"'],
  ['Berlin 10115', '"berlin"'],
  ['Boston Lincolnshire', '"boston"'],
  ['Paris and London', '"paris"'],
])('%s is no place, and the part of it that is one is offered', async (name, offered) => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve(name, { signal }));
  expect(failure.code).toBe('not_found');
  expect(failure.hint).toContain(offered);
});

test.each(['1e5', '12W34', '48,85 2,35', '48 51 24 N 2 21 7 E', '48.85/2.35', '1e1,1e1'])(
  '%s is no point that can be told, and the way to write one is',
  async (text) => {
    const { deps, signal } = await startEmulated();
    const failure = await failureOf(deps.places.resolve(text, { signal }));
    expect(failure.message).toContain('reads like coordinates');
    expect(failure.hint).toContain('"48.8566,2.3522"');
  },
);

test('a small place of a name in another script waits for what the geocoder knows in that language', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  await deps.places.resolve('Фершампенуаз', { signal });
  expect(openMeteo.requests.length).toBeGreaterThan(0);
});

test('divisions of a country whose codes were given to others are not told', async () => {
  const { deps, signal } = await startEmulated();
  for (const name of ['Hanoi', 'Ho Chi Minh City', 'Long Xuyen']) {
    expect((await deps.places.resolve(name, { signal })).admin1, name).toBeUndefined();
  }
});
