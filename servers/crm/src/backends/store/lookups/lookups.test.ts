import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf, valuesOf } from '../../../testing/answers.ts';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';

const people = [
  { user_id: 'user-1', name: 'Daan Vos', email: 'daan@crm.example', team: 'north' },
  { user_id: 'user-2', name: 'Zoë Ångström', email: 'zoe@crm.example', team: 'north' },
  { user_id: 'user-3', name: 'Kim Lee', email: 'kim.a@crm.example', team: 'south' },
  { user_id: 'user-4', name: 'Kim Lee', email: 'kim.b@crm.example', team: 'south' },
];

/** Fills an empty workspace with people, two companies of one name, a contact and a lead. */
async function fill(mcp: CrmClient): Promise<void> {
  const at = '2026-07-01T00:00:00.000Z';
  await mcp.kernel.write(mcp.scope, (db) =>
    db.insertMany(
      db.tables.users,
      people.map((user) => ({ ...user, role: 'rep', created_at: at, updated_at: at })),
    ),
  );
  const companies = [
    { name: 'Nordlicht GmbH', category: 'Energy', currency: 'EUR', owner_id: 'user-2' },
    { name: 'Twin Ltd', city: 'Leeds' },
    { name: 'Twin Ltd', city: 'Kyoto' },
  ];
  const written = await mcp.call('batch_upsert_records', { object_type: 'companies', records: companies });
  expect(written.isError, written.text).toBeFalsy();
  const found = await mcp.call('search_crm_records', { object_type: 'companies', query: 'nordlicht' });
  const [company_id] = valuesOf(found, 'company_id');
  const contacts = [{ name: 'Ada Ampere', company_id, consent: 'given' }];
  await mcp.call('batch_upsert_records', { object_type: 'contacts', records: contacts });
}

eachEngine((engine) => {
  test('what a filter names is found by its name, and what does not exist is a mistake', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const none = await mcp.call('search_leads', { source: 'anything' });
    expect(none.structuredContent).toMatchObject({ items: [], applied_filters: ['source eq "anything"'] });
    await fill(mcp);
    const search = (object_type: string, field: string, value: unknown, op = 'eq') =>
      mcp.call('search_crm_records', { object_type, filters: [{ field, op, value }] });
    const companies = async (field: string, value: unknown, op = 'eq') =>
      valuesOf(await search('companies', field, value, op), 'name');
    const refusal = async (object_type: string, field: string, value: unknown) => {
      const { code, text } = await search(object_type, field, value);
      expect(code, text).toBe('validation_error');
      return text;
    };

    for (const owner of ['user-2', 'zoe angstrom', 'ZOË ÅNGSTRÖM', 'zoe@crm.example']) {
      expect(await companies('owner_id', owner), owner).toEqual(['Nordlicht GmbH']);
      expect(await companies('owner_name', owner), owner).toEqual(['Nordlicht GmbH']);
    }
    expect(await companies('owner_id', 'me')).toEqual(['Twin Ltd', 'Twin Ltd']);
    expect(await companies('owner_id', ['me', 'Zoë Ångström'], 'in')).toHaveLength(3);
    expect(await refusal('companies', 'owner_id', 'Daan Voss')).toContain('Did you mean Daan Vos (user-1)?');
    expect(await refusal('companies', 'owner_id', 'kim lee')).toContain('Kim Lee (user-3), Kim Lee (user-4)');
    const echo = await search('companies', 'owner_name', 'Zoe Angstrom');
    expect(echo.structuredContent?.['applied_filters']).toEqual(['owner_id eq "user-2"']);

    expect(await companies('category', 'ENERGY')).toEqual(['Nordlicht GmbH']);
    expect(await companies('currency', 'eur')).toEqual(['Nordlicht GmbH']);
    expect(await refusal('companies', 'category', 'Enregy')).toContain('Did you mean Energy?');
    expect(await refusal('contacts', 'consent', 'withdrawn')).toContain('There are: given.');

    const contacts = await search('contacts', 'company_id', 'nordlicht gmbh');
    expect(valuesOf(contacts, 'name')).toEqual(['Ada Ampere']);
    expect(await refusal('contacts', 'company_id', 'Nordlicht AG')).toContain(
      'Did you mean Nordlicht GmbH (',
    );
    expect(await refusal('contacts', 'company_name', 'Nordlich')).toContain('Did you mean Nordlicht GmbH (');
    expect(await refusal('contacts', 'company_id', 'Twin Ltd')).toContain('is the name of 2');
    expect(await refusal('deals', 'lead_id', 404)).toContain('there is no "404"');
    expect(await refusal('deals', 'pipeline_id', 'none-such')).toContain('pipeline_id: there is no');
  });

  test('a lead is given to somebody by name, and a report is about somebody who exists', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await fill(mcp);
    const given = await mcp.call('create_lead', { name: 'Grace Ohm', owner_id: 'zoe angstrom' });
    expect(recordOf(given, 'lead')).toMatchObject({ owner_id: 'user-2', owner_name: 'Zoë Ångström' });
    const wrong = await mcp.call('create_lead', { name: 'Grace Volt', owner_id: 'Daan Voss' });
    expect(wrong).toMatchObject({ code: 'validation_error' });
    expect(wrong.text).toContain('Did you mean Daan Vos (user-1)?');
    const report = await mcp.call('get_pipeline_report', { owner_id: 'Daan Voss' });
    expect(report.text).toContain('owner_id: there is no "Daan Voss". Did you mean Daan Vos (user-1)?');
    const mine = await mcp.call('get_pipeline_report', { owner_id: 'me' });
    expect(mine.structuredContent).toMatchObject({ owner_id: 'user-1' });
  });

  test('identifiers with half a surrogate pair are refused by their field', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead = await mcp.call('create_lead', { name: 'Grace Ohm', external_id: 'x\ud800' });
    expect(lead.text).toMatch(/external_id:? must be well-formed Unicode/);
    const records = [{ name: 'Ohm Ltd', external_id: 'x\udc00' }];
    const batch = await mcp.call('batch_upsert_records', { object_type: 'companies', records });
    expect(batch.text).toMatch(/external_id:? must be well-formed Unicode/);
    expect(valuesOf(await mcp.call('search_leads', {}), 'name')).toEqual([]);
  });
});
