import { eachEngine } from '@patchbay/storage/testing';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';
import { writtenIds } from '../testing/written.ts';

const ada = {
  name: 'Ada Lovelace',
  email: 'Ada.Lovelace+crm@analytical-engines.example',
  phone: '020 7946 0958',
  country: 'GB',
  company_name: 'Analytical Engines Ltd',
};

eachEngine((engine) => {
  test('creates a lead, normalised, scored and owned by the caller', async () => {
    await using mcp = await connectCrm({ engine, role: 'rep' });
    const answer = await mcp.call('create_lead', ada);
    expect(answer.structuredContent).toMatchObject({
      created: true,
      lead: {
        name: 'Ada Lovelace',
        email: 'Ada.Lovelace+crm@analytical-engines.example',
        phone_e164: '+442079460958',
        status: 'new',
        owner_id: 'user-5',
        score: 20,
        version: 1,
      },
      change_id: expect.stringMatching(/^chg_/),
    });
    expect(answer.text).toMatch(/^created: true\nlead_id: \d+; name: Ada Lovelace;/);
  });

  test('gives the lead back that has the same mailbox, however it is spelled', async () => {
    await using mcp = await connectCrm({ engine });
    const first = recordOf(await mcp.call('create_lead', ada), 'lead');
    const again = await mcp.call('create_lead', {
      name: 'A. L.',
      email: 'ada.lovelace@ANALYTICAL-engines.example',
    });
    expect(again.structuredContent).toMatchObject({
      created: false,
      matched_on: expect.arrayContaining(['email']),
      lead: { lead_id: first['lead_id'], name: 'Ada Lovelace' },
    });
    expect(again.structuredContent).not.toHaveProperty('change_id');
  });

  test('recognises the same person without a common mailbox, and tells by what', async () => {
    await using mcp = await connectCrm({ engine });
    const { lead_id } = recordOf(await mcp.call('create_lead', ada), 'lead');
    const alike = { name: 'Lovelace, Ada', phone: '+44 20 7946 0958', company_name: 'Analytical Engines' };
    const refused = await mcp.call('create_lead', { ...alike, on_duplicate: 'error' });
    expect(refused).toMatchObject({ code: 'conflict', error: { details: { lead_id } } });
    expect(refused.text).toContain('phone');
    const second = await mcp.call('create_lead', { ...alike, on_duplicate: 'create' });
    expect(second.structuredContent).toMatchObject({
      created: true,
      matched_on: expect.arrayContaining(['phone']),
    });
  });

  test.each([
    ['a colleague at the same switchboard', { name: 'Charles Babbage' }],
    ['a namesake with a mailbox of their own', { email: 'ada.lovelace2@analytical-engines.example' }],
    ['somebody else behind one mailbox', { name: 'Mary Somerville', email: ada.email }],
  ])('creates %s', async (_, other) => {
    await using mcp = await connectCrm({ engine, demo: false });
    await mcp.call('create_lead', ada);
    const answer = await mcp.call('create_lead', { ...ada, email: undefined, city: 'London', ...other });
    expect(answer.structuredContent, answer.text).toMatchObject({ created: true });
    expect(answer.structuredContent).not.toHaveProperty('matched_on');
  });

  test('names a contact who is the new lead, and refuses it when asked to', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const { name, email } = ada;
    const written = await mcp.call('batch_upsert_records', {
      object_type: 'contacts',
      records: [{ name, email }],
    });
    const [id] = writtenIds(written);
    expect(await mcp.call('create_lead', { ...ada, on_duplicate: 'error' })).toMatchObject({
      code: 'conflict',
      error: { details: { object_type: 'contacts', id } },
    });
    const created = await mcp.call('create_lead', ada);
    expect(created.structuredContent).toMatchObject({
      created: true,
      possible_duplicates: [{ object_type: 'contacts', id }],
    });
    expect(created.text).toContain(`possible duplicate: contacts ${id}`);
  });

  test('keeps nothing of a dry run', async () => {
    await using mcp = await connectCrm({ engine });
    const dry = await mcp.call('create_lead', { ...ada, dry_run: true });
    expect(dry.structuredContent).toMatchObject({ created: true });
    const found = await mcp.call('search_leads', { query: 'Lovelace' });
    expect(found.structuredContent).toMatchObject({ total_count: 0 });
  });
});

describe('refuses', () => {
  test('what is no address, no telephone number and no user', async () => {
    await using mcp = await connectCrm();
    for (const wrong of [{ email: 'nobody' }, { phone: 'call me' }, { owner_id: 'user-999' }]) {
      const answer = await mcp.call('create_lead', { name: 'Ada', ...wrong });
      expect(answer, Object.keys(wrong).join()).toMatchObject({ code: 'validation_error' });
      expect(answer.text).toContain(Object.keys(wrong)[0]);
    }
  });

  test('a rep who would not see the lead afterwards', async () => {
    await using mcp = await connectCrm({ role: 'rep' });
    const answer = await mcp.call('create_lead', { ...ada, owner_id: 'user-6' });
    expect(answer).toMatchObject({ code: 'permission_denied' });
    const admin = await mcp.as('admin');
    expect((await admin.call('search_leads', { query: 'Lovelace' })).structuredContent).toMatchObject({
      items: [],
    });
  });

  test('a role that writes no leads', async () => {
    await using mcp = await connectCrm({ role: 'support' });
    expect(await mcp.call('create_lead', ada)).toMatchObject({ code: 'permission_denied' });
  });
});

test('does not tell a rep that somebody else has the lead', async () => {
  await using admin = await connectCrm();
  await admin.call('create_lead', ada);
  const rep = await admin.as('rep');
  const answer = await rep.call('create_lead', { ...ada, on_duplicate: 'error' });
  expect(answer.structuredContent).toMatchObject({ created: true });
  expect(answer.structuredContent).not.toHaveProperty('matched_on');
});
