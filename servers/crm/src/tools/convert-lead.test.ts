import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf } from '../testing/answers.ts';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';
import { rowsOf } from '../testing/written.ts';

const ada = {
  name: 'Ada Lovelace',
  email: 'ada@analytical-engines.example',
  company_name: 'Analytical Engines Ltd',
};

const deal = { name: 'First engine', amount_minor: 4_200_000, currency: 'eur', close_date: '2026-09-30' };

async function newLead(mcp: CrmClient, lead: Record<string, unknown> = ada): Promise<unknown> {
  return recordOf(await mcp.call('create_lead', { ...lead, on_duplicate: 'create' }), 'lead')['lead_id'];
}

const countsOf = (mcp: CrmClient) =>
  mcp.kernel.read(mcp.scope, async (db) => {
    const { companies, contacts, deals } = db.tables;
    const counts: number[] = [];
    for (const table of [companies, contacts, deals]) counts.push((await db.select().from(table)).length);
    return counts;
  });

eachEngine((engine) => {
  test('makes a company, a contact and a deal out of a lead, in one change', async () => {
    await using mcp = await connectCrm({ engine });
    const lead_id = await newLead(mcp);
    const [companies = 0, contacts = 0, deals = 0] = await countsOf(mcp);
    const answer = await mcp.call('convert_lead', { lead_id, deal });
    const { company_id, contact_id, deal_id, change_id } = answer.structuredContent ?? {};
    expect(answer.structuredContent).toMatchObject({ lead: { lead_id, status: 'qualified', version: 2 } });
    expect(answer.structuredContent).toMatchObject({ deal_amount: 'EUR 42,000' });
    expect(answer.text).toContain(
      `company_id: ${company_id}; contact_id: ${contact_id}; deal_id: ${deal_id}`,
    );
    expect(await countsOf(mcp)).toEqual([companies + 1, contacts + 1, deals + 1]);
    await mcp.kernel.read(mcp.scope, async (db) => {
      expect(await db.get(db.tables.companies, String(company_id))).toMatchObject({
        name: 'Analytical Engines Ltd',
        domain_norm: 'analytical-engines.example',
      });
      expect(await db.get(db.tables.contacts, String(contact_id))).toMatchObject({
        ...adaAsContact,
        company_id,
      });
      expect(await db.get(db.tables.deals, String(deal_id))).toMatchObject({
        ...{ lead_id, company_id, contact_id, name: 'First engine', amount_minor: 4_200_000 },
        ...{ currency: 'EUR', stage_id: 'stage-nurture', probability: 5, close_date: '2026-09-30' },
      });
      const change = await db.getChange(String(change_id));
      expect(new Set(change?.rows.map(({ table }) => table))).toEqual(
        new Set(['leads', 'companies', 'contacts', 'deals', 'stage_history']),
      );
    });
  });

  test('links the company and the contact that are there already', async () => {
    await using mcp = await connectCrm({ engine });
    const first = await mcp.call('convert_lead', { lead_id: await newLead(mcp), deal });
    const second = await newLead(mcp, { ...ada, company_name: 'Analytical Engines Limited' });
    const linked = await mcp.call('convert_lead', { lead_id: second });
    expect(linked.structuredContent?.['company_id']).toBe(first.structuredContent?.['company_id']);
    expect(linked.structuredContent?.['contact_id']).toBe(first.structuredContent?.['contact_id']);
    const third = await newLead(mcp);
    const apart = await mcp.call('convert_lead', { lead_id: third, link_existing: false });
    expect(apart.structuredContent?.['contact_id']).not.toBe(first.structuredContent?.['contact_id']);
  });

  test('leaves nothing behind when a part of it is refused', async () => {
    await using mcp = await connectCrm({ engine });
    const lead_id = await newLead(mcp);
    const before = await countsOf(mcp);
    const answer = await mcp.call('convert_lead', { lead_id, deal: { ...deal, currency: 'XXQ' } });
    expect(answer).toMatchObject({ code: 'validation_error' });
    const late = await mcp.call('convert_lead', { lead_id, deal, expected_version: 9 });
    expect(late).toMatchObject({ code: 'conflict' });
    const dry = await mcp.call('convert_lead', { lead_id, deal, dry_run: true });
    expect(dry.structuredContent).toMatchObject({ lead: { status: 'qualified' } });
    expect(await countsOf(mcp)).toEqual(before);
  });
});

const adaAsContact = { name: 'Ada Lovelace', email: 'ada@analytical-engines.example', first_name: 'Ada' };

test('refuses a second conversion and a lost lead', async () => {
  await using mcp = await connectCrm();
  const lead_id = await newLead(mcp);
  await mcp.call('convert_lead', { lead_id, deal });
  expect(await mcp.call('convert_lead', { lead_id, deal })).toMatchObject({ code: 'conflict' });
  const lost = await newLead(mcp);
  await mcp.call('update_lead_status', { lead_id: lost, status: 'lost', lost_reason: 'price' });
  const answer = await mcp.call('convert_lead', { lead_id: lost });
  expect(answer).toMatchObject({ code: 'conflict' });
  expect(answer.text).toContain('update_lead_status');
});

test('refuses roles that cannot create deals', async () => {
  await using mcp = await connectCrm({ role: 'viewer' });
  expect(await mcp.call('convert_lead', { lead_id: 1, deal })).toMatchObject({ code: 'permission_denied' });
});

test('an amount is in whole units unless it is called minor, and told in words', async () => {
  await using mcp = await connectCrm();
  const convert = async (amount: object) => {
    const lead_id = await newLead(mcp, { ...ada, name: `Ada ${JSON.stringify(amount)}` });
    return mcp.call('convert_lead', { lead_id, deal: { name: 'Engine', currency: 'EUR', ...amount } });
  };
  for (const amount of [{ amount: 12_500 }, { amount_minor: 1_250_000 }]) {
    const answer = await convert(amount);
    expect(answer.structuredContent).toMatchObject({ deal_amount: 'EUR 12,500' });
    expect(answer.text).toContain('deal_amount: EUR 12,500');
  }
  expect((await convert({ amount: 12_500, amount_minor: 5 })).text).toContain('both amount and amount_minor');
  expect((await convert({ amount: 0.005 })).text).toContain('more decimals than EUR');
  expect((await convert({ amount: 5, currency: 'XQQ' })).text).toContain('ISO 4217');
});

test('the contact keeps every address and number of the lead', async () => {
  await using mcp = await connectCrm();
  const more = { other_emails: 'ada@home.example', other_phones: '+442079460958' };
  const records = [{ name: 'Ada Byron', email: 'ada@byron.example', ...more }];
  const made = await mcp.call('batch_upsert_records', { object_type: 'leads', records });
  const answer = await mcp.call('convert_lead', { lead_id: Number(rowsOf(made)[0]?.['id']) });
  const { contact_id } = answer.structuredContent ?? {};
  const contact = await mcp.kernel.read(mcp.scope, (db) => db.get(db.tables.contacts, String(contact_id)));
  expect(contact).toMatchObject(more);
});
