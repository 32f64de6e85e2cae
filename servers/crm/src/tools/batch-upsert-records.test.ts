import { eachEngine } from '@patchbay/storage/testing';
import { describe, expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { snapshotOf } from '../testing/snapshot.ts';
import { rowsOf } from '../testing/written.ts';

eachEngine((engine) => {
  test('creates, updates and leaves alone, with all that is derived', async () => {
    await using mcp = await connectCrm({ engine });
    const args = {
      object_type: 'contacts',
      match_on: 'external_id',
      records: [
        {
          external_id: 'x-1',
          name: 'Änne Müller',
          email: 'Anne.Mueller+crm@Firma.example',
          phone_e164: '+49 30 5550123',
        },
        { external_id: 'x-2', first_name: 'Bo', last_name: 'Lund', company_id: 'company-1' },
      ],
    };
    const created = await mcp.call('batch_upsert_records', args);
    expect(created.isError, created.text).toBe(false);
    expect(created.structuredContent).toMatchObject({ created: 2, updated: 0, failed: 0 });
    expect(rowsOf(created)).toMatchObject([
      { index: 0, status: 'created' },
      { index: 1, status: 'created' },
    ]);
    const contacts = await mcp.kernel.read(mcp.scope, async (db) => {
      const all = await db.select().from(db.tables.contacts);
      return all.filter(({ external_id }) => external_id?.startsWith('x-'));
    });
    expect(contacts.find(({ external_id }) => external_id === 'x-1')).toMatchObject({
      first_name: 'Änne',
      last_name: 'Müller',
      email_norm: 'anne.mueller@firma.example',
      phone_e164: '+49305550123',
      owner_id: 'user-1',
      version: 1,
    });
    expect(contacts.find(({ external_id }) => external_id === 'x-2')).toMatchObject({ name: 'Bo Lund' });
    expect(await mcp.call('batch_upsert_records', args)).toMatchObject({
      structuredContent: { created: 0, updated: 0, rows: [{ status: 'unchanged' }, { status: 'unchanged' }] },
    });
    const changed = await mcp.call('batch_upsert_records', {
      ...args,
      records: [{ external_id: 'x-1', title: 'CFO', email: null }],
    });
    expect(changed.structuredContent).toMatchObject({ created: 0, updated: 1 });
    const [row] = await mcp.kernel.read(mcp.scope, async (db) => {
      const all = await db.select().from(db.tables.contacts);
      return all.filter(({ external_id }) => external_id === 'x-1');
    });
    expect(row).toMatchObject({
      title: 'CFO',
      email: null,
      email_norm: null,
      version: 2,
      name: 'Änne Müller',
    });
  });

  test('in atomic mode one wrong cell leaves everything as it was, and every wrong cell is named', async () => {
    await using mcp = await connectCrm({ engine });
    const before = await snapshotOf(mcp);
    const answer = await mcp.call('batch_upsert_records', {
      object_type: 'deals',
      records: [
        { name: 'Good', stage: 'Nurture', amount_minor: 100 },
        { name: 'Bad', stage: 'Nurtur', amount_minor: 1.5, compny_id: 'x', owner_id: 'user-99' },
        { deal_id: 'deal-nowhere', name: 'Gone' },
      ],
    });
    expect(answer.code).toBe('validation_error');
    for (const told of [
      '2 of 3 records',
      '[1]',
      'stage is no stage; did you mean Nurture?',
      'amount_minor must be a whole number',
      'did you mean company_id?',
      'owner_id is no user',
      '[2]',
      'deal-nowhere',
    ]) {
      expect(answer.text).toContain(told);
    }
    expect(await snapshotOf(mcp)).toEqual(before);
  });

  test('with best effort the good are written and the bad reported', async () => {
    await using mcp = await connectCrm({ engine });
    const answer = await mcp.call('batch_upsert_records', {
      object_type: 'products',
      match_on: 'sku',
      mode: 'best_effort',
      records: [
        { sku: 'N-1', name: 'New', category: 'Desks', price_minor: 900, currency: 'eur' },
        { sku: 'N-2', name: 'No price', category: 'Desks' },
        { sku: 'N-1', name: 'Newer' },
        { sku: 'N-3', name: 'Stocked', category: 'Desks', price_minor: 1, currency: 'EUR', stock: 5 },
      ],
    });
    expect(answer.structuredContent).toMatchObject({ created: 1, updated: 1, failed: 2 });
    expect(rowsOf(answer).map(({ status }) => status)).toEqual(['created', 'failed', 'updated', 'failed']);
    expect(answer.text).toContain('price_minor is missing');
    expect(answer.text).toContain('update_stock');
  });

  test('what the database refuses takes back its own record alone', async () => {
    await using mcp = await connectCrm({ engine });
    await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      records: [{ name: 'A', external_id: 'same' }],
    });
    const answer = await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      mode: 'best_effort',
      records: [
        { name: 'B', external_id: 'same' },
        { name: 'C', external_id: 'other' },
      ],
    });
    expect(rowsOf(answer)).toMatchObject([
      { status: 'failed', error_code: 'conflict' },
      { status: 'created' },
    ]);
  });

  test('a dry run reports the same and changes nothing', async () => {
    await using mcp = await connectCrm({ engine });
    const before = await snapshotOf(mcp);
    const args = {
      object_type: 'leads',
      records: [
        { name: 'Ada', email: 'ada@x.example' },
        { name: 'Bad', email: 'nonsense' },
      ],
    };
    const answer = await mcp.call('batch_upsert_records', { ...args, dry_run: true });
    expect(answer.structuredContent).toMatchObject({ created: 1, failed: 1 });
    expect(answer.structuredContent).not.toHaveProperty('change_id');
    expect(rowsOf(answer)[1]).toMatchObject({ message: 'email is no e-mail address' });
    expect(await snapshotOf(mcp)).toEqual(before);
  });

  test('moves deals between stages with their history, and leads by their rules', async () => {
    await using mcp = await connectCrm({ engine });
    const [created] = rowsOf(
      await mcp.call('batch_upsert_records', {
        object_type: 'deals',
        records: [{ name: 'D', amount_minor: 5 }],
      }),
    );
    const deal_id = String(created?.['id']);
    await mcp.call('batch_upsert_records', { object_type: 'deals', records: [{ deal_id, stage: 'won' }] });
    const { deal, moves } = await mcp.kernel.read(mcp.scope, async (db) => ({
      deal: await db.get(db.tables.deals, deal_id),
      moves: (await db.select().from(db.tables.stage_history)).filter(
        ({ record_id }) => record_id === deal_id,
      ),
    }));
    expect(deal).toMatchObject({ stage_id: 'stage-won', probability: 100, currency: 'USD', version: 2 });
    expect(deal?.closed_at).not.toBeNull();
    expect(moves.map(({ from_stage, to_stage }) => [from_stage, to_stage])).toEqual(
      expect.arrayContaining([
        [null, 'stage-nurture'],
        ['stage-nurture', 'stage-won'],
      ]),
    );
    const [lead] = rowsOf(
      await mcp.call('batch_upsert_records', { object_type: 'leads', records: [{ name: 'L' }] }),
    );
    const refused = await mcp.call('batch_upsert_records', {
      object_type: 'leads',
      records: [{ lead_id: lead?.['id'], status: 'won' }],
    });
    expect(refused.text).toContain('cannot move from new to won');
  });

  test('a record that changed meanwhile is not overwritten', async () => {
    await using mcp = await connectCrm({ engine });
    const record = { company_id: 'company-1', category: 'Retail', version: 1 };
    const write = () => mcp.call('batch_upsert_records', { object_type: 'companies', records: [record] });
    expect((await write()).isError).toBe(false);
    const again = await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      records: [{ ...record, category: 'Food' }],
    });
    expect(again.code).toBe('validation_error');
    expect(again.text).toContain('changed meanwhile');
  });

  test('imports a file by its headers as one change, which one undo takes back', async () => {
    await using mcp = await connectCrm({ engine });
    const before = await snapshotOf(mcp);
    const csv = [
      'Company Name;Website;Industry;Employees;Revenue;Currency;Favourite colour',
      'Wiesental Möbel GmbH;https://www.wiesental.example;Furniture;51-200;1.234,50;EUR;green',
      'Kaputt AG;wiesental2.example;Furniture;many;12;EUR;',
    ].join('\n');
    const call = (more: object) =>
      mcp.call('batch_upsert_records', { object_type: 'companies', csv, match_on: 'domain', ...more });
    const report = await call({ dry_run: true });
    expect(report.structuredContent).toMatchObject({
      created: 1,
      failed: 1,
      columns: { Website: 'domain', Employees: 'employee_range', 'Favourite colour': null },
    });
    expect(rowsOf(report)).toMatchObject([{ index: 2 }, { index: 3, status: 'failed' }]);
    expect(rowsOf(report)[1]?.['message']).toContain('employee_range must be a range');
    const done = await call({ mode: 'best_effort' });
    const change_id = done.structuredContent?.['change_id'];
    const [company] = await mcp.kernel.read(mcp.scope, async (db) =>
      (await db.select().from(db.tables.companies)).filter(({ domain }) => domain === 'wiesental.example'),
    );
    expect(company).toMatchObject({ annual_revenue_minor: 123_450, currency: 'EUR', employees_min: 51 });
    const undone = await mcp.call('undo_change', { change_id });
    expect(undone.structuredContent).toMatchObject({ undone: true });
    expect(await snapshotOf(mcp)).toEqual(before);
  });

  test('tells how far a long batch is', async () => {
    await using mcp = await connectCrm({ engine });
    const records = Array.from({ length: 120 }, (_, index) => ({ name: `Lead ${index}` }));
    const reports: number[] = [];
    const args = { object_type: 'leads', records };
    const answer = await mcp.call('batch_upsert_records', args, {
      onprogress: ({ progress }) => reports.push(progress),
    });
    expect(answer.structuredContent).toMatchObject({ created: 120 });
    expect(reports).toEqual([50, 100]);
  });

  test('a repeated call under its key has one effect', async () => {
    await using mcp = await connectCrm({ engine });
    const args = { object_type: 'companies', records: [{ name: 'Once' }], idempotency_key: 'k-1' };
    const first = await mcp.call('batch_upsert_records', args);
    const second = await mcp.call('batch_upsert_records', args);
    expect(second.structuredContent).toMatchObject({ idempotent_replay: true, rows: rowsOf(first) });
  });
});

