import { ToolError } from '@patchbay/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallScope, LeadSearch, Leads } from '../deps.ts';
import type { LeadStatus } from '../leads/status.ts';
import type { Role } from '../policy.ts';

/** A lead that a backend is filled with before each test. */
export interface ContractLead {
  readonly lead_id: number;
  readonly name: string;
  readonly email: string | null;
  readonly company_name: string;
  readonly status: LeadStatus;
  readonly score: number;
  readonly source: string;
  readonly owner_id: string | null;
  readonly owner_team: string | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly updated_at: string;
}

/** A backend filled with the contract's leads. */
export interface LeadsRig extends AsyncDisposable {
  readonly leads: Leads;
}

/** The users that own the contract's leads. */
export const contractUsers = [
  { user_id: 'u-ann', team: 'east' },
  { user_id: 'u-bob', team: 'east' },
  { user_id: 'u-cyd', team: 'west' },
] as const;

const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour)).toISOString();

/** The leads that every backend is filled with; later ids changed later. */
export const contractLeads: readonly ContractLead[] = [
  lead(1, 'Ada Okafor', 'ada@northwind.example', 'Northwind Labs', 'new', 40, 'web', 'u-ann'),
  lead(2, 'Bruno Moreau', 'bruno@acme.example', 'Acme Foods', 'contacted', 70, 'event', 'u-bob'),
  lead(3, 'Chidi Okafor', 'chidi@acme.example', 'Acme Foods', 'qualified', 90, 'web', 'u-cyd'),
  lead(4, 'Dana Silva', null, 'Blue Harbor', 'proposal', 10, 'referral', 'u-ann'),
  lead(5, 'Élise Weiß', 'hidden-word@kestrel.example', 'Kestrel Optics', 'won', 55, 'web', null),
];

function lead(
  lead_id: number,
  name: string,
  email: string | null,
  company_name: string,
  status: LeadStatus,
  score: number,
  source: string,
  owner_id: string | null,
): ContractLead {
  const owner_team = contractUsers.find(({ user_id }) => user_id === owner_id)?.team ?? null;
  const updated_at = at(lead_id);
  return { lead_id, name, email, company_name, status, score, source, owner_id, owner_team, updated_at };
}

/** The scope of a caller with a role. */
export function contractScope(
  role: Role,
  facts: { readonly id?: string; readonly team?: string } = {},
): CallScope {
  const caller = { id: 'u-none', tenant: 'default', role, scopes: new Set<string>(), ...facts };
  return { caller, signal: new AbortController().signal };
}

/** What a port refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<ToolError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ToolError) return error;
  throw new Error('Nothing was refused.', { cause: error });
}

const admin = contractScope('admin');
const usual: LeadSearch = { limit: 20, sort: 'updated_at' };
const everything = { include_activities: true, activities: { limit: 20 } } as const;

/** Declares the tests that hold for leads on every backend. */
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
    const empty = await refusalOf(rig.leads.search({ ...usual, query: '%%' }, admin));
    expect(empty.code).toBe('validation_error');
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
    const other = rig.leads.search({ ...usual, limit: 2, source: 'web', cursor: next_cursor }, admin);
    expect((await refusalOf(other)).code).toBe('validation_error');
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
    const wrong = await refusalOf(rig.leads.details(3, { ...everything, fields: ['emial'] }, admin));
    expect(wrong.code).toBe('validation_error');
    expect(wrong.message).toContain('email');
  });

  test('a lead that does not exist is not found', async () => {
    expect((await refusalOf(rig.leads.details(999, everything, admin))).code).toBe('not_found');
    const change = rig.leads.updateStatus({ lead_id: 999, status: 'lost', lost_reason: 'price' }, admin);
    expect((await refusalOf(change)).code).toBe('not_found');
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
    const silent = await refusalOf(rig.leads.updateStatus({ lead_id: 2, status: 'lost' }, admin));
    expect(silent.hint).toContain('lost_reason');
    expect(await statusOf(2)).toBe('contacted');
    const { lead: lost } = await rig.leads.updateStatus(
      { lead_id: 2, status: 'lost', lost_reason: 'price' },
      admin,
    );
    expect(lost).toMatchObject({ status: 'lost', lost_reason: 'price' });
  });

  test('a move that the order of statuses forbids is refused with those it allows', async () => {
    const jump = await refusalOf(rig.leads.updateStatus({ lead_id: 1, status: 'won' }, admin));
    expect(jump.hint).toContain('contacted, qualified, lost');
    expect(await statusOf(1)).toBe('new');
  });

  test('the status that a lead has already changes nothing', async () => {
    const same = await rig.leads.updateStatus({ lead_id: 1, status: 'new' }, admin);
    expect(same).toMatchObject({ previous_status: 'new', lead: { status: 'new', version: 1 } });
  });

  test('a version that is no longer right is a conflict', async () => {
    await rig.leads.updateStatus({ lead_id: 1, status: 'contacted' }, { ...admin, expectedVersion: 1 });
    const late = rig.leads.updateStatus(
      { lead_id: 1, status: 'qualified' },
      { ...admin, expectedVersion: 1 },
    );
    expect(await refusalOf(late)).toMatchObject({ code: 'conflict', details: { current_version: 2 } });
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
    const [foreign, absent] = await Promise.all(
      [2, 999].map((lead_id) => refusalOf(rig.leads.details(lead_id, everything, rep))),
    );
    expect(foreign?.code).toBe('not_found');
    expect(foreign?.message.replace('2', '#')).toBe(absent?.message.replace('999', '#'));
    const move = rig.leads.updateStatus({ lead_id: 2, status: 'qualified' }, rep);
    expect((await refusalOf(move)).code).toBe('not_found');
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
    for (const search of [{ sort: 'score' }, { min_score: 1 }] as const) {
      const refused = await refusalOf(rig.leads.search({ ...usual, ...search }, support));
      expect(refused.code).toBe('permission_denied');
      expect(refused.message).toContain('score');
    }
    const move = await refusalOf(rig.leads.updateStatus({ lead_id: 1, status: 'contacted' }, support));
    expect(move.code).toBe('permission_denied');
  });
}
