import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf, valuesOf } from './testing/answers.ts';
import { type CrmClient, connectCrm } from './testing/connect-crm.ts';

type Row = Readonly<Record<string, unknown>>;

const save = (mcp: CrmClient, object_type: string, ...records: readonly Row[]) =>
  mcp.call('batch_upsert_records', { object_type, records });

const create = async (mcp: CrmClient, lead: Row) =>
  recordOf(await mcp.call('create_lead', { on_duplicate: 'create', ...lead }), 'lead')['lead_id'];

eachEngine((engine) => {
  test.each<[string, Row, Row, readonly string[]]>([
    ['another legal form', { name: 'Beck AG' }, { company_name: 'Beck GmbH' }, ['legal form']],
    ['another town', { name: 'Beck', city: 'Bonn' }, { company_name: 'Beck', city: 'Ulm' }, ['city']],
    [
      'another country',
      { name: 'Beck', country: 'AT' },
      { company_name: 'Beck', country: 'DE' },
      ['country'],
    ],
    [
      'another domain',
      { name: 'Beck', domain: 'beck-ag.example' },
      { company_name: 'Beck', email: 'ida@beck-bau.example' },
      ['domain'],
    ],
  ])(
    'a lead is not linked to a firm of its name with %s, which is said',
    async (_what, firm, lead, differs) => {
      await using mcp = await connectCrm({ engine, demo: false });
      const [company_id] = idsOf(await save(mcp, 'companies', firm));
      const lead_id = await create(mcp, { name: 'Ida Beck', ...lead });
      const converted = await mcp.call('convert_lead', { lead_id });
      expect(converted.structuredContent?.['company_id']).not.toBe(company_id);
      expect(converted.structuredContent?.['company_candidates']).toEqual([{ company_id, differs }]);
      expect(converted.text).toContain(`not linked: ${company_id}, other ${differs.join(', ')}`);
    },
  );

  test('a lead is linked to the firm of its name that nothing speaks against, or of its domain', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const answer = await save(
      mcp,
      'companies',
      { name: 'Beck AG', city: 'Bonn' },
      { name: 'Beck GmbH', city: 'Ulm' },
      { name: 'Moos Group', domain: 'moos.example', city: 'Kiel' },
    );
    const [, beck, moos] = idsOf(answer);
    const first = await create(mcp, { name: 'Ida Beck', company_name: 'BECK', city: 'ULM' });
    expect((await mcp.call('convert_lead', { lead_id: first })).structuredContent?.['company_id']).toBe(beck);
    const second = await create(mcp, {
      name: 'Jo Moos',
      company_name: 'Moos Trading',
      email: 'jo@moos.example',
    });
    expect((await mcp.call('convert_lead', { lead_id: second })).structuredContent?.['company_id']).toBe(
      moos,
    );
  });

  test('a lead that is lost already takes another reason and a note', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await create(mcp, { name: 'Ida Beck' });
    const move = (args: Row) => mcp.call('update_lead_status', { lead_id, status: 'lost', ...args });
    await move({ lost_reason: 'price' });
    const again = await move({ lost_reason: 'competitor', note: 'Chose Moos.' });
    expect(again.structuredContent).toMatchObject({ lead: { lost_reason: 'competitor', version: 3 } });
    const details = await mcp.call('get_lead_details', { lead_id });
    expect(details.text).toContain('Chose Moos.');
    const same = await move({ lost_reason: 'competitor' });
    expect(same.structuredContent).toMatchObject({ lead: { version: 3 } });
    expect(same.structuredContent).not.toHaveProperty('change_id');
    const odd = await move({ status: 'contacted', note: 'Back.', lost_reason: 'price' });
    expect(odd.text).toContain('lost_reason: a lead that is contacted has none');
  });

  test('an external_id that is taken is told with field and record, of a hidden record with the field alone', async () => {
    await using mcp = await connectCrm({ engine });
    const theirs = await create(mcp, { name: 'Ida Beck', external_id: 'x-1', owner_id: 'user-2' });
    const again = await mcp.call('create_lead', { name: 'Jo Moos', external_id: 'x-1' });
    expect(again).toMatchObject({ code: 'conflict' });
    expect(again.text).toContain(`external_id: lead_id ${theirs} has "x-1" already`);
    const batch = await save(mcp, 'leads', { name: 'Jo Moos', external_id: 'x-1' });
    expect(batch.text).toContain(`external_id: lead_id ${theirs} has "x-1" already`);
    const rep = await mcp.as('rep');
    const hidden = await rep.call('create_lead', { name: 'Jo Moos', external_id: 'x-1' });
    expect(hidden.text).toContain('external_id: this value cannot be used');
    expect(hidden.text).not.toContain(String(theirs));
    expect(hidden.text).not.toContain('already');
  });

  test('one sku is one product, whatever the case, on every way to write it', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const product = { sku: 'AB-1', name: 'Beam', category: 'Wood', price: 1, currency: 'EUR' };
    const { product_id } = recordOf(await mcp.call('add_product', product), 'product');
    const says = `sku: the product ${product_id} has "AB-1" already, but for upper and lower case`;
    expect((await mcp.call('add_product', { ...product, sku: 'ab-1' })).text).toContain(says);
    const record = { sku: 'Ab-1', name: 'Beam', category: 'Wood', price_minor: 100, currency: 'EUR' };
    expect((await save(mcp, 'products', record)).text).toContain(says);
    expect((await save(mcp, 'products', { product_id, sku: 'ab-1' })).isError).toBe(false);
  });

  test('records can be read in the order of their ids, so that no page misses what was touched meanwhile', async () => {
    await using mcp = await connectCrm({ engine });
    for (const [object_type, id] of [
      ['contacts', 'contact_id'],
      ['deals', 'deal_id'],
      ['leads', 'lead_id'],
    ] as const) {
      const seen: unknown[] = [];
      let cursor: unknown;
      do {
        const page = await mcp.call('search_crm_records', {
          ...{ object_type, sort: id, direction: 'asc', limit: 25 },
          ...(typeof cursor === 'string' && { cursor }),
        });
        seen.push(...valuesOf(page, id));
        cursor = page.structuredContent?.['next_cursor'];
        await save(mcp, object_type, { [id]: seen[0], notes: `Page ${seen.length}.` });
      } while (cursor !== undefined);
      const table = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables[object_type]));
      expect(new Set(seen).size, object_type).toBe(table.length);
      expect(seen).toHaveLength(table.length);
    }
  });

  test('an internationalised domain is one in both of its forms', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await create(mcp, { name: 'Ida Beck', email: 'Ida@münchen.example' });
    for (const email of ['Ida@münchen.example', 'Ida@xn--mnchen-3ya.example', 'ida@MÜNCHEN.example']) {
      const filters = [{ field: 'email', op: 'eq', value: email }];
      const found = await mcp.call('search_crm_records', { object_type: 'leads', filters });
      expect(valuesOf(found, 'lead_id'), email).toEqual([lead_id]);
      expect(valuesOf(await mcp.call('search_leads', { query: email }), 'lead_id'), email).toEqual([lead_id]);
      const twin = await mcp.call('create_lead', { name: 'Ida Beck', email });
      expect(twin.structuredContent).toMatchObject({ created: false, lead: { lead_id } });
    }
  });

  test('is_empty takes no value', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await create(mcp, { name: 'Ida Beck' });
    await create(mcp, { name: 'Jo Moos', city: 'Kiel' });
    const find = (filter: Row) =>
      mcp.call('search_crm_records', {
        object_type: 'leads',
        filters: [{ field: 'city', op: 'is_empty', ...filter }],
      });
    expect(valuesOf(await find({}), 'name')).toEqual(['Ida Beck']);
    expect(valuesOf(await find({ value: false }), 'name')).toEqual(['Jo Moos']);
    expect((await find({ value: 'Kiel' })).text).toContain('city is_empty takes no value');
  });
});

test('a resource of no lead repeats what was asked for', async () => {
  await using mcp = await connectCrm();
  for (const uri of ['crm://lead/nope', 'crm://lead/nope/timeline'])
    await expect(mcp.read(uri)).rejects.toThrow('There is no lead "nope"');
});

/** The ids of what a batch wrote. */
function idsOf({ structuredContent }: { readonly structuredContent: Row | undefined }): readonly unknown[] {
  const rows: unknown = structuredContent?.['rows'];
  return Array.isArray(rows) ? rows.map(({ id }) => id) : [];
}
