import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { itemsOf } from '../../../testing/answers.ts';
import { connectCrm } from '../../../testing/connect-crm.ts';

const asked = [
  '+442079460958',
  '+44 (0)20 7946 0958',
  '0044 20 7946 0958',
  '020 7946 0958',
  '(020) 7946-0958',
  '7946 0958',
  '０２０ ７９４６ ０９５８',
];

eachEngine((engine) => {
  test('a telephone number is found in any usual form, by words and by filters', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await mcp.call('create_lead', { name: 'Ada Lead', phone: '020 7946 0958', country: 'United Kingdom' });
    await mcp.call('create_lead', { name: 'Bob Other', phone: '020 7946 0959', country: 'UK' });
    for (const object_type of ['contacts', 'companies']) {
      const records = [{ name: `Ada ${object_type}`, phone_e164: '+44 20 7946 0958' }, { name: 'Nobody' }];
      expect((await mcp.call('batch_upsert_records', { object_type, records })).isError).toBeFalsy();
    }
    for (const text of asked) {
      const leads = await mcp.call('search_leads', { query: text });
      expect(
        itemsOf(leads).map(({ name }) => name),
        text,
      ).toEqual(['Ada Lead']);
      for (const object_type of ['leads', 'contacts', 'companies']) {
        const filters = [{ field: 'phone_e164', value: text }];
        for (const search of [{ query: text }, { filters }]) {
          const found = await mcp.call('search_crm_records', { object_type, ...search });
          expect(
            itemsOf(found).map(({ name }) => name),
            `${object_type} ${text}`,
          ).toEqual([expect.stringMatching(/^Ada /)]);
        }
      }
    }
    const namesBy = async (op: string, value: unknown) => {
      const filters = [{ field: 'phone_e164', op, value }];
      const found = await mcp.call('search_crm_records', { object_type: 'leads', filters });
      return found.isError
        ? found.code
        : itemsOf(found)
            .map(({ name }) => name)
            .toSorted();
    };
    expect(await namesBy('ne', '020 7946 0958')).toEqual(['Bob Other']);
    expect(await namesBy('in', ['7946 0958', '+44 20 7946 0959'])).toEqual(['Ada Lead', 'Bob Other']);
    expect(await namesBy('starts_with', '+44 (20) 7946')).toEqual(['Ada Lead', 'Bob Other']);
    expect(await namesBy('contains', '0-0958')).toEqual([]);
    expect(await namesBy('contains', '46-0958')).toEqual(['Ada Lead']);
    expect(await namesBy('eq', '0958')).toBe('validation_error');
    expect(await namesBy('contains', 'ada')).toBe('validation_error');
  });

  test('nobody finds by a telephone number that is masked to them', async () => {
    await using mcp = await connectCrm({ engine });
    await mcp.call('create_lead', { name: 'Ada Lead', phone: '+44 20 7946 0958' });
    const viewer = await mcp.as('viewer');
    expect(itemsOf(await viewer.call('search_leads', { query: '020 7946 0958' }))).toEqual([]);
    expect(itemsOf(await viewer.call('search_leads', { query: 'Ada Lead' }))).toHaveLength(1);
  });
});
