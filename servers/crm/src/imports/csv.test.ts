import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutGuard } from './formula-guard.ts';
import { suggestColumns } from './map-columns.ts';
import { CsvFault, type CsvLimits, type CsvRow, readCsv, usualLimits } from './read-csv.ts';
import { columnsOf } from './record-columns.ts';

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
  expect(await faultOf(new Uint8Array([97, 10, 0xff, 0x81]))).toBe('unknown_encoding 1');
  expect(await faultOf(Buffer.from('Zoë,\xff\n', 'latin1').subarray(0))).toBe('none');
  expect(await faultOf(Buffer.concat([Buffer.from('Zoë\n'), Buffer.from([0xff, 10])]))).toBe(
    'unknown_encoding 1',
  );
  expect(await faultOf('a\n"open')).toMatch(/^malformed/);
});

test('lines may end in several ways in one file, and none is lost', async () => {
  const cells = async (text: string) => (await read(text)).map(({ cells: [first] }) => first);
  expect(await cells('a\r\nb\nc\n')).toEqual(['a', 'b', 'c']);
  expect(await cells('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  expect(await cells('a\rb\nc\r\n\r\nd\r')).toEqual(['a', 'b', 'c', 'd']);
  expect(await cells('"a\r\nx"\nb\r\n"c\ny"\rd')).toEqual(['a\r\nx', 'b', 'c\ny', 'd']);
  expect((await read('h\r\na\nb\rc')).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
});

test.each(['sep=;\r\n', '"sep=;"\n', 'SEP=;\n', '\uFEFFsep=;\n'])(
  '%j names the delimiter and is no row',
  async (line) => {
    expect(await read(`${line}name;note\nA;b,c,d\n`)).toEqual([
      { line: 2, cells: ['name', 'note'] },
      { line: 3, cells: ['A', 'b,c,d'] },
    ]);
  },
);

test('of delimiters that cut the header alike, the one that cuts the rows alike is meant', async () => {
  expect((await read('name, given;mail\nLund, Bo;bo@x.example\nOh;o@x.example\n'))[1]?.cells).toEqual([
    'Lund, Bo',
    'bo@x.example',
  ]);
});

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFFNäme,Ort\nZoë,Łódź\n')],
  ['UTF-16 LE with a mark', Buffer.from('\uFEFFNäme,Ort\nZoë,Łódź\n', 'utf16le')],
  ['UTF-16 LE', Buffer.from('Näme,Ort\nZoë,Łódź\n', 'utf16le')],
  ['UTF-16 BE with a mark', swapped('\uFEFFNäme,Ort\nZoë,Łódź\n')],
  ['UTF-16 BE', swapped('Näme,Ort\nZoë,Łódź\n')],
  ['UTF-16 LE taken for Latin-1', Buffer.from('\uFEFFNäme,Ort\nZoë,Łódź\n', 'utf16le').toString('latin1')],
])('%s is read', async (_, file) => {
  expect((await read(file)).map(({ cells }) => cells)).toEqual([
    ['Näme', 'Ort'],
    ['Zoë', 'Łódź'],
  ]);
});

test('Windows-1252 is read however it is cut into pieces', async () => {
  const file = Buffer.from([...Buffer.from('name,sum\nM'), 0xfc, ...Buffer.from('ller,5 '), 0x80, 10]);
  for (let cut = 0; cut <= file.length; cut += 1) {
    const rows = await collect(readCsv([file.subarray(0, cut), file.subarray(cut)]));
    expect(rows[1]?.cells).toEqual(['Müller', '5 €']);
  }
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
    columnsOf('leads'),
  );
  expect(suggested.map(({ field }) => field)).toEqual([
    'first_name',
    'last_name',
    'email',
    null,
    'company_name',
    'phone_e164',
    'status',
    null,
    null,
  ]);
  expect(suggested[3]?.alternatives).toContain('email');
  expect(suggested[0]).toMatchObject({ header: 'Vorname', position: 0 });
  const slips = suggestColumns(['emial adress', 'Compnay', 'Status'], columnsOf('companies'));
  expect(slips.map(({ field }) => field)).toEqual([null, 'name', null]);
  expect(suggestColumns(['emial adress'], columnsOf('leads'))[0]?.field).toBe('email');
});