describe('refuses', () => {
  test.each([
    ['a role without the right', 'viewer', { object_type: 'companies', records: [{ name: 'X' }] }],
    [
      'a field that the role sees masked',
      'rep',
      { object_type: 'companies', records: [{ name: 'X', annual_revenue_minor: 1 }] },
    ],
    [
      'a kind that the role may not create',
      'rep',
      {
        object_type: 'products',
        records: [{ name: 'X', sku: 'x', category: 'c', price_minor: 1, currency: 'EUR' }],
      },
    ],
  ] as const)('%s', async (_, role, args) => {
    await using mcp = await connectCrm({ role });
    expect(await mcp.call('batch_upsert_records', args)).toMatchObject({ code: 'permission_denied' });
  });

  test('to touch records outside the role, as if they did not exist, and to give records away', async () => {
    await using mcp = await connectCrm({ role: 'rep' });
    const all = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.deals));
    const foreign = all.find(({ owner_id }) => owner_id !== 'user-5')?.deal_id;
    const touched = await mcp.call('batch_upsert_records', {
      object_type: 'deals',
      mode: 'best_effort',
      records: [
        { deal_id: foreign, name: 'Mine' },
        { name: 'Away', owner_id: 'user-6' },
      ],
    });
    expect(rowsOf(touched)).toMatchObject([
      { status: 'failed', error_code: 'not_found' },
      { status: 'failed', error_code: 'validation_error' },
    ]);
  });

  test.each([
    [{ object_type: 'companies' }, 'either records or csv'],
    [{ object_type: 'companies', csv: 'colour\ngreen' }, 'no column of the header'],
    [{ object_type: 'companies', csv: 'name\n' }, 'no rows'],
    [{ object_type: 'companies', csv: 'name\n"open' }, 'line'],
    [
      { object_type: 'companies', records: [{ name: 'X' }], match_on: 'email' },
      'Match companies on: id, external_id, domain',
    ],
  ])('%j', async (args, told) => {
    await using mcp = await connectCrm();
    const answer = await mcp.call('batch_upsert_records', args);
    expect(answer.code).toBe('validation_error');
    expect(answer.text).toContain(told);
  });
});
