import { describe, expect, test } from 'vitest';
import { ask, dig, mean, numbers } from './answers.fixture.ts';

const LONDON = 'latitude=51.5&longitude=-0.12';

describe('one instant has one value', () => {
  const hour = '2026-03-08T13:00';

  function valueAt(body: unknown, name: string): unknown {
    const times = dig(body, 'hourly', 'time');
    return dig(body, 'hourly', name, Array.isArray(times) ? times.indexOf(hour) : -1);
  }

  test.each([
    'temperature_2m',
    'precipitation',
    'wind_gusts_10m',
    'cloud_cover',
    'shortwave_radiation',
    'snow_depth',
  ])('%s is the same in the forecast, the archive and any window', (name) => {
    const query = `${LONDON}&hourly=${name}`;
    const past = ask('forecast', `${query}&past_days=20`).body;
    const window = ask('forecast', `${query}&start_date=2026-03-08&end_date=2026-03-08`).body;
    const archive = ask('archive', `${query}&start_date=2026-03-01&end_date=2026-03-09`).body;
    const asked = ask('forecast', query, { now: '2026-03-08T06:00:00Z' }).body;
    const expected = valueAt(past, name);
    expect(typeof expected).toBe('number');
    expect([window, archive, asked].map((body) => valueAt(body, name))).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  test('current equals the hourly value on the hour, also in another zone', () => {
    const body = ask(
      'forecast',
      `${LONDON}&current=temperature_2m&hourly=temperature_2m&timezone=Asia/Tokyo&past_days=1`,
      {
        now: '2026-03-08T13:05:00Z',
      },
    ).body;
    const times = dig(body, 'hourly', 'time');
    expect(dig(body, 'current', 'time')).toBe('2026-03-08T22:00');
    const index = Array.isArray(times) ? times.indexOf('2026-03-08T22:00') : -1;
    expect(dig(body, 'current', 'temperature_2m')).toBe(dig(body, 'hourly', 'temperature_2m', index));
  });

  test('the same seed repeats the world, another seed makes another', () => {
    const query = `${LONDON}&hourly=temperature_2m`;
    expect(ask('forecast', query).body).toEqual(ask('forecast', query).body);
    expect(ask('forecast', query, { seed: 2 }).body).not.toEqual(ask('forecast', query).body);
  });
});

test('daily values are those of the hours', () => {
  const daily =
    'temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_hours,weather_code,wind_gusts_10m_max';
  const body = ask(
    'archive',
    `${LONDON}&start_date=2025-01-01&end_date=2025-03-01&timezone=America/New_York&daily=${daily}&hourly=temperature_2m,precipitation,weather_code,wind_gusts_10m`,
  ).body;
  const hours = (name: string, day: number): number[] =>
    numbers(body, 'hourly', name).slice(day * 24, day * 24 + 24);
  const days = numbers(body, 'daily', 'temperature_2m_max').length;
  expect(days).toBe(60);
  for (let day = 0; day < days; day += 1) {
    expect(dig(body, 'daily', 'temperature_2m_max', day)).toBe(Math.max(...hours('temperature_2m', day)));
    expect(dig(body, 'daily', 'temperature_2m_min', day)).toBe(Math.min(...hours('temperature_2m', day)));
    expect(dig(body, 'daily', 'wind_gusts_10m_max', day)).toBe(Math.max(...hours('wind_gusts_10m', day)));
    expect(dig(body, 'daily', 'weather_code', day)).toBe(Math.max(...hours('weather_code', day)));
    const rain = hours('precipitation', day);
    expect(dig(body, 'daily', 'precipitation_sum', day)).toBeCloseTo(
      rain.reduce((a, b) => a + b, 0),
      6,
    );
    expect(dig(body, 'daily', 'precipitation_hours', day)).toBe(rain.filter((mm) => mm > 0).length);
  }
});

test('four quarters of an hour add up to the hour', () => {
  const body = ask(
    'forecast',
    'latitude=1.3&longitude=103.8&hourly=precipitation&minutely_15=precipitation',
  ).body;
  const hourly = numbers(body, 'hourly', 'precipitation');
  const quarters = numbers(body, 'minutely_15', 'precipitation');
  expect(Math.max(...hourly)).toBeGreaterThan(0);
  for (let hour = 1; hour < hourly.length; hour += 1) {
    const sum = quarters.slice(hour * 4 - 3, hour * 4 + 1).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - (hourly[hour] ?? 0))).toBeLessThan(0.025);
  }
});

