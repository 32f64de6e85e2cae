import { expect, test } from 'vitest';
import { dig, numbers } from '../open-meteo/answers.fixture.ts';
import type { NwsResponse } from './nws.ts';
import { createNws } from './nws.ts';

const NOW = '2026-03-06T13:20:00Z';

function get(target: string, userAgent: string | undefined = 'patchbay-test', now = NOW): NwsResponse {
  const url = new URL(target, 'https://api.weather.gov');
  const nws = createNws({ seed: 1, now: () => new Date(now) });
  return nws.respond({ path: url.pathname, query: url.searchParams, userAgent });
}

function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? found : [];
}

const alerts = (query: string): unknown[] => list(get(`/alerts/active?${query}`).body, 'features');

test('a point leads to its grid, and the grid to both forecasts', () => {
  const { status, body, contentType } = get('/points/40.7128,-74.006');
  expect({ status, contentType }).toEqual({ status: 200, contentType: 'application/geo+json' });
  expect(dig(body, 'properties')).toMatchObject({ gridId: 'OKX', timeZone: 'America/New_York' });
  const daily = get(String(dig(body, 'properties', 'forecast'))).body;
  expect(list(daily, 'properties', 'periods')).toHaveLength(14);
  const hourly = get(String(dig(body, 'properties', 'forecastHourly'))).body;
  expect(list(hourly, 'properties', 'periods')).toHaveLength(156);
  expect(dig(hourly, 'properties', 'periods', 0, 'startTime')).toBe('2026-03-06T08:00:00-05:00');
});

test.each([
  ['51.5,-0.12', 404],
  ['61.2,-149.9', 200],
  ['21.3,-157.86', 200],
  ['18.4,-66.1', 200],
  ['52.9,173.2', 200],
  ['somewhere', 400],
  ['91,0', 400],
])('the point %s answers %d', (point, status) => {
  const response = get(`/points/${point}`);
  expect(response.status).toBe(status);
  if (status !== 200) expect(response.contentType).toBe('application/problem+json');
});

test('half days meet, alternate, and keep to the clock on the wall when the clocks change', () => {
  const forecast = String(dig(get('/points/40.7128,-74.006').body, 'properties', 'forecast'));
  const periods = list(get(forecast).body, 'properties', 'periods');
  periods.slice(1).forEach((period, i) => {
    expect(dig(period, 'startTime')).toBe(dig(periods[i], 'endTime'));
    expect(dig(period, 'isDaytime')).toBe(dig(periods[i], 'isDaytime') !== true);
    expect(String(dig(period, 'endTime'))).toMatch(dig(period, 'isDaytime') ? /T18:00:00/ : /T06:00:00/);
  });
  expect(new Set(periods.map((period) => String(dig(period, 'endTime')).slice(-6)))).toEqual(
    new Set(['-05:00', '-04:00']),
  );
});

test('the half days show the extremes of the hours', () => {
  const point = get('/points/41.88,-87.63').body;
  const hours = get(String(dig(point, 'properties', 'forecastHourly'))).body;
  const days = get(String(dig(point, 'properties', 'forecast'))).body;
  const second = dig(days, 'properties', 'periods', 1);
  const within = list(hours, 'properties', 'periods').filter(
    (hour) =>
      String(dig(hour, 'startTime')) >= String(dig(second, 'startTime')) &&
      String(dig(hour, 'startTime')) < String(dig(second, 'endTime')),
  );
  const temperatures = numbers({ column: within.map((hour) => dig(hour, 'temperature')) }, 'column');
  const extreme = dig(second, 'isDaytime') ? Math.max(...temperatures) : Math.min(...temperatures);
  expect(dig(second, 'temperature')).toBe(extreme);
});

test('alerts carry the properties of the real feed and repeat exactly', () => {
  const all = alerts('');
  expect(all.length).toBeGreaterThan(20);
  expect(alerts('')).toEqual(all);
  for (const alert of all) {
    const properties = dig(alert, 'properties');
    for (const key of [
      'id',
      'areaDesc',
      'event',
      'headline',
      'description',
      'senderName',
      'severity',
      'certainty',
      'urgency',
    ]) {
      expect(dig(properties, key), key).toEqual(expect.any(String));
    }
    expect(Date.parse(String(dig(properties, 'sent')))).toBeLessThanOrEqual(Date.parse(NOW));
    expect(Date.parse(String(dig(properties, 'expires')))).toBeGreaterThan(Date.parse(NOW));
    expect(Date.parse(String(dig(properties, 'ends')))).toBeGreaterThan(
      Date.parse(String(dig(properties, 'onset'))),
    );
  }
  expect(new Set(all.map((alert) => dig(alert, 'properties', 'id'))).size).toBe(all.length);
});

test('updates and cancellations name messages that still linger in the feed', () => {
  const all = alerts('');
  const ids = new Set(all.map((alert) => dig(alert, 'properties', 'id')));
  const types = new Set(all.map((alert) => dig(alert, 'properties', 'messageType')));
  expect(types).toEqual(new Set(['Alert', 'Update', 'Cancel']));
  const replaced = all.flatMap((alert) =>
    list(alert, 'properties', 'references').map((old) => dig(old, 'identifier')),
  );
  expect(replaced.some((id) => ids.has(id))).toBe(true);
});

test('a state lists its alerts, a point those of its area, and some places have none', () => {
  const states = ['NY', 'TX', 'HI', 'CO', 'FL', 'AK', 'PR', 'MN'].map(
    (area) => alerts(`area=${area}`).length,
  );
  expect(Math.max(...states)).toBeGreaterThan(0);
  const [first] = alerts('');
  const centre = list(first, 'geometry', 'coordinates', 0, 0);
  const inside = alerts(`point=${Number(centre[1]) + 0.5},${Number(centre[0]) + 0.5}`);
  expect(inside.map((alert) => dig(alert, 'properties', 'id'))).toContain(dig(first, 'properties', 'id'));
  const cities = ['40.71,-74.01', '34.05,-118.24', '21.3,-157.9', '25.77,-80.2', '47.6,-122.3', '39.7,-105'];
  expect(cities.some((point) => alerts(`point=${point}`).length === 0)).toBe(true);
});

test('a point outside the country and an unknown area are refused', () => {
  expect(get('/alerts/active?point=51.5,-0.12')).toMatchObject({
    status: 400,
    contentType: 'application/problem+json',
  });
  expect(get('/alerts/active?area=XX').status).toBe(400);
  expect(get('/stations').status).toBe(404);
});

test('without a User-Agent the answer is 403 and not JSON', () => {
  const nws = createNws({ seed: 1, now: () => new Date(NOW) });
  const refused = nws.respond({ path: '/alerts/active', query: new URLSearchParams(), userAgent: undefined });
  expect(refused).toMatchObject({
    status: 403,
    contentType: 'text/html',
    body: expect.stringContaining('Access Denied'),
  });
});
