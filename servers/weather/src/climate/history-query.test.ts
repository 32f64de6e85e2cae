import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricNames } from '../series/metric.ts';
import { addDays } from '../time/local-time.ts';
import { grains } from './aggregate.ts';
import { type HistoryQuery, historyCsv, historyId, historyRows, parseHistoryId } from './history-query.ts';

const degrees = (limit: number) =>
  fc.integer({ min: -limit * 10_000, max: limit * 10_000 }).map((value) => value / 10_000);

const queries: fc.Arbitrary<HistoryQuery> = fc
  .record({
    latitude: degrees(90),
    longitude: degrees(180),
    first: fc.integer({ min: 0, max: 30_000 }),
    length: fc.integer({ min: 0, max: 1000 }),
    grain: fc.constantFrom(...grains),
    variables: fc.uniqueArray(fc.constantFrom(...metricNames), { minLength: 1 }),
    units: fc.constantFrom('metric' as const, 'imperial' as const),
  })
  .map(({ first, length, ...rest }) => {
    const start = addDays('1940-01-01', first);
    return { ...rest, start, end: addDays(start, length) };
  });

const london: HistoryQuery = {
  latitude: 51.509,
  longitude: -0.126,
  start: '2024-01-01',
  end: '2024-01-31',
  grain: 'day',
  variables: ['temperature_max', 'precipitation'],
  units: 'metric',
};

test('an id gives back the question it was made of, and is safe in a URI', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const id = historyId(query);
      expect(id).toMatch(/^[\w-]+$/);
      expect(parseHistoryId(id)).toEqual(query);
    }),
  );
});

test('no text is read as a question unless it is the id of that question', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      const query = parseHistoryId(text);
      if (query !== undefined) expect(historyId(query)).toBe(text);
    }),
  );
});

const forged = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

test('an honest id can be built by hand, so that the forgeries below fail for their fault alone', () => {
  expect(
    parseHistoryId(forged('1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation|metric')),
  ).toBeDefined();
});

test.for([
  ['another version', '2|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['a latitude off the globe', '1|91|-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['a longitude off the globe', '1|51|181|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['a latitude that is no number', '1|x|-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['no latitude', '1||-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['too many decimals', '1|51.50901|-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['another spelling of a number', '1|5.1e1|-0.126|2024-01-01|2024-01-31|day|precipitation|metric'],
  ['a day that does not exist', '1|51.509|-0.126|2024-02-30|2024-03-31|day|precipitation|metric'],
  ['an end before the start', '1|51.509|-0.126|2024-01-02|2024-01-01|day|precipitation|metric'],
  ['a time before the archive', '1|51.509|-0.126|1939-12-31|2024-01-01|day|precipitation|metric'],
  ['an unknown grain', '1|51.509|-0.126|2024-01-01|2024-01-31|hour|precipitation|metric'],
  ['an unknown variable', '1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation_sum|metric'],
  ['a variable twice', '1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation,precipitation|metric'],
  ['no variable', '1|51.509|-0.126|2024-01-01|2024-01-31|day||metric'],
  ['unknown units', '1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation|kelvin'],
  ['a field too many', '1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation|metric|x'],
  ['a line break', '1|51.509|-0.126|2024-01-01|2024-01-31|day|precipitation|metric\n'],
] as const)('an id with %s is refused', ([, text]) => {
  expect(parseHistoryId(forged(text))).toBeUndefined();
});

test('padding, other alphabets and overlong texts are refused', () => {
  const id = historyId(london);
  expect(parseHistoryId(`${id}=`)).toBeUndefined();
  expect(parseHistoryId(`${id} `)).toBeUndefined();
  expect(parseHistoryId(id.slice(0, -1))).toBeUndefined();
  expect(parseHistoryId('A'.repeat(401))).toBeUndefined();
});

const daily = {
  time: ['2024-01-30', '2024-01-31', '2024-02-01'],
  values: { temperature_2m_max: [4, 6, null], precipitation_sum: [0.26, null, 1] },
  units: {},
};

test('months say how many of their days the question covers', () => {
  expect(historyRows({ ...london, grain: 'month' }, daily)).toEqual([
    { period: '2024-01', days: 2, temperature_max: 5, precipitation: 0.3 },
    { period: '2024-02', days: 1, temperature_max: null, precipitation: 1 },
  ]);
});

test('gaps are empty cells of the CSV, and units stand in its header', () => {
  expect(historyCsv(london, historyRows(london, daily))).toBe(
    'period,temperature_max (°C),precipitation (mm)\r\n2024-01-30,4,0.3\r\n2024-01-31,6,\r\n2024-02-01,,1\r\n',
  );
});

test('the CSV of longer rows says how they came about, quoted where it has a comma', () => {
  const query = { ...london, grain: 'month' } as const;
  expect(historyCsv(query, historyRows(query, daily))).toBe(
    'period,days,"temperature_max (mean, °C)","precipitation (sum, mm)"\r\n2024-01,2,5,0.3\r\n2024-02,1,,1\r\n',
  );
});
