import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneReader } from '../values/phone.ts';
import { leadColumns } from './lead-columns.ts';
import { suggestColumns } from './map-columns.ts';
import { CsvFault, type CsvLimits, type CsvRow, readCsv, usualLimits } from './read-csv.ts';
import { readLeadRow } from './read-lead-row.ts';
import { csvLine, withoutGuard } from './write-csv.ts';

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
    { numRuns: 40 },
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

test('what is written is read back, and no text starts as a formula', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
      async (texts) => {
        const line = csvLine(['x', ...texts]);
        expect(line).not.toMatch(/(^|,)"?[=+\-@\t]/);
        const [row] = await read(`${csvLine(['h', ...texts.map(() => 'h')])}${line}`).then((rows) =>
          rows.slice(1),
        );
        expect(row?.cells.slice(1).map(withoutGuard)).toEqual(texts);
      },
    ),
  );
  expect(csvLine(['=1+1', '+49 30', -5, null, true, "it's"])).toBe(`"'=1+1","'+49 30",-5,,true,"it's"\r\n`);
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

test('a row becomes a lead, or every wrong cell is named without its value', async () => {
  const readPhone = await phoneReader();
  const columns = new Map([
    ['name', 0],
    ['email', 1],
    ['phone', 2],
    ['status', 3],
    ['company_name', 4],
  ] as const);
  const options = { columns, readPhone, default_country: 'DE' };
  expect(
    readLeadRow(
      { line: 2, cells: ['Lovelace, Ada', 'ADA+x@Acme.com', "'+442079460123", 'Qualified', 'Acme'] },
      options,
    ),
  ).toMatchObject({
    line: 2,
    problems: [],
    lead: {
      name: 'Lovelace, Ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ADA+x@acme.com',
      email_norm: 'ada@acme.com',
      phone_e164: '+442079460123',
      status: 'qualified',
      company_name: 'Acme',
      city: null,
    },
  });
  const wrong = readLeadRow({ line: 3, cells: ['', 'secret@', '12', 'hot', ''] }, options);
  expect(wrong).toMatchObject({ line: 3, lead: null });
  expect(wrong.problems.map(({ column }) => column).sort()).toEqual(['email', 'name', 'phone', 'status']);
  expect(JSON.stringify(wrong)).not.toContain('secret');
  expect(readLeadRow({ line: 4, cells: ['', '', '030 1234567', '', 'Acme'] }, options).lead).toMatchObject({
    name: 'Acme',
    phone_e164: '+49301234567',
    status: 'new',
    email: null,
  });
});
