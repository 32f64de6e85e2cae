import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { writtenIds } from '../testing/written.ts';

type Cluster = { readonly ids: string[]; readonly score: number; readonly reasons: string[] };

const clustersOf = (answer: { structuredContent: Readonly<Record<string, unknown>> | undefined }) =>
  // the output schema of the tool has checked them
  (answer.structuredContent?.['items'] ?? []) as readonly Cluster[];

eachEngine((engine) => {
  test('finds what was entered twice, with reasons, all at once and for one record', async () => {
    await using mcp = await connectCrm({ engine });
    const written = await mcp.call('batch_upsert_records', {
      object_type: 'contacts',
      on_duplicate: 'create',
      records: [
        {
          name: 'Friederike Quastenberg',
          email: 'f.quastenberg@quast.example',
          phone_e164: '+49 30 5559876',
        },
        {
          name: 'Frederike Quastenberg',
          email: 'F.Quastenberg+sales@quast.example',
          phone_e164: '+49 30 5559876',
        },
      ],
    });
    const ids = writtenIds(written);
    const all = clustersOf(await mcp.call('find_duplicates', { object_type: 'contacts', limit: 100 }));
    const found = all.find((cluster) => cluster.ids.includes(ids[0] ?? ''));
    expect(found?.ids.toSorted()).toEqual(ids.toSorted());
    expect(found?.score).toBeGreaterThan(0.9);
    expect(found?.reasons.join()).toContain('e-mail is the same (+17)');
    const one = clustersOf(await mcp.call('find_duplicates', { object_type: 'contacts', record_id: ids[0] }));
    expect(one[0]?.ids).toEqual(ids);
  });

  test('finds companies under another legal form and address', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const records = [
      { name: 'Société Générale', domain: 'societegenerale.example' },
      { name: 'Societe Generale S.A.', domain: 'https://www.societegenerale.example/fr' },
      { name: 'Générale Optique', domain: 'optique.example' },
    ];
    const written = await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      on_duplicate: 'create',
      records,
    });
    const ids = writtenIds(written).slice(0, 2);
    const all = clustersOf(await mcp.call('find_duplicates', { object_type: 'companies' }));
    expect(all.map((cluster) => cluster.ids.toSorted())).toEqual([ids.toSorted()]);
    expect(all[0]?.score).toBeGreaterThan(0.99);
  });

  test('gives every cluster once, page by page', async () => {
    await using mcp = await connectCrm({ engine });
    const search = { object_type: 'leads', min_score: 0.5 };
    const all = clustersOf(await mcp.call('find_duplicates', { ...search, limit: 100 }));
    expect(all.length).toBeGreaterThan(2);
    const paged: Cluster[] = [];
    for (let cursor: unknown, pages = 0; pages < 60; pages += 1) {
      const answer = await mcp.call('find_duplicates', {
        ...search,
        limit: 2,
        ...(cursor !== undefined && { cursor }),
      });
      paged.push(...clustersOf(answer));
      cursor = answer.structuredContent?.['next_cursor'];
      if (cursor === undefined) break;
    }
    expect(paged.slice(0, all.length)).toEqual(all);
  });

  test('a rep learns of its own leads only', async () => {
    await using mcp = await connectCrm({ engine, role: 'rep' });
    const records = [1, 2].map(() => ({ name: 'Zoe Ztest', email: 'zoe@ztest.example' }));
    const admin = await mcp.as('admin');
    await admin.call('batch_upsert_records', { object_type: 'leads', records });
    const found = clustersOf(
      await mcp.call('find_duplicates', { object_type: 'leads', min_score: 0.3, limit: 100 }),
    );
    const own = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.leads));
    const mine = new Set(
      own.flatMap(({ lead_id, owner_id }) => (owner_id === 'user-5' ? [String(lead_id)] : [])),
    );
    expect(found.flatMap(({ ids }) => ids).every((id) => mine.has(id))).toBe(true);
  });
});

test('what the role does not see in full neither counts nor is named', async () => {
  await using mcp = await connectCrm();
  await mcp.call('batch_upsert_records', {
    object_type: 'contacts',
    records: [
      { name: 'Ann Alpha', email: 'shared@one.example' },
      { name: 'Ann Alpha', email: 'shared@one.example', phone_e164: '+49 30 5551111' },
    ],
  });
  const viewer = await mcp.as('viewer');
  const answer = await viewer.call('find_duplicates', {
    object_type: 'contacts',
    min_score: 0.3,
    limit: 100,
  });
  expect(answer.isError, answer.text).toBe(false);
  expect(answer.text).not.toContain('e-mail');
  expect(answer.text).not.toContain('phone');
});

test('a record that does not exist has no duplicates', async () => {
  await using mcp = await connectCrm();
  expect(await mcp.call('find_duplicates', { object_type: 'leads', record_id: '99999' })).toMatchObject({
    code: 'not_found',
  });
});
