import { eachEngine } from '@patchbay/storage/testing';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../testing/answers.ts';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

async function newLead(mcp: CrmClient): Promise<number> {
  const lead = recordOf(await mcp.call('create_lead', { name: 'Grace Hopper', source: 'referral' }), 'lead');
  return Number(lead['lead_id']);
}

const movesOf = (mcp: CrmClient, lead_id: number) =>
  mcp.kernel.read(mcp.scope, async (db) => {
    const moves = await db.select().from(db.tables.stage_history);
    return moves
      .filter(({ object, record_id }) => object === 'leads' && record_id === String(lead_id))
      .map(({ from_stage, to_stage, by }) => [from_stage, to_stage, by])
      .toSorted();
  });

eachEngine((engine) => {
  test('moves a lead, keeps the move and the note, and scores the lead anew', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await newLead(mcp);
    const answer = await mcp.call('update_lead_status', {
      lead_id,
      status: 'contacted',
      note: 'Reached her.',
    });
    expect(answer.structuredContent).toMatchObject({
      previous_status: 'new',
      lead: { lead_id, status: 'contacted', version: 2, last_activity_at: '2026-07-15T12:00:00.000Z' },
      change_id: expect.stringMatching(/^chg_/),
    });
    expect(answer.text).toMatch(/^previous_status: new\nlead_id: \d+; name: Grace Hopper; status: contacted/);
    expect(await movesOf(mcp, lead_id)).toEqual([
      [null, 'new', 'user-1'],
      ['new', 'contacted', 'user-1'],
    ]);
  });

  test('has one effect per idempotency key', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await newLead(mcp);
    const args = { lead_id, status: 'contacted', note: 'Once.', idempotency_key: 'k1' };
    const answers = await Promise.all([1, 2, 3].map(() => mcp.call('update_lead_status', args)));
    const changes = new Set(answers.map(({ structuredContent }) => structuredContent?.['change_id']));
    expect(changes.size).toBe(1);
    expect(
      answers.filter(({ structuredContent }) => structuredContent?.['idempotent_replay'] === true),
    ).toHaveLength(2);
    expect(await movesOf(mcp, lead_id)).toHaveLength(2);
    const other = await mcp.call('update_lead_status', { ...args, status: 'qualified' });
    expect(other.code).toBe('conflict');
  });

  test('changes nothing in a dry run, for the status that the lead has, and for an old version', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await newLead(mcp);
    const dry = await mcp.call('update_lead_status', {
      lead_id,
      status: 'contacted',
      note: 'x',
      dry_run: true,
    });
    expect(dry.structuredContent).toMatchObject({ lead: { status: 'contacted' } });
    expect(dry.structuredContent).not.toHaveProperty('change_id');
    const same = await mcp.call('update_lead_status', { lead_id, status: 'new' });
    expect(same.structuredContent).toMatchObject({ lead: { status: 'new', version: 1 } });
    expect(same.structuredContent).not.toHaveProperty('change_id');
    const stale = await mcp.call('update_lead_status', { lead_id, status: 'new', expected_version: 7 });
    expect(stale).toMatchObject({ code: 'conflict', error: { details: { current_version: 1 } } });
    const late = await mcp.call('update_lead_status', { lead_id, status: 'contacted', expected_version: 7 });
    expect(late).toMatchObject({ code: 'conflict', error: { details: { current_version: 1 } } });
    expect(await movesOf(mcp, lead_id)).toHaveLength(1);
  });
});

describe('refuses', () => {
  test('a move that skips the way, and names the way', async () => {
    await using mcp = await connectCrm({ demo: false });
    const answer = await mcp.call('update_lead_status', { lead_id: await newLead(mcp), status: 'won' });
    expect(answer).toMatchObject({
      code: 'conflict',
      error: { details: { allowed_next_statuses: ['contacted', 'qualified', 'lost'] } },
    });
    expect(answer.text).toContain('The way to won: new → ');
  });

  test('losing without a reason and reopening without a note', async () => {
    await using mcp = await connectCrm({ demo: false });
    const lead_id = await newLead(mcp);
    const lost = await mcp.call('update_lead_status', { lead_id, status: 'lost' });
    expect(lost).toMatchObject({ code: 'validation_error' });
    await mcp.call('update_lead_status', { lead_id, status: 'lost', lost_reason: 'price' });
    const reopened = await mcp.call('update_lead_status', { lead_id, status: 'contacted' });
    expect(reopened).toMatchObject({ code: 'validation_error' });
    const with_note = await mcp.call('update_lead_status', {
      lead_id,
      status: 'contacted',
      note: 'She called.',
    });
    expect(recordOf(with_note, 'lead')).toMatchObject({ status: 'contacted', lost_reason: null });
  });

  test('a role that only looks on, and a rep for a lead of somebody else', async () => {
    await using admin = await connectCrm();
    const lead_id = await newLead(admin);
    const viewer = await admin.as('viewer');
    const denied = await viewer.call('update_lead_status', { lead_id, status: 'contacted' });
    expect(denied).toMatchObject({ code: 'permission_denied' });
    const rep = await admin.as('rep');
    const unseen = await rep.call('update_lead_status', { lead_id, status: 'contacted' });
    expect(unseen).toMatchObject({ code: 'not_found' });
  });
});
