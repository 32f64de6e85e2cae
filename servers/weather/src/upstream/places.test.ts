import { expect, test } from 'vitest';
import { failureOf, startEmulated } from './emulated.fixture.ts';

test.each([
  ['new-york', 'new-york'],
  ['Paris', 'paris'],
  ['SÃO PAULO', 'sao-paulo'],
  ['Paris, TX', 'paris-us-texas'],
  ['paris, texas, usa', 'paris-us-texas'],
  ['London, ON', 'london-ca'],
  ['Birmingham, UK', 'birmingham'],
  ['birmingham-gb', 'birmingham'],
  ['Paris TX', 'paris-us-texas'],
  ['paris texas usa', 'paris-us-texas'],
  ['Portland Oregon', 'portland'],
  ['paris-tx', 'paris-us-texas'],
  ['Ontario, CA', 'ontario-us'],
  ['ontario-us', 'ontario-us'],
  ['Rome, Georgia', 'rome-us-georgia'],
  ['Portland Maine', 'portland-us-maine'],
  ['St. Louis', 'st-louis'],
  ['東京', 'tokyo'],
  ['Москва', 'moscow'],
  ['Αθήνα', 'athens'],
  ['القاهرة', 'cairo'],
  ['서울', 'seoul'],
  ['Londres', 'london'],
  ['Philadelphia', 'philadelphia'],
  ['Islamabad', 'islamabad'],
  ['Tarifa', 'tarifa'],
  ['Nan', 'nan'],
  ['Sankt Moritz', 'st-moritz'],
  ['Duesseldorf', 'dusseldorf'],
  ['San José, Costa Rica', 'san-jose-cr'],
  ['san-jose-cr-san-jose', 'san-jose-cr'],
  ['Springfield, Illinois', 'springfield-us-illinois'],
  ['Sydney, Nova Scotia', 'sydney-ca'],
  ['Å, Norway', 'gn-3157107'],
  ['gn-3157107', 'gn-3157107'],
  ['gn-2988507', 'paris'],
  ['Париж', 'paris'],
  ['LA', 'los-angeles'],
  ['SF', 'san-francisco'],
  ['us', 'us'],
  ['48º51\'24"N 2º21\'07"E', '48.85667,2.35194'],
  ['{"lat": 48.85, "lon": 2.35}', '48.85,2.35'],
  ['48.85 degrees north, 2.35 degrees west', '48.85,-2.35'],
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

test.each(['Tarifaa', 'Lond', 'Pariss', 'Toky'])(
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
  const { deps, openMeteo, signal } = await startEmulated();
  for (const name of ['Valencia', 'CÓRDOBA', 'Canton', 'Batavia', 'Suzhou']) {
    const failure = await failureOf(deps.places.resolve(name, { signal }));
    expect(failure.details).toMatchObject({ needs_choice: true });
  }
  expect(openMeteo.requests).toEqual([]);
});

test('a name in another script that the gazetteer lacks is asked for in a language of that script', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  expect(await deps.places.resolve('Большие Коты', { signal })).toMatchObject({ city_id: 'gn-2050915' });
  expect(openMeteo.requests.map(({ query }) => query.get('language'))).toEqual(['ru']);
  const { value } = await deps.places.search('Большие Коты', { signal, limit: 3, language: 'en' });
  expect(value[0]?.city_id).toBe('gn-2050915');
});

test.each([
  ['Tuscany', 'a region of Italy', '"florence"'],
  ['Toscana', 'a region of Italy', '"florence"'],
  ['Normandy', 'a region of France', '"rouen"'],
  ['Texas', 'a region of United States', '"houston"'],
  ['Georgia', 'a region of United States', '"atlanta"'],
  ['Germany', 'a country', '"berlin"'],
  ['Mexico', 'a country', '"mexico-city"'],
  ['Frankreich', 'a country', '"paris"'],
  ['日本', 'a country', '"tokyo"'],
  ['LHR', 'an airport: London Heathrow', '"51.471,-0.462"'],
  ['EGLL', 'an airport: London Heathrow', '"london"'],
  ['Mont Blanc', 'a mountain', '"45.833,6.865"'],
  ['Mt Everest', 'a mountain', '"27.988,86.925"'],
  ['Rhine', 'a river', 'Name a town'],
  ['Lake Como', 'a lake', '"lake-como-us"'],
  ['the Alps', 'a mountain range', 'Name a town'],
  ['Europe', 'a part of the world', 'Name a town'],
])('%s is told to be %s, with the next step', async (name, what, step) => {
  const { deps, openMeteo, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve(name, { signal }));
  expect(failure.message).toContain(`"${name}" is`);
  expect(failure.message).toContain(what);
  expect(failure.hint).toContain(step);
  expect(failure.hint).not.toContain('tulcan');
  expect(openMeteo.requests.length).toBeLessThanOrEqual(2);
});

test.each(['ontario', 'normandy', 'Georgia, US', 'Georgia USA', 'Tuscany, Italy', 'Victoria, Australia'])(
  '%s is a region',
  async (name) => {
    const { deps, signal } = await startEmulated();
    expect((await failureOf(deps.places.resolve(name, { signal }))).message).toContain('is a region of');
  },
);

test.each(['90210', '75001', 'SW1A 1AA', 'K1A 0B1', '1012 AB', 'D-10115', '100-0001'])(
  '%s is told to read like a postal code',
  async (code) => {
    const { deps, signal } = await startEmulated();
    const failure = await failureOf(deps.places.resolve(code, { signal }));
    expect(failure.message).toContain('postal code');
    expect(failure.hint).toContain('Name the town');
  },
);

test.each(['Washington', 'New York', 'Singapore', 'Luxembourg', 'São Paulo', 'Quebec', 'Lucerne'])(
  '%s is the town, though a region or country is called so too',
  async (name) => {
    const { deps, signal } = await startEmulated();
    expect((await deps.places.resolve(name, { signal })).population).toBeGreaterThan(50_000);
  },
);

test('a place that the geocoder alone knows and that is none to live in is told to be what it is', async () => {
  const { deps, signal } = await startEmulated();
  const mountain = await failureOf(deps.places.resolve('Piz Palü', { signal }));
  expect(mountain.message).toContain('a mountain (3900 m)');
  expect(mountain.hint).toContain('"46.3781,9.9597"');
  const river = await failureOf(deps.places.resolve('Große Laber', { signal }));
  expect(river.message).toContain('a river');
});

test('a region is searched as its largest places, and a code of an airport is told to be one', async () => {
  const { deps, signal } = await startEmulated();
  const { value } = await deps.places.search('Tuscany', { signal, limit: 3 });
  expect(value.map(({ city_id }) => city_id)).toEqual(['florence', 'prato', 'livorno']);
  const failure = await failureOf(deps.places.search('LHR', { signal, limit: 3 }));
  expect(failure.message).toContain('an airport');
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
  expect((await failureOf(deps.places.resolve('Bolshiye Koty', { signal }))).code).toBe('network_error');
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
  await deps.places.resolve('Bolshiye Koty', { signal });
  advance(6 * 86_400_000);
  await deps.places.resolve('Bolshiye Koty', { signal });
  expect(openMeteo.requests).toHaveLength(1);
});

test('three cities are featured, and completion is there at once', async () => {
  const { deps } = await startEmulated();
  expect(deps.places.featured().map(({ city_id }) => city_id)).toEqual(['new-york', 'london', 'tokyo']);
  expect(deps.places.suggest('toky', 1)).toEqual({ values: ['tokyo'], total: expect.any(Number) });
});
