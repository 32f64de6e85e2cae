import { eq } from '@patchbay/storage';
import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../../testing/connect-crm.ts';
import { textMatch } from './search/text-match.ts';

const stageRow = {
  stage_id: 's1',
  pipeline_id: 'p',
  stage: 'One',
  position: 1,
  probability: 10,
  kind: 'open',
};

const stagesOf = (mcp: CrmClient) =>
  mcp.kernel.read(mcp.scope, async (db) => (await db.select().from(db.tables.stages)).length);

eachEngine((engine) => {
  test('writes, rehearses, and takes back what fails', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const { kernel, scope } = mcp;
    const add = (options: { dryRun?: boolean }, fails = false) =>
      kernel.write({ ...scope, ...options }, async (db) => {
        const { stage } = await db.insert(db.tables.stages, stageRow);
        if (fails) throw new Error('no');
        return { stage };
      });
    expect(await add({ dryRun: true })).toEqual({ stage: 'One' });
    await expect(add({}, true)).rejects.toThrow('no');
    expect(await stagesOf(mcp)).toBe(0);
    expect(await add({})).toEqual({ stage: 'One' });
    expect(await stagesOf(mcp)).toBe(1);
  });

  test('undoes a write together with its place in the text index', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const found = (text: string) =>
      mcp.kernel.read(mcp.scope, async (db) => {
        const { companies } = db.tables;
        const rows = await db
          .select()
          .from(companies)
          .where(textMatch(db, mcp.scope, 'companies', text));
        return rows.map(({ company_id }) => company_id);
      });
    const at = mcp.kernel.timestamp();
    await mcp.kernel.write(mcp.scope, async (db) => ({
      row: await db.insert(db.tables.companies, {
        ...{
          company_id: 'c1',
          name: 'Zürich Mühlen',
          name_norm: 'zurich muhlen',
          created_at: at,
          updated_at: at,
        },
      }),
    }));
    const renamed = await mcp.kernel.write(mcp.scope, async (db) => {
      await db.update(
        db.tables.companies,
        { name: 'Basel Bakeries' },
        eq(db.tables.companies.company_id, 'c1'),
      );
      return db.changeId;
    });
    expect([await found('muhlen'), await found('basel')]).toEqual([[], ['c1']]);
    await mcp.kernel.write(mcp.scope, async (db) => db.undo(renamed));
    expect([await found('MÜHL'), await found('basel')]).toEqual([['c1'], []]);
    await mcp.kernel.write(mcp.scope, async (db) => {
      await db.delete(db.tables.companies, eq(db.tables.companies.company_id, 'c1'));
      return {};
    });
    expect(await found('muhlen')).toEqual([]);
  });

  test('finds no words of other tenants', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const name = 'Only Mine';
    await mcp.call('create_lead', { name });
    const other = { ...mcp.scope, caller: { ...mcp.scope.caller, tenant: 'other' } };
    const search = { query: name, sort: 'relevance', limit: 10 } as const;
    expect((await mcp.deps.leads.search(search, mcp.scope)).items).toHaveLength(1);
    expect(await mcp.deps.leads.search(search, other)).toMatchObject({ items: [], total_count: 0 });
  });
});
