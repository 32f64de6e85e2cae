import { describe, expect, test } from 'vitest';
import { readRecords } from './read-records.ts';

describe('a file', () => {
  test('is read by what its headers mean, amounts in their currency', async () => {
    const csv = 'Deal Name,Value,Currency,Phase,Owner\nRoof,"1,234.50",EUR,Won,user-2\nBeam,12 500,JPY,,\n';
    const { records, columns } = await readRecords('deals', csv, 10);
    expect(columns).toEqual({
      'Deal Name': 'name',
      Value: 'amount',
      Currency: 'currency',
      Phase: 'stage',
      Owner: 'owner_id',
    });
    expect(records).toEqual([
      {
        line: 2,
        record: { name: 'Roof', amount_minor: 123_450, currency: 'EUR', stage: 'Won', owner_id: 'user-2' },
      },
      { line: 3, record: { name: 'Beam', amount_minor: 12_500, currency: 'JPY' } },
    ]);
  });

  test('guesses no currency', async () => {
    const { records } = await readRecords('deals', 'name,amount\nRoof,12.50\n', 10);
    expect(records[0]?.record).toEqual({ name: 'Roof', amount_minor: '12.50' });
  });

  test('of too many rows is refused with the line', async () => {
    await expect(readRecords('deals', 'name\na\nb\nc\n', 2)).rejects.toThrow('line 4');
  });
});