describe('units', () => {
  const variables = 'temperature_2m,wind_speed_10m,precipitation,snowfall,visibility';

  function columns(units: string): { values: Map<string, number[]>; units: unknown } {
    const body = ask(
      'forecast',
      `latitude=62&longitude=129.7&past_days=20&hourly=${variables}&${units}`,
    ).body;
    return {
      values: new Map(variables.split(',').map((name) => [name, numbers(body, 'hourly', name)])),
      units: dig(body, 'hourly_units'),
    };
  }

  test('imperial columns are the metric ones converted', () => {
    const metric = columns('');
    const other = columns('temperature_unit=fahrenheit&wind_speed_unit=kn&precipitation_unit=inch');
    expect(other.units).toEqual({
      time: 'iso8601',
      temperature_2m: '°F',
      wind_speed_10m: 'kn',
      precipitation: 'inch',
      snowfall: 'inch',
      visibility: 'ft',
    });
    const check = (name: string, factor: number, shift: number, digits: number): void => {
      const values = metric.values.get(name) ?? [];
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0);
      values.forEach((value, i) => {
        expect(other.values.get(name)?.[i]).toBeCloseTo(value * factor + shift, digits);
      });
    };
    check('temperature_2m', 1.8, 32, 0.9);
    check('wind_speed_10m', 1 / 1.852, 0, 0.9);
    check('precipitation', 1 / 25.4, 0, 2);
    check('snowfall', 1 / 2.54, 0, 2);
    check('visibility', 3.28084, 0, 1);
  });

  test.each([
    ['ms', 'm/s', 1 / 3.6],
    ['mph', 'mp/h', 1 / 1.609344],
  ])('wind in %s', (parameter, unit, factor) => {
    const kmh = numbers(ask('forecast', `${LONDON}&hourly=wind_speed_10m`).body, 'hourly', 'wind_speed_10m');
    const body = ask('forecast', `${LONDON}&hourly=wind_speed_10m&wind_speed_unit=${parameter}`).body;
    expect(dig(body, 'hourly_units', 'wind_speed_10m')).toBe(unit);
    expect(mean(numbers(body, 'hourly', 'wind_speed_10m'))).toBeCloseTo(mean(kmh) * factor, 1);
  });
});

describe('where there is no data', () => {
  test('the archive ends five days ago', () => {
    const body = ask(
      'archive',
      `${LONDON}&hourly=temperature_2m&daily=temperature_2m_max&start_date=2026-03-08&end_date=2026-03-15`,
    ).body;
    expect(dig(body, 'daily', 'temperature_2m_max', 0)).toEqual(expect.any(Number));
    expect(dig(body, 'daily', 'temperature_2m_max', 2)).toBeNull();
    expect(dig(body, 'hourly', 'temperature_2m', 191)).toBeNull();
  });

  test('waves end after the eighth day and are unknown inland; the sea temperature goes on', () => {
    const query = 'hourly=wave_height,sea_surface_temperature&forecast_days=16';
    const sea = ask('marine', `latitude=48&longitude=-20&${query}`).body;
    expect(dig(sea, 'hourly', 'wave_height', 190)).toBeGreaterThan(0);
    expect(dig(sea, 'hourly', 'wave_height', 230)).toBeNull();
    expect(numbers(sea, 'hourly', 'sea_surface_temperature')).toHaveLength(384);
    const land = ask('marine', `latitude=50&longitude=80&${query}`).body;
    expect(dig(land, 'hourly', 'wave_height', 0)).toBeNull();
  });

  test('pollen is known in Europe only', () => {
    const season = { now: '2026-05-20T12:00:00Z' };
    expect(
      dig(ask('air-quality', `${LONDON}&hourly=grass_pollen`, season).body, 'hourly', 'grass_pollen', 12),
    ).toEqual(expect.any(Number));
    expect(
      dig(
        ask('air-quality', 'latitude=40&longitude=-75&hourly=grass_pollen', season).body,
        'hourly',
        'grass_pollen',
        12,
      ),
    ).toBeNull();
  });
});

