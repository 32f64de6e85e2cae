import { expect, test } from 'vitest';
import { gazetteer } from '../gazetteer/gazetteer.ts';
import { failureOf, startEmulated } from './emulated.fixture.ts';

test.each([
  ['new-york', 'new-york'],
  ['Paris', 'paris'],
  ['SÃO PAULO', 'sao-paulo'],
  ['Paris, TX', 'paris-us-texas'],
  ['paris, texas, usa', 'paris-us-texas'],
  ['London, ON', 'london-ca'],
  ['Birmingham, UK', 'birmingham-gb'],
  ['San José, Costa Rica', 'san-jose-cr-san-jose'],
  ['Springfield, Illinois', 'springfield-us-illinois'],
  ['Sydney, Nova Scotia', 'sydney-ca'],
  ['Å, Norway', 'gn-3157107'],
  ['gn-3157107', 'gn-3157107'],
  ['gn-2988507', 'paris'],
])('%s is %s', async (location, id) => {
  const { deps, signal } = await startEmulated();
  expect(await deps.places.resolve(location, { signal })).toMatchObject({ city_id: id });
});

test('every id that a search gives out is understood again by another process', async () => {
  const first = await startEmulated();
  for (const name of ['paris', 'springfield', 'moscow', 'eu', 'macapa']) {
    const { value } = await first.deps.places.search(name, { signal: first.signal, limit: 10 });
    expect(value.length).toBeGreaterThan(0);
    const second = await startEmulated();
    for (const place of value) {
      const again = await second.deps.places.resolve(place.city_id, { signal: second.signal });
      expect(again.city_id).toBe(place.city_id);
      expect(again.latitude).toBeCloseTo(place.latitude, 1);
    }
  }
});

test('well-known names and ids need no request', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  for (const name of ['tokyo', 'New York', '48.85,2.35']) await deps.places.resolve(name, { signal });
  expect(openMeteo.requests).toHaveLength(0);
});

test('a name that several places of similar size bear is never picked silently', async () => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve('Springfield', { signal }));
  expect(failure.code).toBe('validation_error');
  expect(failure.message).toContain('ambiguous');
  expect(failure.hint).toContain('Springfield, Illinois, US = "springfield-us-illinois"');
  expect(failure.details).toMatchObject({
    needs_choice: true,
    candidates: expect.arrayContaining([expect.objectContaining({ city_id: 'springfield-us-missouri' })]),
  });
});

test('of many candidates the six largest are offered', async () => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve('Victoria', { signal }));
  const candidates = failure.details?.['candidates'];
  expect(Array.isArray(candidates) && candidates.length).toBe(6);
});

test('a namesake under a further name counts: Saint Petersburg is not the one in Florida', async () => {
  const { deps, signal } = await startEmulated();
  const place = await deps.places.resolve('St. Petersburg', { signal });
  expect(place.country_code).toBe('RU');
});

test.each(['Tarifa', 'Par', 'Lond', 'Pariss', 'Toky'])(
  '%s is no other place, and comes back with candidates',
  async (name) => {
    const { deps, signal } = await startEmulated();
    const failure = await failureOf(deps.places.resolve(name, { signal }));
    expect(failure.code).toBe('not_found');
    expect(failure.details).toMatchObject({ needs_choice: true, candidates: expect.any(Array) });
    expect(failure.hint).toContain('Did you mean');
  },
);

test.each(['NaN', 'null', 'undefined', 'None', 'NaN,NaN', 'undefined, 2.35'])(
  '%s is no place',
  async (text) => {
    const { deps, signal } = await startEmulated();
    const asked = [deps.places.resolve(text, { signal }), deps.places.search(text, { signal, limit: 5 })];
    for (const answer of asked) expect((await failureOf(answer)).code).toBe('validation_error');
  },
);

