import { describe, expect, test } from 'vitest';
import { ask, dig, numbers } from './answers.fixture.ts';
import { createOpenMeteo } from './open-meteo.ts';
import { placeList } from './places.ts';

const LONDON = 'latitude=51.5&longitude=-0.12';

describe('refusals carry the exact reasons', () => {
  test.each([
    ['forecast', 'latitude=91&longitude=0', 'Latitude must be in range of -90 to 90°. Given: 91.0.'],
    ['forecast', 'latitude=0&longitude=-180.5', 'Longitude must be in range of -180 to 180°. Given: -180.5.'],
    [
      'forecast',
      'latitude=1,2&longitude=1',
      "Parameter 'latitude' and 'longitude' must have the same number of elements",
    ],
    ['forecast', `${LONDON}&past_days=93`, 'Past days is invalid. Allowed range 0 to 92. Given 93.'],
    ['forecast', `${LONDON}&forecast_days=17`, 'Forecast days is invalid. Allowed range 0 to 16. Given 17.'],
    ['air-quality', `${LONDON}&forecast_days=8`, 'Forecast days is invalid. Allowed range 0 to 7. Given 8.'],
    ['ensemble', `${LONDON}&forecast_days=37`, 'Forecast days is invalid. Allowed range 0 to 36. Given 37.'],
    ['flood', `${LONDON}&forecast_days=367`, 'Forecast days is invalid. Allowed range 0 to 366. Given 367.'],
    [
      'forecast',
      `${LONDON}&start_date=2026-03-15`,
      "Both 'start_date' and 'end_date' must be set in the url",
    ],
    ['climate', LONDON, "Both 'start_date' and 'end_date' must be set in the url"],
    [
      'forecast',
      `${LONDON}&start_date=2026-03-16&end_date=2026-03-15`,
      'End-date must be larger or equals than start-date',
    ],
    [
      'forecast',
      `${LONDON}&start_date=2026-03-15&end_date=2026-04-01`,
      "Parameter 'end_date' is out of allowed range from 2025-12-12 to 2026-03-30",
    ],
    [
      'archive',
      `${LONDON}&start_date=1939-12-31&end_date=1940-01-05`,
      "Parameter 'start_date' is out of allowed range from 1940-01-01 to 2026-03-15",
    ],
    [
      'climate',
      `${LONDON}&start_date=2050-01-01&end_date=2051-01-01`,
      "Parameter 'end_date' is out of allowed range from 1950-01-01 to 2050-12-31",
    ],
    [
      'forecast',
      `${LONDON}&start_date=2026-03-15&end_date=2026-03-16&forecast_days=3`,
      "Parameter 'forecast_days' is mutually exclusive with 'start_date' and 'end_date'",
    ],
    [
      'forecast',
      `${LONDON}&start_date=15.3.2026&end_date=16.3.2026`,
      "Invalid date format. Make sure to use 'YYYY-MM-DD'",
    ],
    ['forecast', `${LONDON}&timezone=Mars/Olympus`, 'Invalid timezone'],
    [
      'forecast',
      `${LONDON}&hourly=temprature_2m`,
      "Data corrupted at path ''. Cannot initialize ForecastVariable from invalid String value temprature_2m for key hourly",
    ],
    [
      'forecast',
      `${LONDON}&temperature_unit=kelvin`,
      'Cannot initialize TemperatureUnit from invalid String value kelvin for key temperature_unit',
    ],
    [
      'forecast',
      'latitude=-33&longitude=151&models=icon_d2&hourly=temperature_2m',
      'No data is available for this location',
    ],
    ['geocoding', 'name=Paris&count=101', 'Parameter count must be between 1 and 100.'],
  ] as const)('%s?%s', (api, query, reason) => {
    const { status, body } = ask(api, query);
    expect({ status, body }).toEqual({ status: 400, body: { error: true, reason } });
  });

  test('too many locations', () => {
    const many = (count: number): string => Array.from({ length: count }, () => '1').join(',');
    expect(ask('forecast', `latitude=${many(1001)}&longitude=${many(1001)}`).body).toEqual({
      error: true,
      reason: 'Only up to 1000 locations can be requested at once',
    });
    expect(ask('elevation', `latitude=${many(101)}&longitude=${many(101)}`).status).toBe(400);
  });
});

