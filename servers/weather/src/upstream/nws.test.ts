import { expect, test } from 'vitest';
import type { Place } from '../places/place.ts';
import { failureOf, startEmulated } from './emulated.fixture.ts';
import { createNwsAlerts, mapNwsFailure } from './nws.ts';
import { alertsAnswer, alertsInForce } from './nws-alerts.ts';
import { nwsCoverage } from './nws-coverage.ts';
import { createSyntheticSource } from './synthetic-source.ts';

const now = new Date('2026-06-15T12:00:00Z');

test('a US city has official coverage, and the service is asked once with a User-Agent that names us', async () => {
  const { deps, nws, signal } = await startEmulated({ WEATHER_CONTACT: 'ops@example.com' });
  const place = await deps.places.resolve('new-york', { signal });
  const reading = await deps.alerts.active(place, { signal });
  expect(reading.value.coverage).toBe('official');
  expect(reading.value.statement).toContain('US National Weather Service');
  expect(nws.requests.map(({ path }) => path)).toEqual(['/alerts/active']);
  expect(nws.requests[0]?.headers['user-agent']).toBe('patchbay-weather (ops@example.com)');
});

test('abroad nobody is asked, and the statement says that warnings may be in force', async () => {
  const { deps, nws, signal } = await startEmulated();
  const place = await deps.places.resolve('paris', { signal });
  const { value } = await deps.alerts.active(place, { signal });
  expect(value).toMatchObject({ coverage: 'none', alerts: [] });
  expect(value.statement).toContain('may be in force');
  expect(nws.requests).toHaveLength(0);
});

test('coordinates that the service does not know have no coverage', async () => {
  const { deps, nws, signal } = await startEmulated();
  const winnipeg = await deps.places.resolve('49.89512,-97.13838', { signal });
  expect((await deps.alerts.active(winnipeg, { signal })).value.coverage).toBe('none');
  expect(nws.requests.map(({ path }) => path)).toEqual(['/points/49.8951,-97.1384']);
  const chicago = await deps.places.resolve('41.85,-87.65', { signal });
  expect((await deps.alerts.active(chicago, { signal })).value.coverage).toBe('official');
});

test('old warnings stand in with their age for an hour, then the failure is told', async () => {
  const { deps, nws, signal, advance } = await startEmulated();
  const place = await deps.places.resolve('new-york', { signal });
  await deps.alerts.active(place, { signal });
  await nws.close();
  advance(30 * 60_000);
  expect(await deps.alerts.active(place, { signal })).toMatchObject({ stale_s: 1_800 });
  advance(60 * 60_000);
  expect((await failureOf(deps.alerts.active(place, { signal }))).code).toBe('network_error');
});

test('nothing of an error answer reaches a caller', async () => {
  const { deps, nws, signal } = await startEmulated();
  nws.fault({ kind: 'canary', secret: 'canary-55ab', status: 500 });
  const place = await deps.places.resolve('new-york', { signal });
  const { message, hint, details } = await failureOf(deps.alerts.active(place, { signal }));
  expect(JSON.stringify([message, hint, details])).not.toContain('canary-55ab');
});

test('cancelled, replaced, expired, repeated and test messages are left out', () => {
  const later = '2026-06-15T18:00:00Z';
  const alerts = inForce(
    { id: 'a', ends: later },
    { id: 'a', ends: later },
    { id: 'b', ends: later },
    { id: 'c', ends: later, messageType: 'Update', references: [{ identifier: 'b' }] },
    { id: 'd', ends: later },
    { id: 'e', ends: later, messageType: 'Cancel', references: [{ identifier: 'd' }] },
    { id: 'f', expires: '2026-06-15T11:00:00Z' },
    { id: 'g', expires: '2026-06-15T11:00:00Z', ends: later },
    { id: 'h', ends: later, status: 'Test' },
  );
  expect(alerts.map(({ alert_id }) => alert_id)).toEqual(['a', 'c', 'g']);
});

test('acknowledgements, errors, all-clears and private messages are no warnings, and replace none', () => {
  const alerts = inForce(
    { id: 'a' },
    { id: 'b', messageType: 'Ack', references: [{ identifier: 'a' }] },
    { id: 'c', messageType: 'Error', references: [{ identifier: 'a' }] },
    { id: 'd', response: 'AllClear' },
    { id: 'e', scope: 'Private' },
  );
  expect(alerts.map(({ alert_id }) => alert_id)).toEqual(['a']);
});

test('a warning whose event has ended is over, however long its message is valid', () => {
  const alerts = inForce(
    { id: 'a', ends: '2026-06-15T11:59:00Z', expires: '2026-06-15T20:00:00Z' },
    { id: 'b', ends: 'soon', expires: '2026-06-15T20:00:00Z' },
  );
  expect(alerts.map(({ alert_id }) => alert_id)).toEqual(['b']);
});

