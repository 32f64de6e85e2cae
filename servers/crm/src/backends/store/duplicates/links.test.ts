import { everyRow } from '@patchbay/storage';
import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { itemsOf, recordOf } from '../../../testing/answers.ts';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { writtenIds } from '../../../testing/written.ts';
import { createDuplicates } from './port.ts';

const first = {
  name: 'Friederike Quastenberg',
  email: 'f.quastenberg@quast.example',
  phone: '+49 30 5559876',
};
const second = {
  ...first,
  name: 'Frederike Quastenberg',
  email: 'friederike@gmx.de',
  on_duplicate: 'create',
};

async function twoLeads(mcp: CrmClient): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const lead of [first, second])
    ids.push(String(recordOf(await mcp.call('create_lead', lead), 'lead')['lead_id']));
  return ids;
}

async function clusterWith(mcp: CrmClient, id: string) {
  const all = itemsOf(await mcp.call('find_duplicates', { object_type: 'leads', limit: 100 }));
  return all.find(({ ids }) => Array.isArray(ids) && ids.includes(id));
}

eachEngine((engine) => {
  test('a pair scores the same in the list, for one record and for a newcomer', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const made = recordOf(await mcp.call('create_lead', first), 'lead');
    const answer = await mcp.call('create_lead', { ...second, on_duplicate: 'return_existing' });
    const possible = answer.structuredContent?.['possible_duplicates'];
    const id = String(made['lead_id']);
    expect(possible).toMatchObject([{ object_type: 'leads', id }]);
    const score = Array.isArray(possible) ? Object(possible[0])['score'] : undefined;
    expect(await clusterWith(mcp, id)).toMatchObject({ score });
    const one = itemsOf(await mcp.call('find_duplicates', { object_type: 'leads', record_id: id }));
    expect(one).toMatchObject([{ score }]);
  });

  test('links follow writes, merges and what is undone', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const [survivor_id = '', loser = ''] = await twoLeads(mcp);
    expect(await clusterWith(mcp, loser)).toBeDefined();
    const merge = { object_type: 'leads', survivor_id, loser_ids: [loser], dry_run: false };
    const merged = await mcp.call('merge_records', merge);
    expect(merged.isError, merged.text).toBe(false);
    expect(await clusterWith(mcp, survivor_id)).toBeUndefined();
    const undone = await mcp.call('undo_change', { change_id: merged.structuredContent?.['change_id'] });
    expect(undone.isError, undone.text).toBe(false);
    expect(await clusterWith(mcp, loser)).toBeDefined();
    const renamed = await mcp.call('batch_upsert_records', {
      object_type: 'leads',
      records: [
        { lead_id: Number(loser), name: 'Otto Winter', email: 'otto@winter.example', phone_e164: null },
      ],
    });
    expect(writtenIds(renamed)).toEqual([loser]);
    expect(await clusterWith(mcp, loser)).toBeUndefined();
  });

  test.each([
    ['few', 2],
    ['many', 300],
  ])('links of former rules are made again, of %s records', async (_, count) => {
    await using mcp = await connectCrm({ engine, demo: false });
    const records = Array.from({ length: count }, (__, index) => ({
      name: `Quirin ${'abcdefghij'.charAt(index % 10).repeat(4)}${index}`,
    }));
    await mcp.call('batch_upsert_records', { object_type: 'leads', on_duplicate: 'create', records });
    const [id = ''] = await twoLeads(mcp);
    await mcp.call('find_duplicates', { object_type: 'leads' });
    await mcp.kernel.write(mcp.scope, async (db) => {
      const { duplicate_keys, duplicate_links, duplicate_marks } = db.tables;
      await db.delete(duplicate_keys, everyRow);
      await db.delete(duplicate_links, everyRow);
      await db.update(duplicate_marks, { rules: 1 }, everyRow);
      // a change, so that the store looks again
      await db.update(db.tables.leads, { title: 'Ms' }, everyRow);
      return {};
    });
    expect(await clusterWith(mcp, id)).toBeDefined();
  });

  test('what is shared by too many is named', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const letters = 'abcdefghijklmnopqrst';
    const records = Array.from({ length: 120 }, (_, index) => ({
      name: `Mo${letters.charAt(index % 20).repeat(3)} K${letters.charAt(index / 6).repeat(4)}`,
      phone_e164: '+49305559876',
    }));
    await mcp.call('batch_upsert_records', { object_type: 'contacts', on_duplicate: 'create', records });
    const answer = await mcp.call('find_duplicates', { object_type: 'contacts' });
    expect(answer.structuredContent?.['cuts']).toContainEqual({ shared: 'phone', records: 120 });
    expect(answer.text).toContain('Cut: 120 records share a common phone');
  });
});

test('a caller who goes away is not kept waiting', async () => {
  await using mcp = await connectCrm({ demo: false });
  await twoLeads(mcp);
  const signal = AbortSignal.abort(new Error('gone'));
  const search = { object_type: 'leads', min_score: 0.7, limit: 20 } as const;
  const found = createDuplicates(mcp.kernel).find(search, { ...mcp.scope, signal });
  await expect(found).rejects.toThrow();
});