describe('shapes', () => {
  test('a forecast has the published fields, units beside the columns, and seven days by default', () => {
    const { status, body } = ask(
      'forecast',
      `${LONDON}&hourly=temperature_2m&daily=temperature_2m_max&current=is_day`,
    );
    expect(status).toBe(200);
    expect(Object.keys(Object(body))).toEqual([
      'latitude',
      'longitude',
      'generationtime_ms',
      'utc_offset_seconds',
      'timezone',
      'timezone_abbreviation',
      'elevation',
      'current_units',
      'current',
      'hourly_units',
      'hourly',
      'daily_units',
      'daily',
    ]);
    expect(dig(body, 'hourly_units')).toEqual({ time: 'iso8601', temperature_2m: '°C' });
    expect(numbers(body, 'hourly', 'temperature_2m')).toHaveLength(168);
    expect(dig(body, 'hourly', 'time', 0)).toBe('2026-03-15T00:00');
    expect(dig(body, 'daily', 'time')).toHaveLength(7);
    expect(dig(body, 'current')).toEqual({ time: '2026-03-15T13:15', interval: 900, is_day: 1 });
    expect(dig(body, 'current_units', 'interval')).toBe('seconds');
  });

  test('coordinates are snapped to the grid of the model', () => {
    const { body } = ask('forecast', 'latitude=52.53&longitude=13.41');
    expect(dig(body, 'latitude')).toBeCloseTo(52.5, 5);
    expect(dig(body, 'longitude')).toBeCloseTo(13.4375, 5);
  });

  test('several coordinates answer with an array in their order', () => {
    const { body } = ask(
      'forecast',
      'latitude=51.5,-33.9&longitude=-0.12,151.2&hourly=temperature_2m&timezone=auto',
    );
    expect(Array.isArray(body)).toBe(true);
    expect(dig(body, 0, 'location_id')).toBeUndefined();
    expect(dig(body, 1, 'location_id')).toBe(1);
    expect(dig(body, 0, 'timezone')).toBe('Europe/London');
    const alone = ask('forecast', 'latitude=-33.9&longitude=151.2&hourly=temperature_2m&timezone=auto').body;
    expect(dig(body, 1, 'hourly')).toEqual(dig(alone, 'hourly'));
  });

  test('a zone shifts the local clock, with one offset for the whole response', () => {
    const { body } = ask('forecast', 'latitude=27.7&longitude=85.32&hourly=temperature_2m&timezone=auto');
    expect(dig(body, 'timezone')).toBe('Asia/Kathmandu');
    expect(dig(body, 'utc_offset_seconds')).toBe(20_700);
    expect(dig(body, 'timezone_abbreviation')).toBe('GMT+5:45');
    expect(dig(body, 'hourly', 'time', 0)).toBe('2026-03-15T00:00');
    const ocean = ask('forecast', 'latitude=-45&longitude=-120&timezone=auto').body;
    expect(dig(ocean, 'timezone')).toBe('Etc/GMT+8');
    expect(dig(ocean, 'utc_offset_seconds')).toBe(-28_800);
  });

  test('unixtime prints seconds', () => {
    const { body } = ask(
      'forecast',
      `${LONDON}&hourly=temperature_2m&daily=sunrise&timeformat=unixtime&timezone=Asia/Tokyo`,
    );
    expect(dig(body, 'hourly_units', 'time')).toBe('unixtime');
    expect(dig(body, 'hourly', 'time', 0)).toBe(Date.parse('2026-03-14T15:00:00Z') / 1000);
    expect(numbers(body, 'daily', 'sunrise')).toHaveLength(7);
  });

  test('start_hour and end_hour are both included, and forecast_hours counts from now', () => {
    const range = ask(
      'forecast',
      `${LONDON}&hourly=rain&start_hour=2026-03-15T10:00&end_hour=2026-03-15T12:00`,
    ).body;
    expect(dig(range, 'hourly', 'time')).toEqual([
      '2026-03-15T10:00',
      '2026-03-15T11:00',
      '2026-03-15T12:00',
    ]);
    const next = ask('forecast', `${LONDON}&hourly=rain&forecast_hours=2&past_hours=1`).body;
    expect(dig(next, 'hourly', 'time')).toEqual(['2026-03-15T12:00', '2026-03-15T13:00', '2026-03-15T14:00']);
  });

  test('a variable that another API serves is a column of nulls with the unit "undefined"', () => {
    const { status, body } = ask(
      'archive',
      `${LONDON}&hourly=uv_index&start_date=2025-01-01&end_date=2025-01-01`,
    );
    expect(status).toBe(200);
    expect(dig(body, 'hourly_units', 'uv_index')).toBe('undefined');
    expect(dig(body, 'hourly', 'uv_index', 5)).toBeNull();
  });

  test('several models suffix the columns, one does not', () => {
    const two = ask('forecast', `${LONDON}&hourly=temperature_2m&models=ecmwf_ifs025,icon_eu`).body;
    expect(Object.keys(Object(dig(two, 'hourly')))).toEqual([
      'time',
      'temperature_2m_ecmwf_ifs025',
      'temperature_2m_icon_eu',
    ]);
    const one = ask('forecast', `${LONDON}&hourly=temperature_2m&models=ecmwf_ifs025`).body;
    expect(Object.keys(Object(dig(one, 'hourly')))).toEqual(['time', 'temperature_2m']);
  });

  test('an ensemble has a control and numbered members', () => {
    const { body } = ask('ensemble', `${LONDON}&hourly=temperature_2m&models=ecmwf_ifs025&forecast_days=1`);
    const names = Object.keys(Object(dig(body, 'hourly')));
    expect(names).toHaveLength(52);
    expect(names.slice(0, 3)).toEqual(['time', 'temperature_2m', 'temperature_2m_member01']);
    expect(names.at(-1)).toBe('temperature_2m_member50');
  });

  test('elevation answers with a list', () => {
    expect(ask('elevation', 'latitude=27.7,0&longitude=85.32,-30').body).toEqual({ elevation: [1317, 0] });
  });

  test('each path belongs to one API', () => {
    const { apiOf } = createOpenMeteo({ seed: 1, now: () => new Date(0), places: placeList([]) });
    expect(['/v1/forecast', '/v1/archive', '/v1/air-quality', '/v1/get', '/v2/forecast'].map(apiOf)).toEqual([
      'forecast',
      'archive',
      'air-quality',
      'geocoding',
      undefined,
    ]);
  });
});