describe('models and members', () => {
  test('members spread with lead time around the forecast', () => {
    const body = ask('ensemble', `${LONDON}&hourly=temperature_2m&models=ecmwf_ifs025&forecast_days=15`).body;
    const names = Object.keys(Object(dig(body, 'hourly'))).filter((name) => name !== 'time');
    const spread = (hour: number): number => {
      const values = names.map((name) => numbers({ v: [dig(body, 'hourly', name, hour)] }, 'v')[0] ?? 0);
      const centre = mean(values);
      return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
    };
    const average = (from: number): number => mean(Array.from({ length: 48 }, (_, i) => spread(from + i)));
    expect(average(16)).toBeLessThan(1);
    expect(average(96)).toBeGreaterThan(average(16));
    expect(average(280)).toBeGreaterThan(1.5);
  });

  test('best_match is the forecast itself, others differ a little, short models end in nulls', () => {
    const body = ask(
      'forecast',
      `${LONDON}&hourly=temperature_2m&models=best_match,ecmwf_ifs025,icon_d2`,
    ).body;
    const plain = numbers(
      ask('forecast', `${LONDON}&hourly=temperature_2m`).body,
      'hourly',
      'temperature_2m',
    );
    expect(numbers(body, 'hourly', 'temperature_2m_best_match')).toEqual(plain);
    const other = numbers(body, 'hourly', 'temperature_2m_ecmwf_ifs025');
    expect(other).not.toEqual(plain);
    expect(mean(other.slice(0, 24).map((value, i) => Math.abs(value - (plain[i] ?? 0))))).toBeLessThan(1);
    expect(dig(body, 'hourly', 'temperature_2m_icon_d2', 20)).toEqual(expect.any(Number));
    expect(dig(body, 'hourly', 'temperature_2m_icon_d2', 100)).toBeNull();
  });

  test('climate models warm over the century, each in its own way', () => {
    const decade = (years: string, model: string): number[] =>
      numbers(
        ask('climate', `${LONDON}&${years}&daily=temperature_2m_mean&models=${model}`).body,
        'daily',
        'temperature_2m_mean',
      );
    const early = 'start_date=1951-01-01&end_date=1970-12-31';
    const late = 'start_date=2031-01-01&end_date=2050-12-31';
    const warming = mean(decade(late, 'MRI_AGCM3_2_S')) - mean(decade(early, 'MRI_AGCM3_2_S'));
    expect(warming).toBeGreaterThan(1);
    expect(warming).toBeLessThan(5);
    expect(decade(late, 'EC_Earth3P_HR')).not.toEqual(decade(late, 'MRI_AGCM3_2_S'));
  });

  test('flood members surround their quartiles, which exist from today on', () => {
    const body = ask(
      'flood',
      'latitude=48.2&longitude=16.4&daily=river_discharge,river_discharge_min,river_discharge_p25,river_discharge_median,river_discharge_p75,river_discharge_max&past_days=2&forecast_days=30',
    ).body;
    expect(dig(body, 'daily', 'river_discharge', 0)).toEqual(expect.any(Number));
    expect(dig(body, 'daily', 'river_discharge_median', 0)).toBeNull();
    for (let day = 2; day < 32; day += 1) {
      const order = ['min', 'p25', 'median', 'p75', 'max'].map((name) =>
        dig(body, 'daily', `river_discharge_${name}`, day),
      );
      expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
    }
    const members = ask(
      'flood',
      'latitude=48.2&longitude=16.4&daily=river_discharge&ensemble=true&forecast_days=1',
    ).body;
    expect(Object.keys(Object(dig(members, 'daily')))).toHaveLength(52);
  });
});

test('the overall air quality index is that of the worst pollutant', () => {
  const parts = ['pm2_5', 'pm10', 'nitrogen_dioxide', 'ozone', 'sulphur_dioxide'];
  const names = [
    'us_aqi',
    'european_aqi',
    ...parts.flatMap((part) => [`us_aqi_${part}`, `european_aqi_${part}`]),
    'us_aqi_carbon_monoxide',
    'pm2_5',
    'pm10',
  ];
  const body = ask('air-quality', `latitude=28.6&longitude=77.2&hourly=${names.join(',')}`).body;
  const columns = new Map(names.map((name) => [name, numbers(body, 'hourly', name)]));
  const at = (name: string, i: number): number => columns.get(name)?.[i] ?? Number.NaN;
  for (let i = 0; i < 120; i += 1) {
    expect(at('us_aqi', i)).toBe(
      Math.max(at('us_aqi_carbon_monoxide', i), ...parts.map((part) => at(`us_aqi_${part}`, i))),
    );
    expect(at('european_aqi', i)).toBe(Math.max(...parts.map((part) => at(`european_aqi_${part}`, i))));
    expect(at('pm10', i)).toBeGreaterThanOrEqual(at('pm2_5', i));
  }
});

test('ten years of days are answered', () => {
  const { status } = ask(
    'archive',
    `${LONDON}&start_date=2015-01-01&end_date=2024-12-31&daily=temperature_2m_max,temperature_2m_min,precipitation_sum,weather_code,wind_gusts_10m_max,shortwave_radiation_sum`,
  );
  expect(status).toBe(200);
});