test('references are read as objects, as ids and as the protocol writes them', () => {
  const alerts = inForce(
    { id: 'a' },
    { id: 'b' },
    { id: 'c' },
    { id: 'd', messageType: 'Update', references: 'w-nws@noaa.gov,a,2026-06-15T10:00:00Z x,b,2026-06-15' },
    { id: 'e', messageType: 'Update', references: ['c', 7, null, { sender: 'x' }] },
    { id: 'f', messageType: 'Update', references: 3 },
  );
  expect(alerts.map(({ alert_id }) => alert_id)).toEqual(['d', 'e', 'f']);
});

test.each<[string, unknown]>([
  ['no event', { properties: { id: 'odd' } }],
  ['a blank event', { properties: { id: 'odd', event: ' ' } }],
  ['no id', { properties: { event: 'Flood Warning' } }],
  ['an id that is no text', { properties: { id: 7, event: 'Flood Warning' } }],
  ['no properties', { id: 'odd' }],
  ['properties that are null', { properties: null }],
  ['nothing', null],
  ['text', 'odd'],
])('a message with %s is skipped and counted, and the rest is shown', (_, odd) => {
  const fine = { properties: { id: 'fine', event: 'Flood Warning', severity: 4, description: ['x'] } };
  const { alerts, unreadable } = alertsInForce(alertsAnswer.parse({ features: [odd, fine] }).features, now);
  expect(alerts).toMatchObject([{ alert_id: 'fine', severity: 'unknown' }]);
  expect(unreadable).toBe(1);
});

test('what could not be read is told, and never passes for an all-clear', async () => {
  const features = [{ properties: { id: 'odd' } }, { properties: null }];
  const alerts = createNwsAlerts({
    source: createSyntheticSource({
      answer: () => ({ status: 200, body: { features } }),
      mapError: mapNwsFailure,
    }),
    attribution: 'a test',
    now: () => now,
  });
  const place = {
    city_id: 'x',
    name: 'Boise',
    country_code: 'US',
    latitude: 43.6,
    longitude: -116.2,
    timezone: 'America/Boise',
  };
  const { value } = await alerts.active(place, { signal: AbortSignal.timeout(60_000) });
  expect(value).toMatchObject({ coverage: 'official', alerts: [] });
  expect(value.statement).toBe(
    'The US National Weather Service has no readable warning in force for Boise, US. 2 messages of the service could not be read, so a warning may be missing here.',
  );
});

test('the most severe comes first, then the earliest', () => {
  const alerts = inForce(
    { id: 'minor', severity: 'Minor', onset: '2026-06-15T01:00:00Z' },
    { id: 'late', severity: 'Extreme', onset: '2026-06-16T00:00:00Z' },
    { id: 'early', severity: 'Extreme', onset: '2026-06-15T13:00:00-05:00' },
    { id: 'odd', severity: 'Whatever' },
  );
  expect(alerts.map(({ alert_id, severity }) => [alert_id, severity])).toEqual([
    ['early', 'extreme'],
    ['late', 'extreme'],
    ['minor', 'minor'],
    ['odd', 'unknown'],
  ]);
});

test('the issuer’s text is cleaned of what hides in it, and cut', () => {
  const [alert] = inForce({ id: 'x', description: `wa\u200Bter\u202E ${'y'.repeat(9_000)}`, headline: null });
  expect(alert?.description?.startsWith('water yyy')).toBe(true);
  expect(alert?.description).toHaveLength(2_000);
  expect(alert?.headline).toBe('Flood Warning');
});

test.each<[Partial<Place>, string]>([
  [{ city_id: 'honolulu', country_code: 'US' }, 'yes'],
  [{ city_id: 'san-juan-pr', country_code: 'PR' }, 'yes'],
  [{ city_id: 'toronto', country_code: 'CA', latitude: 43.7, longitude: -79.4 }, 'no'],
  [{ city_id: '42.3,-83.05', country_code: 'CA', latitude: 42.3, longitude: -83.05 }, 'ask'],
  [{ city_id: '51.9,179.5', latitude: 51.9, longitude: 179.5 }, 'ask'],
  [{ city_id: '0,0', latitude: 0, longitude: 0 }, 'no'],
])('whether %j is covered: %s', (place, coverage) => {
  expect(nwsCoverage({ city_id: '', name: '', latitude: 0, longitude: 0, timezone: 'UTC', ...place })).toBe(
    coverage,
  );
});

function inForce(...messages: object[]): ReturnType<typeof alertsInForce>['alerts'] {
  const features = messages.map((message) => ({ properties: { event: 'Flood Warning', ...message } }));
  return alertsInForce(alertsAnswer.parse({ features }).features, now).alerts;
}
