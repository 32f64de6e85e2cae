import { describe, expect, test } from 'vitest';
import type { RecordType } from '../records/types.ts';
import { readRecords } from './read-records.ts';

const read = (object: RecordType, csv: string, mapping?: Readonly<Record<string, string>>, max_rows = 10) =>
  readRecords({ object, csv, max_rows, mapping });

describe('a file', () => {
  test('is read by what its headers mean, amounts as they are written', async () => {
    const csv = 'Deal Name,Value,Currency,Phase,Owner\nRoof,"1,234.50",EUR,Won,user-2\nBeam,12 500,JPY,,\n';
    const { records, columns } = await read('deals', csv);
    expect(columns).toEqual([
      { header: 'Deal Name', field: 'name', samples: ['Roof', 'Beam'] },
      { header: 'Value', field: 'amount', samples: ['1,234.50', '12 500'] },
      { header: 'Currency', field: 'currency', samples: ['EUR', 'JPY'] },
      { header: 'Phase', field: 'stage', samples: ['Won'] },
      { header: 'Owner', field: 'owner_id', samples: ['user-2'] },
    ]);
    expect(records).toEqual([
      {
        line: 2,
        record: { name: 'Roof', amount: '1,234.50', currency: 'EUR', stage: 'Won', owner_id: 'user-2' },
      },
      { line: 3, record: { name: 'Beam', amount: '12 500', currency: 'JPY' } },
    ]);
  });

  test('of too many rows is refused with the line', async () => {
    await expect(read('deals', 'name\na\nb\nc\n', undefined, 2)).rejects.toThrow('line 4');
  });

  test('may be given as bytes of any encoding', async () => {
    const bytes = Buffer.from('\uFEFFName;Ort\nZoë;Łódź\n', 'utf16le').toString('base64');
    const { records } = await read('leads', `data:text/csv;base64,${bytes}`);
    expect(records).toEqual([{ line: 2, record: { name: 'Zoë', city: 'Łódź' } }]);
  });
});

test('a row with other cells than the header is no record, and says what was found', async () => {
  const csv = 'name,title,city\nSmith, John,CEO,Oslo\nLund,CFO\nBerg,CTO,Bergen,,\n';
  const { records } = await read('leads', csv);
  expect(records.map(({ line, record, fault }) => [line, record, fault?.slice(0, 40)])).toEqual([
    [2, {}, 'has 4 cells where the header has 3: put '],
    [3, {}, 'has 2 cells where the header has 3: put '],
    [4, { name: 'Berg', title: 'CTO', city: 'Bergen' }, undefined],
  ]);
});

test('several addresses and numbers of a person are kept', async () => {
  const csv = [
    'Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Phone 2 - Value',
    'Bo,Work,bo@x.example ::: bo@y.example,lund@z.example,+47 22 33 44 55,',
  ].join('\n');
  const { records } = await read('contacts', csv);
  expect(records[0]?.record).toEqual({
    name: 'Bo',
    email: 'bo@x.example',
    other_emails: ['bo@y.example', 'lund@z.example'],
    phone_e164: '+47 22 33 44 55',
  });
});

test.each([
  ['"bo@x.example, bo@y.example"', { email: 'bo@x.example', other_emails: ['bo@y.example'] }],
  ['bo@x.example / bo@y.example', { email: 'bo@x.example', other_emails: ['bo@y.example'] }],
  ['Bo Lund <bo@x.example>', { email: 'Bo Lund <bo@x.example>' }],
])('e-mail addresses in one cell are told apart: %s', async (cell, expected) => {
  const { records } = await read('leads', `name,email\nBo,${cell}\n`);
  expect(records[0]?.record).toEqual({ name: 'Bo', ...expected });
});

test.each([
  ['+14155552671 / +14155552672', ['+14155552671', '+14155552672']],
  ['"+1 415 555 2671, +1 415 555 2672"', ['+1 415 555 2671', '+1 415 555 2672']],
  ['030 901820 or 0151 12345678', ['030 901820', '0151 12345678']],
  ['030/901820', ['030/901820']],
  ['030 1234567/68', ['030 1234567/68']],
])('numbers in one cell are told apart, and none is torn: %s', async (cell, [first, ...others]) => {
  const { records } = await read('leads', `name,phone\nBo,${cell}\n`);
  expect(records[0]?.record).toEqual({
    name: 'Bo',
    phone_e164: first,
    ...(others.length > 0 && { other_phones: others }),
  });
});

test('a row of separators alone is none', async () => {
  const { records } = await read('leads', ',,\nname,title,city\nBo,,\n,,\n,,\nAda,,\n,,');
  expect(records.map(({ line, record }) => [line, record])).toEqual([
    [3, { name: 'Bo' }],
    [6, { name: 'Ada' }],
  ]);
});

describe('a mapping', () => {
  const csv = 'Who,Contact owner,Title\nBo Lund,Jane,CEO\n';

  test('corrects what was guessed', async () => {
    const { records, columns } = await read('contacts', csv, { Who: 'name', Title: '' });
    expect(records[0]?.record).toEqual({ name: 'Bo Lund', owner_id: 'Jane' });
    expect(columns.map(({ field }) => field)).toEqual(['name', 'owner_id', null]);
  });

  test('takes a field from the column that was guessed to be it', async () => {
    const { records } = await read('contacts', 'Name,Nickname\nRobert,Bob\n', { Nickname: 'name' });
    expect(records[0]?.record).toEqual({ name: 'Bob' });
  });

  test('gives no field to two columns, of which one would be lost', async () => {
    const twice = read('contacts', csv, { Who: 'name', Title: 'name' });
    await expect(twice).rejects.toThrow('name is given to two columns');
    const mails = await read('contacts', 'A,B,C\nBo,b@x.example,c@x.example\n', {
      A: 'name',
      B: 'email',
      C: 'email',
    });
    expect(mails.records[0]?.record).toMatchObject({ other_emails: ['c@x.example'] });
  });

  test('names columns and fields that there are', async () => {
    await expect(read('contacts', csv, { Titel: 'title' })).rejects.toThrow('Did you mean "Title"');
    await expect(read('contacts', csv, { Who: 'nam' })).rejects.toThrow('Did you mean "name"');
  });
});
