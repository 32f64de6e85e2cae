import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspace } from '../demo/workspace.ts';
import { candidateKeys } from './candidate-keys.ts';
import { clusterLinks } from './cluster.ts';
import { describeReason } from './compare.ts';
import { compareRecords, findDuplicates, rankCandidates } from './find-duplicates.ts';
import { damaged, people } from './people.fixture.ts';
import type { DuplicateRecord } from './record.ts';

const ada: DuplicateRecord = {
  id: 1,
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada.lovelace@example.com',
  phone_e164: '+442079460123',
  company_name: 'Analytical Engines Ltd',
};

function score(changes: Partial<DuplicateRecord>): number {
  return compareRecords(ada, { ...ada, id: 2, ...changes }, 1000).score;
}

test('one person entered twice is found through slips, tags, swaps and gaps', () => {
  expect(score({})).toBeGreaterThan(0.99);
  expect(score({ last_name: 'Lovelcae', phone_e164: null })).toBeGreaterThan(0.99);
  expect(score({ first_name: 'Lovelace', last_name: 'Ada', email: null })).toBeGreaterThan(0.99);
  expect(
    score({ email: 'ADA.LOVELACE+fair@example.com', phone_e164: null, company_name: null }),
  ).toBeGreaterThan(0.99);
  expect(score({ first_name: 'A.', company_name: 'Analytical Engines' })).toBeGreaterThan(0.99);
});

test('colleagues, namesakes and people who share a mailbox stay two', () => {
  const brother = {
    first_name: 'Charles',
    email: 'charles.lovelace@example.com',
    phone_e164: '+442079460999',
  };
  const namesake = {
    email: 'ada.lovelace@other.org',
    phone_e164: '+12125550100',
    company_name: 'Other Works Inc',
  };
  expect(score(brother)).toBeLessThan(0.3);
  expect(score(namesake)).toBeLessThan(0.5);
  expect(score({ first_name: 'Grace', last_name: 'Hopper', phone_e164: null })).toBeLessThan(0.7);
  const office = { id: 1, company_name: 'Acme', email: 'info@acme.com' };
  expect(
    compareRecords({ ...office, last_name: 'Smith' }, { ...office, id: 2, last_name: 'Jones' }, 1000).score,
  ).toBeLessThan(0.1);
});

test('what is missing speaks neither for nor against', () => {
  const { reasons, score: blank } = compareRecords({ id: 1 }, { ...ada, id: 2 }, 1000);
  expect(reasons).toEqual([]);
  expect(blank).toBeCloseTo(0.001, 3);
});

test('reasons name what spoke for and against, the weightiest first, and no value', () => {
  const { reasons } = compareRecords(
    ada,
    { ...ada, id: 2, last_name: 'Lovelaec', company_name: 'Difference Machines' },
    1000,
  );
  expect(reasons.map(describeReason)).toContain('nearly the same surname (+8)');
  expect(reasons.find(({ field }) => field === 'company')).toMatchObject({ agreement: 'different' });
  expect(reasons[0]?.field).toBe('email');
  expect(reasons.map(describeReason).join()).not.toMatch(/ada|lovelace|example/i);
});

test('the score does not depend on which record comes first', () => {
  const some = fc.constantFrom(...people(60));
  fc.assert(
    fc.property(some, some, fc.nat(), (a, b, seed) => {
      const twin = damaged(b, seed, 4);
      expect(compareRecords(a, twin, 500).score).toBeCloseTo(compareRecords(twin, a, 500).score, 10);
    }),
  );
});

test('a record keeps a key through every single slip', () => {
  for (const [index, person] of people(200).entries()) {
    const keys = new Set(candidateKeys(person));
    expect(keys.size).toBeLessThanOrEqual(40);
    expect(candidateKeys(damaged(person, index, 1)).some((key) => keys.has(key))).toBe(true);
  }
});

test('keys do not tell the order of fields or the case', () => {
  expect(
    candidateKeys({
      ...ada,
      first_name: 'LOVELACE',
      last_name: 'ada',
      email: null,
      company_name: null,
      phone_e164: null,
    }),
  ).toEqual(candidateKeys({ ...ada, email: null, company_name: null, phone_e164: null }));
});

test('damaged records of people are found with F1 above 0.97', () => {
  const originals = people(600);
  const copies = originals.flatMap((person, index) =>
    index % 2 === 0 ? [{ ...damaged(person, index, 4), id: 10_000 + index }] : [],
  );
  const { clusters, pairs_compared, records } = findDuplicates([...originals, ...copies]);
  const pairs = clusters.flatMap(({ ids }) => (ids.length === 2 ? [ids.map(Number)] : [[-1, -1]]));
  const right = pairs.filter(([a = 0, b = 0]) => Math.abs(a - b) === 10_000).length;
  expect((2 * right) / (pairs.length + copies.length)).toBeGreaterThan(0.97);
  expect(pairs_compared).toBeLessThan((records * records) / 20);
});

test('the repeated leads of an invented workspace are found', () => {
  const workspace = createWorkspace({
    seed: 5,
    now: '2026-11-20T12:00:00Z',
    size: { leads: 400, companies: 100 },
  });
  const leads = Array.from(workspace.leads(), (lead) => ({ ...lead, id: lead.lead_id }));
  const { clusters } = findDuplicates(leads);
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.ids.map((id) => [id, cluster] as const)));
  const repeated = leads.flatMap(({ id }) => {
    const original = workspace.duplicateOf(id);
    return original === null ? [] : [[id, original] as const];
  });
  const found = repeated.filter(
    ([id, original]) => clusterOf.has(id) && clusterOf.get(id) === clusterOf.get(original),
  );
  expect(repeated.length).toBeGreaterThan(5);
  expect(found.length / repeated.length).toBeGreaterThan(0.9);
  expect(clusters.length).toBeLessThan(repeated.length * 2);
});

test('candidates of one record are ranked, and the record itself is no candidate', () => {
  const twin = { ...ada, id: 2, last_name: 'Lovelac' };
  const other = {
    ...ada,
    id: 3,
    first_name: 'Grace',
    last_name: 'Hopper',
    email: 'grace@navy.mil',
    phone_e164: null,
  };
  expect(rankCandidates(ada, [other, ada, twin], 1000)).toMatchObject([{ a: 1, b: 2 }]);
});

test('a chain whose ends are plainly two is not closed', () => {
  const links = [
    { a: 'a', b: 'b', score: 0.95 },
    { a: 'b', b: 'c', score: 0.9 },
  ];
  const weights = new Map([
    ['a b', 20],
    ['b c', 18],
    ['a c', -30],
  ]);
  const weightOf = (left: string | number, right: string | number) =>
    weights.get([left, right].sort().join(' ')) ?? 0;
  expect(clusterLinks(links, weightOf, { min_mean_weight: 5, max_size: 10 })).toEqual([['a', 'b']]);
  weights.set('a c', 4);
  expect(clusterLinks(links, weightOf, { min_mean_weight: 5, max_size: 10 })).toEqual([['a', 'b', 'c']]);
  expect(clusterLinks(links, weightOf, { min_mean_weight: 5, max_size: 2 })).toEqual([['a', 'b']]);
});

test('a key that too many share is passed over', () => {
  const crowd = Array.from({ length: 50 }, (_, id) => ({ id, company_name: 'Acme', domain: 'acme.com' }));
  expect(findDuplicates(crowd, { max_block_size: 20 })).toMatchObject({
    clusters: [],
    pairs_compared: 0,
    records: 50,
  });
  expect(findDuplicates([])).toEqual({ clusters: [], records: 0, pairs_compared: 0 });
});
