import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LeadSearch } from '../deps.ts';
import { policy } from '../policy.ts';
import { objectFields } from '../records/objects.ts';
import { at, contractScope, expectRefusal, type LeadsRig, type Refused } from './contract-leads.ts';

const foreign: Refused = {
  code: 'validation_error',
  message: 'cursor does not belong to this list with these filters.',
  hint: 'Repeat the call that returned it with the same filters and sort, or leave cursor out to start from the first page.',
};

const absent = (lead_id: number): Refused => ({
  code: 'not_found',
  message: `There is no lead ${lead_id}.`,
  hint: 'Find the lead with search_leads.',
});

const admin = contractScope('admin');
const usual: LeadSearch = { limit: 20, sort: 'updated_at' };
const everything = { include_activities: true, activities: { limit: 20 } } as const;

/** Declares the tests that hold for leads on every backend; refusals are the same word for word, hints too. */
export function leadsContract(open: () => Promise<LeadsRig>): void {
  let rig: LeadsRig;
  beforeEach(async () => {
    rig = await open();
  });
  afterEach(() => rig[Symbol.asyncDispose]());

  const idsOf = async (search: Partial<LeadSearch>, scope = admin) => {
    const { items } = await rig.leads.search({ fields: ['lead_id'], ...usual, ...search }, scope);
    return items.map((item) => item['lead_id']);
  };
  const statusOf = async (lead_id: number) => {
    const { lead: seen } = await rig.leads.details(
      lead_id,
      { ...everything, include_activities: false },
      admin,
    );
    return seen['status'];
  };

  test('a search without words brings all leads, those that changed last first, with their number', async () => {
    const page = await rig.leads.search(usual, admin);
    expect(page.items.map((item) => item['lead_id'])).toEqual([5, 4, 3, 2, 1]);
    expect(page).toMatchObject({ has_more: false, total_count: 5 });
    expect(page.items[0]).toMatchObject({
      lead_id: 5,
      name: 'Élise Weiß',
      company_name: 'Kestrel Optics',
      status: 'won',
      score: 55,
    });
    expect(page.items[0]).not.toHaveProperty('email');
  });

  test('every word of a search must occur, in the name or the company', async () => {
    expect(await idsOf({ query: 'okafor' })).toEqual([3, 1]);
    expect(await idsOf({ query: 'acme OKAFOR' })).toEqual([3]);
    expect(await idsOf({ query: 'nobody' })).toEqual([]);
    await expectRefusal(rig.leads.search({ ...usual, query: '%%' }, admin), {
      code: 'validation_error',
      message: 'query holds no letter or digit to search for.',
      hint: 'Search for words of a name, company or e-mail address, or leave query out.',
    });
  });

  test('filters narrow a search together', async () => {
    expect(await idsOf({ status: 'contacted' })).toEqual([2]);
    expect(await idsOf({ owner_id: 'u-ann' })).toEqual([4, 1]);
    expect(await idsOf({ source: 'web', min_score: 50 })).toEqual([5, 3]);
    expect(await idsOf({ updated_since: at(4) })).toEqual([5, 4]);
    expect(await idsOf({ query: 'okafor', source: 'web', status: 'new' })).toEqual([1]);
  });

  test('leads can be sorted by score, the highest first', async () => {
    expect(await idsOf({ sort: 'score' })).toEqual([3, 2, 5, 1, 4]);
  });

  test('pages are disjoint and complete, with filters and without', async () => {
    for (const filter of [{}, { source: 'web' }]) {
      const all = await idsOf(filter);
      const seen: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await rig.leads.search({ ...usual, ...filter, limit: 2, cursor }, admin);
        expect(page.items.length).toBeLessThanOrEqual(2);
        expect(page.has_more).toBe(page.next_cursor !== undefined);
        seen.push(...page.items.map((item) => item['lead_id']));
        cursor = page.next_cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(all);
    }
  });

  test('a cursor belongs to its filters', async () => {
    const { next_cursor } = await rig.leads.search({ ...usual, limit: 2 }, admin);
    const other = { ...usual, limit: 2, source: 'web', cursor: next_cursor };
    for (const search of [other, { ...usual, cursor: 'forged' }]) {
      await expectRefusal(rig.leads.search(search, admin), foreign);
    }
    const activities = { limit: 20, cursor: next_cursor };
    await expectRefusal(rig.leads.details(3, { ...everything, activities }, admin), foreign);
  });

  test('a lead comes with the statuses that may follow, and with activities when asked', async () => {
    const found = await rig.leads.details(3, everything, admin);
    expect(found.lead).toMatchObject({ lead_id: 3, email: 'chidi@acme.example', status: 'qualified' });
    expect(found.allowed_next_statuses).toEqual(['contacted', 'proposal', 'negotiation', 'lost']);
    expect(found.activities).toMatchObject({ has_more: false });
    expect(
      await rig.leads.details(3, { ...everything, include_activities: false }, admin),
    ).not.toHaveProperty('activities');
  });

  test('only the fields asked for are shown; one that does not exist is named with the nearest', async () => {
    const { lead: seen } = await rig.leads.details(3, { ...everything, fields: ['lead_id', 'email'] }, admin);
    expect(seen).toEqual({ lead_id: 3, email: 'chidi@acme.example' });
    const wrong: Refused = {
      code: 'validation_error',
      message: 'leads have no field "emial". Did you mean email?',
      hint: `Fields: ${objectFields.leads.join(', ')}.`,
    };
    await expectRefusal(rig.leads.details(3, { ...everything, fields: ['emial'] }, admin), wrong);
    await expectRefusal(rig.leads.search({ ...usual, fields: ['emial'] }, admin), wrong);
  });

  test('a lead that does not exist is not found', async () => {
    await expectRefusal(rig.leads.details(999, everything, admin), absent(999));
    const change = rig.leads.updateStatus({ lead_id: 999, status: 'lost', lost_reason: 'price' }, admin);
    await expectRefusal(change, absent(999));
  });

  test('a move changes the lead, and its note is an activity', async () => {
    const moved = await rig.leads.updateStatus(
      { lead_id: 3, status: 'proposal', note: 'Sent the offer.' },
      admin,
    );
    expect(moved).toMatchObject({ previous_status: 'qualified', lead: { lead_id: 3, status: 'proposal' } });
    expect(moved.lead['version']).toBe(2);
    const after = await rig.leads.details(3, everything, admin);
    expect(after.lead).toMatchObject({ status: 'proposal', version: 2 });
    expect(after.activities?.items.map((item) => item['body'])).toContain('Sent the offer.');
    expect(await idsOf({ status: 'proposal' })).toEqual([3, 4]);
  });

  test('a lost lead keeps its reason, and cannot be lost without one', async () => {
    await expectRefusal(rig.leads.updateStatus({ lead_id: 2, status: 'lost' }, admin), {
      code: 'validation_error',
      message: 'A lead is lost only with a reason.',
      hint: 'Pass lost_reason, for example one of: price, competitor, no_budget, no_decision, no_response, bad_timing, not_a_fit, duplicate.',
    });
    expect(await statusOf(2)).toBe('contacted');
    const { lead: lost } = await rig.leads.updateStatus(
      { lead_id: 2, status: 'lost', lost_reason: 'price' },
      admin,
    );
    expect(lost).toMatchObject({ status: 'lost', lost_reason: 'price' });
  });

  test('a move that the order of statuses forbids is refused with those it allows', async () => {
    await expectRefusal(rig.leads.updateStatus({ lead_id: 1, status: 'won' }, admin), {
      code: 'conflict',
      message: 'A lead cannot move from new to won.',
      hint: 'From new it may move to: contacted, qualified, lost. The way to won: new → contacted → proposal → won.',
      details: { allowed_next_statuses: ['contacted', 'qualified', 'lost'] },
    });
    expect(await statusOf(1)).toBe('new');
  });

  test('a closed lead reopens with a note alone', async () => {
    await expectRefusal(rig.leads.updateStatus({ lead_id: 5, status: 'negotiation' }, admin), {
      code: 'validation_error',
      message: 'A lead that is won reopens only with a note.',
      hint: 'Pass note and say why the lead is open again.',
    });
    expect(await statusOf(5)).toBe('won');
  });

  test('the status that a lead has already changes nothing', async () => {
    const same = await rig.leads.updateStatus({ lead_id: 1, status: 'new' }, admin);
    expect(same).toMatchObject({ previous_status: 'new', lead: { status: 'new', version: 1 } });
  });

  test('a version that is no longer right is a conflict', async () => {
    await rig.leads.updateStatus({ lead_id: 1, status: 'contacted' }, { ...admin, expectedVersion: 1 });
    // also where the move would be none, or is forbidden: the caller has an old lead in mind
    for (const status of ['qualified', 'contacted', 'won'] as const) {
      await expectRefusal(rig.leads.updateStatus({ lead_id: 1, status }, { ...admin, expectedVersion: 1 }), {
        code: 'conflict',
        message: 'The record has version 2, not 1: it was changed meanwhile.',
        hint: 'Read the record again and repeat the call with its version, if the change still makes sense.',
        details: { current_version: 2 },
      });
    }
    expect(await statusOf(1)).toBe('contacted');
  });

  test('a dry run shows the lead as it would be, and changes nothing', async () => {
    const preview = await rig.leads.updateStatus(
      { lead_id: 1, status: 'contacted' },
      { ...admin, dryRun: true },
    );
    expect(preview).toMatchObject({ previous_status: 'new', lead: { status: 'contacted' } });
    expect(await statusOf(1)).toBe('new');
  });

  test('a rep sees and moves own leads alone; others do not exist', async () => {
    const rep = contractScope('rep', { id: 'u-ann', team: 'east' });
    const page = await rig.leads.search(usual, rep);
    expect(page.items.map((item) => item['lead_id'])).toEqual([4, 1]);
    expect(page.total_count ?? 2).toBe(2);
    for (const lead_id of [2, 999]) {
      await expectRefusal(rig.leads.details(lead_id, everything, rep), absent(lead_id));
      await expectRefusal(rig.leads.updateStatus({ lead_id, status: 'qualified' }, rep), absent(lead_id));
    }
    expect((await rig.leads.updateStatus({ lead_id: 1, status: 'contacted' }, rep)).lead['status']).toBe(
      'contacted',
    );
  });

  test('a manager sees the leads of the team and those of nobody', async () => {
    const manager = contractScope('manager', { id: 'u-bob', team: 'east' });
    expect(await idsOf({}, manager)).toEqual([5, 4, 2, 1]);
  });

  test('what support does not see in full is masked, hidden, and no way to search or sort', async () => {
    const support = contractScope('support');
    const { lead: seen } = await rig.leads.details(5, everything, support);
    expect(seen['email']).toBe('h***@kestrel.example');
    expect(seen).not.toHaveProperty('score');
    expect(await idsOf({ query: 'hidden-word' })).toEqual([5]);
    expect(await idsOf({ query: 'hidden-word' }, support)).toEqual([]);
    const open = policy.fields(support.caller, 'leads', 'filter').join(', ');
    for (const search of [{ sort: 'score' }, { min_score: 1 }, { min_score: 1, query: '%%' }] as const) {
      await expectRefusal(rig.leads.search({ ...usual, ...search }, support), {
        code: 'permission_denied',
        message: 'The role support cannot filter, sort or search leads by score.',
        hint: `Use one of: ${open}.`,
      });
    }
    await expectRefusal(rig.leads.search({ ...usual, fields: ['score'] }, support), {
      code: 'permission_denied',
      message: 'The role support does not see score of leads.',
      hint: 'Leave score out of fields.',
    });
    for (const change of [{}, { note: 'n' }, { lost_reason: 'price' }]) {
      const move = rig.leads.updateStatus({ lead_id: 1, status: 'contacted', ...change }, support);
      await expectRefusal(move, {
        code: 'permission_denied',
        message: 'The role support cannot update leads.',
        hint: 'Ask somebody with another role to do it.',
      });
    }
  });
}
