import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LeadSearch } from '../deps.ts';
import { contractScope, expectRefusal, type LeadsRig, type Refused } from './contract-leads.ts';

const admin = contractScope('admin');
const usual: LeadSearch = { limit: 20, sort: 'updated_at' };

/** Declares the tests of what callers may name, which hold for leads on every backend. */
export function leadsNamesContract(open: () => Promise<LeadsRig>): void {
  let rig: LeadsRig;
  beforeEach(async () => {
    rig = await open();
  });
  afterEach(() => rig[Symbol.asyncDispose]());

  const idsOf = async (search: Partial<LeadSearch>, scope = admin) => {
    const { items } = await rig.leads.search({ fields: ['lead_id'], ...usual, ...search }, scope);
    return items.map((item) => item['lead_id']);
  };

  test('an owner is an id, a name in any case, or the caller; one who does not exist is a mistake', async () => {
    expect(await idsOf({ owner_id: 'ann  LINDQVIST' })).toEqual([4, 1]);
    expect(await idsOf({ owner_id: 'cyd maranon' })).toEqual([3]);
    expect(await idsOf({ owner_id: 'Me' }, contractScope('admin', { id: 'u-bob' }))).toEqual([2]);
    expect(await idsOf({ owner_id: 'me' })).toEqual([]);
    const page = await rig.leads.search({ ...usual, owner_id: 'Bob Okoye', source: 'EVENT' }, admin);
    expect(page.items.map((item) => item['lead_id'])).toEqual([2]);
    expect(page.applied_filters).toEqual([
      { field: 'owner_id', op: 'eq', value: 'u-bob' },
      { field: 'source', op: 'eq', value: 'EVENT' },
    ]);
    const absentOwner: Refused = {
      code: 'validation_error',
      message: 'owner_id: there is no "Ann Lindquist". Did you mean Ann Lindqvist (u-ann)?',
      hint: 'Pass an id, a whole name, or "me". There are: Ann Lindqvist (u-ann), Bob Okoye (u-bob), Cyd Marañón (u-cyd).',
    };
    await expectRefusal(rig.leads.search({ ...usual, owner_id: 'Ann Lindquist' }, admin), absentOwner);
    await expectRefusal(rig.leads.owner('Ann Lindquist', admin), absentOwner);
    expect(await rig.leads.owner('bob okoye', admin)).toEqual({
      owner_id: 'u-bob',
      owner_name: 'Bob Okoye',
    });
  });

  test('an owner whose leads the caller does not see does not exist', async () => {
    const rep = contractScope('rep', { id: 'u-ann', team: 'east' });
    for (const owner_id of ['u-cyd', 'Cyd Marañón']) {
      await expectRefusal(rig.leads.search({ ...usual, owner_id }, rep), {
        code: 'validation_error',
        message: `owner_id: there is no ${JSON.stringify(owner_id)}.`,
        hint: 'Pass an id, a whole name, or "me". There are: Ann Lindqvist (u-ann).',
      });
    }
  });

  test('a source is compared in any case, and one that no lead has is a mistake', async () => {
    expect(await idsOf({ source: 'Referral' })).toEqual([4]);
    await expectRefusal(rig.leads.search({ ...usual, source: 'referal' }, admin), {
      code: 'validation_error',
      message: 'source: there is no "referal". Did you mean referral?',
      hint: 'There are: event, referral, web.',
    });
    expect(await idsOf({ source: 'referral', status: 'won' })).toEqual([]);
  });
}
