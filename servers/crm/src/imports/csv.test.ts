import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutGuard } from './formula-guard.ts';
import { leadColumns } from './lead-columns.ts';
import { suggestColumns } from './map-columns.ts';
import { CsvFault, type CsvLimits, type CsvRow, readCsv, usualLimits } from './read-csv.ts';

async function collect(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const found: CsvRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

async function read(text: string | Uint8Array, limits: Partial<CsvLimits> = {}): Promise<CsvRow[]> {
  return collect(readCsv([text], { ...usualLimits, ...limits }));
}

async function faultOf(text: string | Uint8Array, limits: Partial<CsvLimits> = {}): Promise<string> {
  const error: unknown = await read(text, limits).catch((reason: unknown) => reason);
  return error instanceof CsvFault ? `${error.problem} ${error.line}` : 'none';
}

test('rows come with the line on which they begin', async () => {
  expect(await read('a,b\r\n1,"x\ny"\r\n\r\n2,"say ""hi"""\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', 'x\ny'] },
    { line: 5, cells: ['2', 'say "hi"'] },
  ]);
});

test.each([';', '\t', '|', ','])(
  'the separator “%s” is found, and a byte order mark is no letter',
  async (mark) => {
    const file = new TextEncoder().encode(`\uFEFFname${mark}"e,;|mail"${mark}city\nÄnne${mark}x${mark}Köln`);
    expect((await read(file)).map(({ cells }) => cells)).toEqual([
      ['name', 'e,;|mail', 'city'],
      ['Änne', 'x', 'Köln'],
    ]);
  },
);

test('a file is read alike however it is cut into pieces', async () => {
  const bytes = new TextEncoder().encode('name,note\nZoë,"two\r\nlines"\n李,"a,b"\n');
  const whole = await read(bytes);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
      const ends = [...cuts, bytes.length].sort((a, b) => a - b);
      const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
      expect(await collect(readCsv(pieces))).toEqual(whole);
    }),
    { numRuns: fc.readConfigureGlobal()?.numRuns ?? 40 },
  );
});

test('what passes a bound or is malformed is refused with its reason and line', async () => {
  expect(await faultOf('')).toBe('empty 1');
  expect(await faultOf('a\n1\n2\n3', { max_rows: 2 })).toBe('too_many_rows 4');
  expect(await faultOf('a\n1\n2\n', { max_rows: 2 })).toBe('none');
  expect(await faultOf('a,b,c', { max_columns: 2 })).toBe('too_many_columns 1');
  expect(await faultOf('a\nlong cell', { max_cell_length: 5 })).toBe('cell_too_long 2');
  expect(await faultOf('a\n1234', { max_bytes: 4 })).toBe('too_many_bytes 1');
  expect(await faultOf(new Uint8Array([97, 10, 0xff, 0xfe]))).toBe('not_utf8 1');
  expect(await faultOf('a\n"open')).toMatch(/^malformed/);
});

test('reading stops early without reading the rest', async () => {
  let served = 0;
  async function* endless() {
    for (;;) {
      served += 1;
      yield 'a,b\n';
    }
  }
  for await (const { line } of readCsv(endless())) if (line > 2) break;
  expect(served).toBeLessThan(100_000);
});

test('the guard before a formula is no part of the text, other apostrophes are', () => {
  const cells = [
    "'=1+1",
    "'+49 30",
    "'-5",
    "'@SUM(A1)",
    "'\tx",
    "'＝1",
    "''=1",
    "'tis",
    "it's",
    "'",
    '=1',
    '',
  ];
  expect(cells.map(withoutGuard)).toEqual([
    '=1+1',
    '+49 30',
    '-5',
    '@SUM(A1)',
    '\tx',
    '＝1',
    "'=1",
    "'tis",
    "it's",
    "'",
    '=1',
    '',
  ]);
});

test('headers in several languages and spellings find their field, each field once', () => {
  const suggested = suggestColumns(
    [
      'Vorname',
      'surname',
      'E-Mail',
      'emial adress',
      'companyName',
      'Téléphone',
      'lead_status',
      'Shoe size',
      '',
    ],
    leadColumns,
  );
  expect(suggested.map(({ field }) => field)).toEqual([
    'first_name',
    'last_name',
    'email',
    null,
    'company_name',
    'phone',
    'status',
    null,
    null,
  ]);
  expect(suggested[3]?.alternatives).toContain('email');
  expect(suggested[0]).toMatchObject({ header: 'Vorname', position: 0, confidence: 1 });
});
