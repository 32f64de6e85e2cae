import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';
import { rowsOf } from '../testing/written.ts';

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  const upsert = (object_type: string, args: object) =>
    mcp.call('batch_upsert_records', { object_type, ...args });
  const searched = async (object_type: string, args: object): Promise<readonly Record<string, unknown>[]> => {
    const found = await mcp.call('search_crm_records', { object_type, ...args });
    const { items } = found.structuredContent ?? {};
    return Array.isArray(items) ? items : [];
  };
  const read = async (object_type: string, id: unknown, fields: readonly string[]) =>
    (await searched(object_type, { ids: [String(id)], fields }))[0];

  test('amounts without a currency are in the usual one, said so, and never scaled', async () => {
    const csv = 'name,amount\nRoof,1200\nBeam,1200.50\nDoor,"(1,200)"\n';
    const answer = await upsert('deals', { csv, dry_run: true });
    expect(answer.structuredContent).toMatchObject({ created: 3, failed: 0 });
    expect(answer.structuredContent?.['notes']).toEqual([
      'amount: 3 without a currency are read as USD, the usual one',
    ]);
    expect(rowsOf(answer).map(({ amounts }) => amounts)).toEqual([
      'amount USD 1,200',
      'amount USD 1,200.50',
      'amount USD -1,200',
    ]);
    expect(answer.structuredContent?.['samples']).toMatchObject({ amount: ['1200', '1200.50'] });
  });

  test('an amount is read in the currency of its record, and a currency never changes under one', async () => {
    const csv = 'name,external_id,amount,currency\nOil,kwd-1,125.750,KWD\n';
    const [oil] = rowsOf(await upsert('deals', { csv, match_on: 'external_id' }));
    expect(await read('deals', oil?.['id'], ['amount_minor', 'currency'])).toMatchObject({
      amount_minor: 125_750,
      currency: 'KWD',
    });
    const more = { records: [{ external_id: 'kwd-1', amount: 126.5 }], match_on: 'external_id' };
    const changed = await upsert('deals', { ...more, dry_run: true });
    expect(rowsOf(changed)[0]).toMatchObject({
      amounts: 'amount KWD 126.500',
      changes: ['amount_minor: "KWD 125.750" → "KWD 126.500"'],
    });
    const other = { records: [{ external_id: 'kwd-1', currency: 'EUR' }], match_on: 'external_id' };
    expect((await upsert('deals', other)).text).toContain('currency changes while amount_minor stays');
  });

  test('what amount is meant is asked where it is open, with both readings', async () => {
    const answer = await upsert('deals', { csv: 'name,amount,currency\nX,"1,234",KWD\n' });
    expect(answer.code).toBe('validation_error');
    expect(answer.text).toContain('amount may be 1,234 or 1.234 KWD');
    const twice = await upsert('deals', { records: [{ name: 'X', amount: 5, amount_minor: 500 }] });
    expect(twice.text).toContain('amount is given twice, also as amount_minor');
    const price = { sku: 'NEG-1', name: 'N', category: 'Desks', price: '-5' };
    expect((await upsert('products', { records: [price] })).text).toContain('price is negative (USD -5)');
  });

  test('a contact is never called after its owner, and an owner of elsewhere costs no row', async () => {
    const csv = [
      'Record ID,First Name,Last Name,Email,Contact owner',
      '901,Ylva,Quist,ylva@quist.example,Somebody Elsewhere',
      '902,Per,Quist,per@quist.example,user-2',
    ].join('\n');
    const answer = await upsert('contacts', { csv });
    expect(answer.structuredContent).toMatchObject({ created: 2 });
    const [first, second] = rowsOf(answer);
    expect(first?.['message']).toContain('owner_id is left out, since it is no user');
    expect(await read('contacts', first?.['id'], ['name', 'external_id'])).toMatchObject({
      name: 'Ylva Quist',
      external_id: '901',
    });
    expect(await read('contacts', second?.['id'], ['owner_id'])).toMatchObject({ owner_id: 'user-2' });
  });

  test('a row with other cells than the header fails alone and shifts nothing', async () => {
    const csv = 'name,title\nSmith, John,CEO\nUrban Falk,CFO\n';
    const answer = await upsert('contacts', { csv, mode: 'best_effort' });
    expect(rowsOf(answer)).toMatchObject([
      { index: 2, status: 'failed', message: expect.stringContaining('3 cells where the header has 2') },
      { index: 3, status: 'created' },
    ]);
    expect((await upsert('contacts', { csv })).text).toContain('[line 2] the row has 3 cells');
  });

  test('further addresses and numbers are kept, found and shown', async () => {
    const csv = [
      'Name,E-mail Address,E-mail 2 Address,Business Phone,Mobile Phone',
      'Tove Wiik,tove@wiik.example,tw@elsewhere.example,+47 22 12 34 56,+47 912 34 567',
    ].join('\n');
    const [row] = rowsOf(await upsert('contacts', { csv }));
    const fields = ['email', 'other_emails', 'phone_e164', 'other_phones'];
    expect(await read('contacts', row?.['id'], fields)).toMatchObject({
      email: 'tove@wiik.example',
      other_emails: 'tw@elsewhere.example',
      phone_e164: '+4722123456',
      other_phones: '+4791234567',
    });
    const found = await searched('contacts', { query: 'tw@elsewhere.example' });
    expect(found.map(({ contact_id }) => contact_id)).toEqual([row?.['id']]);
    const viewer = await mcp.as('viewer');
    const hidden = await viewer.call('search_crm_records', {
      object_type: 'contacts',
      query: 'tw@elsewhere.example',
    });
    expect(hidden.structuredContent).toMatchObject({ items: [] });
  });

  test('an unreadable number costs its cell when the good is wanted, and its row otherwise', async () => {
    const records = [{ name: 'Nora Dahlqvist', phone_e164: '12', email: 'nora@dahlqvist.example' }];
    expect((await upsert('leads', { records })).code).toBe('validation_error');
    const answer = await upsert('leads', { records, mode: 'best_effort' });
    expect(rowsOf(answer)[0]).toMatchObject({
      status: 'created',
      message: expect.stringContaining('phone_e164 is left out, since it has too few digits'),
    });
  });

  test('records that share a domain, mailbox or number are not taken for each other', async () => {
    const shops = [
      { name: 'Blumen Ida', domain: 'https://facebook.com/blumenida' },
      { name: 'Käse Otto', domain: 'facebook.com/kaeseotto' },
      { name: 'Blumen Ida GmbH', domain: 'facebook.com' },
    ];
    const answer = await upsert('companies', { records: shops, match_on: 'domain' });
    expect(rowsOf(answer).map(({ status }) => status)).toEqual(['created', 'created', 'updated']);
    const people = [
      { name: 'Gerd Aschoff', email: 'info@aschoff.example' },
      { name: 'Ulla Brinkhus', email: 'info@aschoff.example' },
      { name: 'Gerd Aschoff', email: 'info@aschoff.example', title: 'Inhaber' },
    ];
    const mails = await upsert('contacts', { records: people, match_on: 'email' });
    expect(rowsOf(mails).map(({ status }) => status)).toEqual(['created', 'created', 'updated']);
    const phones = [
      { name: 'Ada Zwick', phone_e164: '+49 30 901820' },
      { name: 'Ben Yildiz', phone_e164: '030 901820', country: 'DE' },
      { name: 'Ada Zwick', phone_e164: '+4930901820', title: 'CTO' },
    ];
    const numbers = await upsert('leads', { records: phones, match_on: 'phone' });
    expect(rowsOf(numbers).map(({ status }) => status)).toEqual(['created', 'created', 'updated']);
  });

  test('two people behind one mailbox stay two, and one who changed the surname stays one', async () => {
    const csv =
      'name,email,title\nHans Kraus,kraus@familie.example,Baker\nInge Kraus,kraus@familie.example,Nurse\n';
    const answer = await upsert('leads', { csv, match_on: 'email' });
    expect(answer.structuredContent).toMatchObject({ created: 2, updated: 0 });
    const one = { records: [{ name: 'Laura Stone', email: 'laura@stone.example' }], match_on: 'email' };
    const [laura] = rowsOf(await upsert('leads', one));
    const married = {
      records: [{ name: 'Laura Fischer', email: 'laura@stone.example' }],
      match_on: 'email',
    };
    expect(rowsOf(await upsert('leads', married))[0]).toMatchObject({ status: 'updated', id: laura?.['id'] });
  });

  test('companies are linked by name or made, when asked, and else said to be passed over', async () => {
    const csv =
      'Name,Email,Company\nEva Lingen,eva@lingen-holz.example,Lingen Holz GmbH\nUwe Lingen,,LINGEN HOLZ\n';
    const asked = await upsert('contacts', { csv, dry_run: true });
    expect(asked.structuredContent?.['notes']).toEqual([
      'company_name: 2 are passed over; pass companies "link" or "create" to link them',
    ]);
    const linked = await upsert('contacts', { csv, companies: 'link', dry_run: true });
    expect(rowsOf(linked)[0]?.['message']).toContain(
      'company_name is left out, since it no company is called so',
    );
    const made = rowsOf(await upsert('contacts', { csv, companies: 'create' }));
    const [eva, uwe] = [
      await read('contacts', made[0]?.['id'], ['company_id', 'company_name']),
      await read('contacts', made[1]?.['id'], ['company_id', 'company_name']),
    ];
    expect(eva).toMatchObject({ company_name: 'Lingen Holz GmbH' });
    expect(uwe?.['company_id']).toBe(eva?.['company_id']);
  });

  test('activities are linked to the records they name by id, id elsewhere or mailbox', async () => {
    const people = { records: [{ name: 'Kai Overbeck', external_id: 'P-7', email: 'kai@overbeck.example' }] };
    const [kai] = rowsOf(await upsert('contacts', people));
    const csv = [
      'Subject,Type,Date,Contact ID,Email',
      'Rang an,Call,2026-03-02T10:00:00Z,P-7,',
      'Schrieb,Email,2026-03-03T10:00:00Z,,kai@overbeck.example',
      'Verlor,Note,2026-03-04T10:00:00Z,P-8,',
    ].join('\n');
    const answer = rowsOf(await upsert('activities', { csv, mode: 'best_effort' }));
    expect(answer.map(({ status }) => status)).toEqual(['created', 'created', 'failed']);
    expect(answer[2]?.['message']).toContain('contact_id names no record of contacts that you see');
    for (const { id } of answer.slice(0, 2)) {
      expect(await read('activities', id, ['links'])).toMatchObject({
        links: [{ object_type: 'contacts', id: kai?.['id'] }],
      });
    }
    const record = { kind: 'note', subject: 'Both', links: [{ object_type: 'leads', id: '6' }] };
    const [both] = rowsOf(await upsert('activities', { records: [record] }));
    expect(await read('activities', both?.['id'], ['links'])).toMatchObject({
      links: [{ object_type: 'leads', id: '6' }],
    });
  });

  test('deals that were closed keep the day, and reports count them in its period', async () => {
    const csv = [
      'Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Won time,Deal - Expected close date',
      'Old one,1000,EUR,Proposal,Won,2019-02-03 10:00,2019-01-01',
      'Older one,2000,EUR,,Won,,2/20/2019',
      'Lost one,3000,EUR,Closed Lost,,,2/1/2019',
    ].join('\n');
    const rows = rowsOf(await upsert('deals', { csv }));
    const fields = ['stage', 'closed_at', 'close_date', 'probability'];
    expect(await read('deals', rows[0]?.['id'], fields)).toMatchObject({
      stage: 'Won',
      closed_at: '2019-02-03T10:00:00.000Z',
      probability: 100,
    });
    expect(await read('deals', rows[1]?.['id'], fields)).toMatchObject({
      closed_at: '2019-02-20T00:00:00.000Z',
    });
    expect(await read('deals', rows[2]?.['id'], fields)).toMatchObject({
      stage: 'Lost',
      close_date: '2019-02-01',
    });
    const then = await mcp.call('get_pipeline_report', { period: '2019-02' });
    expect(JSON.stringify(then.structuredContent)).toContain(String(rows[0]?.['id']));
    const now = await mcp.call('get_pipeline_report', { period: '2026-07' });
    const { numbers } = now.structuredContent ?? {};
    const won = Array.isArray(numbers) ? numbers.filter(({ name }) => /won in period|cycle/.test(name)) : [];
    expect(JSON.stringify(won)).not.toContain(String(rows[0]?.['id']));
    const open = await upsert('deals', { records: [{ name: 'Open', closed_at: '2026-01-01' }] });
    expect(open.text).toContain('closed_at is of won and lost deals');
    const future = await upsert('deals', { records: [{ name: 'F', stage: 'Won', closed_at: '2099-01-01' }] });
    expect(future.text).toContain('closed_at is in the future');
  });

  test('who is there already is not made twice, also across kinds, and the rehearsal tells it', async () => {
    const lead = {
      name: 'Henrike Stoltenberg',
      email: 'henrike@stoltenberg.example',
      company_name: 'Stolt AG',
    };
    const made = await mcp.call('create_lead', lead);
    const lead_id = String(Reflect.get(Object(made.structuredContent?.['lead']), 'lead_id'));
    for (const dry_run of [true, false]) {
      const again = await upsert('leads', { records: [lead], dry_run });
      expect(rowsOf(again)[0]).toMatchObject({ status: 'unchanged', id: lead_id });
      expect(again.text).toContain(`is there already, and nothing of the row was written: leads ${lead_id}`);
    }
    expect((await upsert('leads', { records: [lead], on_duplicate: 'error' })).text).toContain(
      'It is there already',
    );
    const second = await upsert('leads', { records: [lead], on_duplicate: 'create', dry_run: true });
    expect(second.structuredContent).toMatchObject({ created: 1 });
    const contact = await upsert('contacts', {
      records: [{ name: lead.name, email: lead.email }],
      dry_run: true,
    });
    expect(rowsOf(contact)[0]).toMatchObject({
      status: 'created',
      message: expect.stringContaining(`may be a duplicate of leads ${lead_id}`),
    });
    const twice = await upsert('leads', {
      csv: 'name,email\nJorinde Kaps,jorinde@kaps.example\nJorinde Kaps,jorinde@kaps.example\n',
    });
    expect(twice.structuredContent).toMatchObject({ created: 1, updated: 0 });
  });

  test('a rehearsal shows each cell before and after', async () => {
    const record = { company_id: 'company-3', category: 'Rocketry', city: null };
    const before = await read('companies', 'company-3', ['category', 'city']);
    const answer = await upsert('companies', { records: [record], dry_run: true });
    expect(rowsOf(answer)[0]).toMatchObject({
      status: 'updated',
      changes: [
        `category: ${JSON.stringify(before?.['category'])} → "Rocketry"`,
        `city: ${JSON.stringify(before?.['city'])} → empty`,
      ],
    });
    expect(answer.text).toContain('→ "Rocketry"');
  });
});

test('a record with hundreds of wrong fields is looked into so far as anybody reads', async () => {
  await using mcp = await connectCrm();
  const wrong = Object.fromEntries(Array.from({ length: 1300 }, (_, index) => [`u${index}`, 1]));
  const records = Array.from({ length: 200 }, () => ({ name: 'X', ...wrong }));
  const batch = { object_type: 'companies', mode: 'atomic', match_on: 'id', on_duplicate: 'error' } as const;
  const answer = await mcp.deps.records?.upsert({ ...batch, records }, { ...mcp.scope, dryRun: true });
  expect(answer?.failed).toBe(200);
  expect(String(answer?.rows[0]?.message).split(';')).toHaveLength(21);
  expect(answer?.rows[199]?.message).toContain('was not looked into');
});
