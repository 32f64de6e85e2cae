import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { valuesOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';

eachEngine((engine) => {
  test('a country is found by any name and code of it, however records have it, and an unknown one refused', async () => {
    await using mcp = await connectCrm({ engine });
    const records = ['DE', 'Germany', 'Deutschland', 'Elbonia'].map((country, at) => ({
      name: `Lorelei Brandt ${at}`,
      country,
    }));
    await mcp.call('batch_upsert_records', { object_type: 'contacts', records, on_duplicate: 'create' });
    const found = async (filter: object) => {
      const filters = [
        { field: 'name', op: 'starts_with', value: 'Lorelei' },
        { field: 'country', ...filter },
      ];
      const answer = await mcp.call('search_crm_records', {
        object_type: 'contacts',
        filters,
        fields: ['country'],
      });
      return answer.isError ? answer.text : valuesOf(answer, 'country').toSorted();
    };
    const all = ['DE', 'Deutschland', 'Germany'];
    for (const value of ['germany', 'de', 'Alemania']) expect(await found({ value })).toEqual(all);
    expect(await found({ value: 'ELBONIA' })).toEqual(['Elbonia']);
    expect(await found({ op: 'in', value: ['DEU', 'Elbonia'] })).toEqual([...all, 'Elbonia'].toSorted());
    expect(await found({ op: 'ne', value: 'Germany' })).toEqual(['Elbonia']);
    expect(await found({ value: 'Atlantis' })).toContain('country: there is no "Atlantis"');
  });
});
