import { readFileSync } from 'node:fs';
import { countryCode, countryCodeInAnyLanguage, countryName, foldVersion } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { distanceKm } from '../../places/geo.ts';
import { airportOf } from './airports.ts';
import { foldName, slugOf } from './fold.ts';
import { gazetteer } from './gazetteer.ts';
import { landmarkNamed } from './landmarks.ts';
import { openPlaceFile, shippedPlaces } from './place-file.ts';
import { regionsOf } from './regions.ts';

const { places } = shippedPlaces();
/** One place in 97 of the list. */
const sample = Array.from({ length: Math.floor(places / 97) }, (_, step) =>
  gazetteer.byIndex(step * 97),
).filter((city) => city !== undefined);
const idsOf = (name: string): string[] => gazetteer.named(name).map((city) => city.city_id);

test('names fold to the same text however they are typed', () => {
  expect(foldName('  Xi’an ')).toBe('xian');
  expect(foldName('ŁÓDŹ')).toBe('lodz');
  expect(foldName('İzmir')).toBe('izmir');
  expect(foldName('Washington, D.C.')).toBe('washington dc');
  expect(foldName('ガラス')).not.toBe(foldName('カラス'));
  expect(slugOf('São Tomé & Príncipe')).toBe('sao-tome-principe');
});

test('the file holds 140,000 places in at most 3 MB, sorted by the fold of now', () => {
  const file = shippedPlaces();
  expect(file.bytes.length).toBeLessThan(3_000_000);
  expect(places).toBeGreaterThan(140_000);
  expect(file.foldVersion).toBe(foldVersion);
  expect(() => openPlaceFile(Buffer.from('something else'))).toThrow('no');
});

