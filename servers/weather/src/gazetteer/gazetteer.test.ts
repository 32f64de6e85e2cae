import { countryName } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { foldName, slugOf } from './fold.ts';
import { gazetteer } from './gazetteer.ts';
import { regionsOf } from './regions.ts';

test('names fold to the same text however they are typed', () => {
  expect(foldName('  Xi’an ')).toBe('xian');
  expect(foldName('ŁÓDŹ')).toBe('lodz');
  expect(foldName('İzmir')).toBe('izmir');
  expect(foldName('Washington, D.C.')).toBe('washington dc');
  expect(slugOf('São Tomé & Príncipe')).toBe('sao-tome-principe');
});

test('every city has one id, and every id is a slug', () => {
  const ids = gazetteer.cities.map((city) => city.city_id);
  expect(ids.length).toBeGreaterThan(5_000);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('every city lies on the globe, in a time zone that the runtime knows and a country that has a name', () => {
  const zones = new Set(gazetteer.cities.map((city) => city.timezone));
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  const odd = gazetteer.cities.filter(
    ({ latitude, longitude, country_code }) =>
      Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || countryName(country_code) === undefined,
  );
  expect(odd).toEqual([]);
});

test('the well-known cities have their plain names as ids', () => {
  for (const id of ['new-york', 'london', 'tokyo', 'paris', 'sao-paulo', 'cologne', 'washington']) {
    expect(gazetteer.byId(id)?.city_id).toBe(id);
  }
  expect(gazetteer.byId('paris')?.country_code).toBe('FR');
});

test('a name that several cities of similar size bear is nobody’s plain id', () => {
  expect(gazetteer.byId('birmingham')).toBeUndefined();
  expect(gazetteer.byId('birmingham-gb')?.population).toBeGreaterThan(900_000);
  expect(gazetteer.byId('springfield-us-illinois')?.admin1).toBe('Illinois');
});

test('completion goes by id and by any name, the largest first', () => {
  const ids = (prefix: string, limit = 3): string[] =>
    gazetteer.startingWith(prefix, limit).map((city) => city.city_id);
  expect(ids('new-y', 1)).toEqual(['new-york']);
  expect(ids('München')).toEqual(['munich']);
  expect(ids('bomb', 1)).toEqual(['mumbai']);
  expect(ids('', 1)).toEqual(['shanghai']);
  expect(ids('zzzz')).toEqual([]);
});

test('the nearest city is found across the antimeridian, and none at the pole', () => {
  expect(gazetteer.nearest({ latitude: -18.1, longitude: 178.5 }, 25)?.city.name).toBe('Suva');
  expect(gazetteer.nearest({ latitude: 90, longitude: 0 }, 25)).toBeUndefined();
  const across = gazetteer.nearest({ latitude: 0, longitude: -179.9 }, 20_000);
  const same = gazetteer.nearest({ latitude: 0, longitude: 180.1 }, 20_000);
  expect(across?.city.city_id).toBe(same?.city.city_id);
});

test('a misspelt name has similar ones, nonsense has none', () => {
  expect(gazetteer.similarTo('Amsterdm', 3)[0]?.city_id).toBe('amsterdam');
  expect(gazetteer.similarTo('qqqqqqqqqqqqqqqqq', 3)).toEqual([]);
});

test('an abbreviation may stand for regions of several countries', () => {
  expect(regionsOf('tx')).toMatchObject([{ admin1: 'Texas' }]);
  expect(regionsOf('WA').map((region) => region.country_code)).toEqual(['US', 'AU']);
  expect(regionsOf('zz')).toEqual([]);
});
