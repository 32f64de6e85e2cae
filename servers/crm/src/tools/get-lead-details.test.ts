import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';

const ada = { name: 'Ada Lovelace', email: 'ada@analytical-engines.example', phone: '+44 20 7946 0958' };

eachEngine((engine) => {
  test('shows a lead with its activities, next statuses and look-alikes', async () => {
    await using mcp = await connectCrm({ engine });
    const first = recordOf(await mcp.call('create_lead', ada), 'lead')['lead_id'];
    const second = recordOf(
      await mcp.call('create_lead', { ...ada, name: 'Ada Lovelase', on_duplicate: 'create' }),
      'lead',
    )['lead_id'];
    await mcp.call('update_lead_status', {
      lead_id: first,
      status: 'contacted',
      note: 'Called.\nWants a quote.',
    });
    const answer = await mcp.call('get_lead_details', { lead_id: first });
    expect(answer.structuredContent).toMatchObject({
      lead: {
        lead_id: first,
        name: 'Ada Lovelace',
        email: ada.email,
        phone_e164: '+442079460958',
        version: 2,
      },
      allowed_next_statuses: ['qualified', 'proposal', 'lost'],
      possible_duplicates: [second],
      activities: {
        items: [
          {
            kind: 'note',
            subject: 'Status: new → contacted',
            body: expect.stringContaining('\nCalled.\nWants a quote.\n'),
          },
        ],
        total_count: 1,
        has_more: false,
      },
    });
    expect(answer.text).toContain('<untrusted-data source="body"');
    expect(answer.text).toContain(`possible_duplicates: ${second}`);
  });

  test('pages through activities, and leaves them out when not asked for', async () => {
    await using mcp = await connectCrm({ engine });
    const lead_id = recordOf(await mcp.call('create_lead', ada), 'lead')['lead_id'];
    for (const status of ['contacted', 'qualified', 'contacted']) {
      await mcp.call('update_lead_status', { lead_id, status, note: status });
    }
    const page = recordOf(await mcp.call('get_lead_details', { lead_id, activities_limit: 2 }), 'activities');
    expect(page).toMatchObject({ has_more: true, total_count: 3 });
    const rest = await mcp.call('get_lead_details', {
      lead_id,
      activities_limit: 2,
      activities_cursor: page['next_cursor'],
    });
    expect(recordOf(rest, 'activities')).toMatchObject({ has_more: false, items: [{}] });
    const bare = await mcp.call('get_lead_details', { lead_id, include_activities: false, fields: ['name'] });
    expect(bare.structuredContent).toMatchObject({ lead: { name: 'Ada Lovelace' } });
    expect(bare.structuredContent).not.toHaveProperty('activities');
  });

  test('reads as missing for somebody who may not see the lead', async () => {
    await using admin = await connectCrm({ engine });
    const lead_id = recordOf(await admin.call('create_lead', ada), 'lead')['lead_id'];
    const rep = await admin.as('rep');
    const hidden = await rep.call('get_lead_details', { lead_id });
    const missing = await rep.call('get_lead_details', { lead_id: 999_999 });
    expect(hidden.code).toBe('not_found');
    expect(hidden.text.replace(String(lead_id), 'N')).toBe(missing.text.replace('999999', 'N'));
  });
});

test('masks and hides what the role of support does not see, and does not tell look-alikes', async () => {
  await using admin = await connectCrm();
  const lead_id = recordOf(await admin.call('create_lead', { ...ada, notes: 'secret' }), 'lead')['lead_id'];
  await admin.call('create_lead', { ...ada, on_duplicate: 'create' });
  const support = await admin.as('support');
  const answer = await support.call('get_lead_details', { lead_id });
  expect(recordOf(answer, 'lead')).toMatchObject({
    email: 'a***@analytical-engines.example',
    phone_e164: '***58',
  });
  for (const field of ['notes', 'score', 'score_breakdown', 'lost_reason']) {
    expect(recordOf(answer, 'lead')).not.toHaveProperty(field);
  }
  expect(answer.structuredContent).not.toHaveProperty('possible_duplicates');
  expect(answer.text).not.toContain('secret');
});
