import { expect, test } from 'vitest';
import { ask, dig } from './answers.fixture.ts';

function found(query: string): unknown[] {
  const results = dig(ask('geocoding', query).body, 'results');
  return Array.isArray(results) ? results.map((result: unknown) => dig(result, 'id')) : [];
}

test('namesakes come largest first', () => {
  expect(found('name=Paris')).toEqual([1, 2]);
});

test('an area after the comma keeps the places in it', () => {
  expect(found('name=Paris, Texas')).toEqual([2]);
  expect(found('name=Paris, France')).toEqual([1]);
  expect(found('name=Paris, Germany')).toEqual([]);
});

test('countryCode filters by its exact upper-case text', () => {
  expect(found('name=Paris&countryCode=US')).toEqual([2]);
  expect(found('name=Paris&countryCode=us')).toEqual([]);
});

test('one letter finds nothing, two letters only an exact name, three a prefix, five forgive a typo', () => {
  expect(found('name=P')).toEqual([]);
  expect(found('name=Pa')).toEqual([]);
  expect(found('name=Eu')).toEqual([7]);
  expect(found('name=Par')).toEqual([1, 2]);
  expect(found('name=Lodnon')).toEqual([8]);
  expect(found('name=Berlin')).toEqual([]);
});

test('accents do not matter', () => {
  expect(found('name=sao paulo')).toEqual([3]);
});

test('without a match there is no results field', () => {
  expect(Object.keys(Object(ask('geocoding', 'name=Atlantis').body))).toEqual(['generationtime_ms']);
});

test('zero fields are missing: latitude on the equator, elevation at the sea, unknown population', () => {
  const [equator] = [dig(ask('geocoding', 'name=Macapá').body, 'results', 0)];
  expect(equator).toMatchObject({ id: 4, longitude: -51.07, elevation: 14 });
  expect(Object.keys(Object(equator))).not.toContain('latitude');
  expect(Object.keys(Object(equator))).not.toContain('population');
  expect(Object.keys(Object(dig(ask('geocoding', 'name=Amsterdam').body, 'results', 0)))).not.toContain(
    'elevation',
  );
});

test('a place is fetched by its id', () => {
  expect(ask('geocoding', 'id=6', { path: '/v1/get' }).body).toMatchObject({
    name: 'Kathmandu',
    country_code: 'NP',
  });
  expect(ask('geocoding', 'id=99', { path: '/v1/get' })).toEqual({
    status: 400,
    body: { error: true, reason: 'Location ID not found.' },
  });
});