test('the largest bearer of a name in the gazetteer answers alone only when it is five times the next', async () => {
  const { deps, signal } = await startEmulated();
  for (const city of gazetteer.cities) {
    const [first, second] = gazetteer.named(city.name);
    if (!first || !second || first.population >= 5 * second.population) continue;
    const failure = await failureOf(deps.places.resolve(city.name.toUpperCase(), { signal }));
    expect(failure.details).toMatchObject({ needs_choice: true });
    return;
  }
});

test('an unknown name comes back with similar ones and the next step', async () => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve('Amsterdxxm', { signal }));
  expect(failure.code).toBe('not_found');
  expect(failure.hint).toContain('"amsterdam"');
  expect(failure.hint).toContain('search_locations');
});

test.each(['Paris, Japan', 'gn-1', '???', ',,,'])('%j is not found', async (location) => {
  const { deps, signal } = await startEmulated();
  expect((await failureOf(deps.places.resolve(location, { signal }))).code).toBe('not_found');
});

test('coordinates are named after a city nearby, or after themselves', async () => {
  const { deps, signal } = await startEmulated();
  expect(await deps.places.resolve('48.8534 N, 2.3488 E', { signal })).toEqual({
    city_id: '48.8534,2.3488',
    name: 'near Paris',
    admin1: 'Île-de-France',
    country: 'France',
    country_code: 'FR',
    latitude: 48.8534,
    longitude: 2.3488,
    timezone: 'Europe/Paris',
  });
  expect(await deps.places.resolve('0, -180', { signal })).toEqual({
    city_id: '0,-180',
    name: '0,-180',
    latitude: 0,
    longitude: -180,
    timezone: 'Etc/GMT+12',
  });
});

test('coordinates off the globe are refused with the fix', async () => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve('139.69,35.68', { signal }));
  expect(failure).toMatchObject({ code: 'validation_error' });
  expect(failure.message).toContain('"35.68,139.69"');
});

test('a city on the equator or the prime meridian is found though its zeros are left out, its height is unknown', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault({ kind: 'missing_zero_fields' });
  const search = async (name: string) => (await deps.places.search(name, { signal, limit: 1 })).value[0];
  expect(await search('Macapá')).toMatchObject({ latitude: 0 });
  expect(await search('Tema')).toMatchObject({ longitude: 0 });
  // zero and unknown look alike, and a zero that nobody knows would be a claim
  expect((await search('Amsterdam'))?.elevation_m).toBeUndefined();
  expect((await search('Taveuni'))?.population).toBeUndefined();
});

test('while the geocoder is down the gazetteer answers, and only what it lacks is an error', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  await openMeteo.close();
  expect(await deps.places.resolve('Springfield, IL', { signal })).toMatchObject({
    city_id: 'springfield-us-illinois',
  });
  const { value, source } = await deps.places.search('lond', { signal, limit: 3 });
  expect(value[0]?.city_id).toBe('london');
  expect(source).toBe('Places from GeoNames (CC BY 4.0)');
  expect((await failureOf(deps.places.resolve('Provideniya', { signal }))).code).toBe('network_error');
});

test('a search can be narrowed to a country by code or name', async () => {
  const { deps, signal } = await startEmulated();
  const search = async (country: string) =>
    (await deps.places.search('paris', { signal, limit: 5, country })).value.map(({ city_id }) => city_id);
  expect(await search('CA')).toEqual(['paris-ca']);
  expect(await search('united states')).toEqual(['paris-us-texas']);
  expect((await failureOf(search('Atlantis'))).code).toBe('validation_error');
});

test('answers of the geocoder are kept for a week', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated();
  await deps.places.resolve('Paris, TX', { signal });
  advance(6 * 86_400_000);
  await deps.places.resolve('Paris, TX', { signal });
  expect(openMeteo.requests).toHaveLength(1);
});

test('three cities are featured, and completion is there at once', async () => {
  const { deps } = await startEmulated();
  expect(deps.places.featured().map(({ city_id }) => city_id)).toEqual(['new-york', 'london', 'tokyo']);
  expect(deps.places.suggest('tok', 1)).toEqual(['tokyo']);
});