test('every place finds itself by its name and by its id, and every id is a slug', () => {
  expect(sample.length).toBeGreaterThan(1_000);
  for (const city of sample) {
    expect(gazetteer.named(city.name)).toContainEqual(city);
    expect(gazetteer.byId(city.city_id)).toEqual(city);
    expect(city.city_id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  }
});

test('every place lies on the globe, in a time zone that the runtime knows and a country that has a name', () => {
  const zones = new Set(sample.map((city) => city.timezone));
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  const odd = sample.filter(
    ({ latitude, longitude, country_code }) =>
      Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || countryName(country_code) === undefined,
  );
  expect(odd).toEqual([]);
});

test('ids that an earlier list gave out mean the same places', () => {
  const lines = readFileSync(new URL('earlier-ids.fixture.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const moved = lines.filter((line) => {
    const [id = '', latitude, longitude] = line.split(' ');
    const city = gazetteer.byId(id);
    const there = { latitude: Number(latitude), longitude: Number(longitude) };
    return city === undefined || distanceKm(city, there) > 50;
  });
  expect(lines.length).toBeGreaterThan(400);
  expect(moved).toEqual([]);
});

test.each([
  ['東京', 'tokyo'],
  ['Москва', 'moscow'],
  ['МОСКВА', 'moscow'],
  ['Αθήνα', 'athens'],
  ['القاهرة', 'cairo'],
  ['서울', 'seoul'],
  ['กรุงเทพมหานคร', 'bangkok'],
  ['תל אביב', 'tel-aviv'],
  ['Київ', 'kyiv'],
  ['北京', 'beijing'],
  ['Köln', 'cologne'],
  ['Londres', 'london'],
  ['NYC', 'new-york'],
  ['Tarifa', 'tarifa'],
  ['Biarritz', 'biarritz'],
  ['Chamonix', 'chamonix-mont-blanc'],
  ['Bondi Beach', 'bondi-beach'],
])('%s is borne by %s first', (name, id) => {
  expect(idsOf(name)[0]).toBe(id);
});

test('a name that several places of similar size bear is nobody’s plain id', () => {
  expect(gazetteer.byId('springfield')).toBeUndefined();
  expect(gazetteer.byId('springfield-us-illinois')?.admin1).toBe('Illinois');
  expect(idsOf('Valencia')).not.toContain('valencia');
});

test('completion goes by id and by any name, the largest first, and counts what there is', () => {
  const ids = (prefix: string, limit = 3): string[] =>
    gazetteer.startingWith(prefix, limit).map((city) => city.city_id);
  expect(ids('new-y', 1)).toEqual(['new-york']);
  expect(ids('München')[0]).toBe('munich');
  expect(ids('bomb', 10)).toContain('mumbai');
  expect(ids('', 1)).toEqual(['shanghai']);
  expect(ids('zzzz')).toEqual([]);
  for (const prefix of ['lon', 'new-y', 'zzzz', 'par', 'мос']) {
    expect(gazetteer.countStartingWith(prefix)).toBe(gazetteer.startingWith(prefix, 100_000).length);
  }
  expect(gazetteer.countStartingWith('')).toBe(places);
});

test('the nearest place is found across the antimeridian, and none at the pole', () => {
  expect(gazetteer.nearest({ latitude: -18.14, longitude: 178.44 }, 25)?.city.name).toBe('Suva');
  expect(gazetteer.nearest({ latitude: 90, longitude: 0 }, 25)).toBeUndefined();
  const across = gazetteer.nearest({ latitude: 0, longitude: -179.9 }, 20_000);
  const same = gazetteer.nearest({ latitude: 0, longitude: 180.1 }, 20_000);
  expect(across?.city.city_id).toBe(same?.city.city_id);
});

test('a misspelt name has similar ones, nonsense has none', async () => {
  const similar = async (name: string): Promise<string[]> =>
    (await gazetteer.similarTo(name, 3)).map(({ city }) => city.city_id);
  expect((await similar('Amsterdm'))[0]).toBe('amsterdam');
  expect((await similar('Amsetrdam'))[0]).toBe('amsterdam');
  expect((await similar('Мсква'))[0]).toBe('moscow');
  expect(await similar('Tuscany')).not.toContain('tulcan');
  expect(await similar('qqqqqqqqqqqqqqqqq')).toEqual([]);
  expect(await similar('x'.repeat(1_000))).toEqual([]);
});

test.each([
  ['FR', 'FR'],
  ['france', 'FR'],
  ['U.S.A.', 'US'],
  ['uk', 'GB'],
  ['Türkiye', 'TR'],
  ['Côte d’Ivoire', 'CI'],
  ['Deutschland', 'DE'],
  ['Atlantis', undefined],
])('the country %s is %s', (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test('a country is known by its name in a language of the script', async () => {
  expect(await countryCodeInAnyLanguage('Frankreich')).toBe('FR');
  expect(await countryCodeInAnyLanguage('Россия')).toBe('RU');
  expect(await countryCodeInAnyLanguage('日本')).toBe('JP');
  expect(await countryCodeInAnyLanguage('Atlantis')).toBeUndefined();
});

test('regions and countries of a name come with their people and largest places', () => {
  const [tuscany] = gazetteer.areas('Tuscany');
  expect(tuscany).toMatchObject({ kind: 'region', country_code: 'IT' });
  expect(tuscany?.largest(1)[0]?.city_id).toBe('florence');
  expect(gazetteer.areas('Toscana')[0]?.name).toBe('Tuscany');
  expect(gazetteer.areas('Georgia').map(({ kind, country_code }) => `${kind} ${country_code}`)).toEqual([
    'region US',
    'country GE',
  ]);
  expect(gazetteer.areas('NY')[0]?.name).toBe('New York');
  expect(gazetteer.areas('Atlantis')).toEqual([]);
});

test('an abbreviation may stand for regions of several countries', () => {
  expect(regionsOf('tx')).toMatchObject([{ admin1: 'Texas' }]);
  expect(regionsOf('WA').map((region) => region.country_code)).toEqual(['US', 'AU']);
  expect(regionsOf('zz')).toEqual([]);
});

test('regions with an abbreviation are called as in the list of places', () => {
  const abbreviations = 'TX,ON,NSW,SP,JAL,MH,DF,CDMX,RJ,QC,OR,WB'.split(',');
  for (const abbreviation of abbreviations) {
    expect([abbreviation, gazetteer.areas(abbreviation).length > 0]).toEqual([abbreviation, true]);
  }
});

test('airports are known by either code, and only in capitals', () => {
  expect(airportOf('LHR')).toEqual(airportOf('EGLL'));
  expect(airportOf('LHR')).toMatchObject({ town: 'London', country_code: 'GB' });
  expect(airportOf('lhr')).toBeUndefined();
  expect(airportOf('QQQ')).toBeUndefined();
});

test.each([
  ['Mt Everest', 'mountain'],
  ['the Alps', 'range'],
  ['Rhein', 'river'],
  ['the river Rhine', 'river'],
  ['Lake Como', 'lake'],
  ['Nordsee', 'sea'],
])('%s is a %s', (name, kind) => {
  expect(landmarkNamed(name)?.kind).toBe(kind);
});
