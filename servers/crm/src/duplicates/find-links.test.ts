import { expect, test } from 'vitest';
import { clusterLinks, clustersOf } from './cluster.ts';
import { findLinks, prepareAll } from './find-links.ts';
import type { DuplicateRecord } from './record.ts';

const syllables = 'bran kolt mirv dusk pelh jong vexa thur zwim qaro'.split(' ');

/** Invented people whose surnames are far apart, every tenth of whom is entered twice. */
function crowd(count: number): readonly DuplicateRecord[] {
  return Array.from({ length: count }, (_, id) => {
    const person = id % 10 === 9 ? id - 1 : id;
    const last_name = [person, person / 10, person / 100, person / 1000]
      .map((digits) => syllables[Math.floor(digits) % 10])
      .join('');
    return { id, first_name: 'Wilhelmina', last_name, email: `w@${last_name}.example` };
  });
}

const atOnce = async () => {};

async function scoresOf(records: readonly DuplicateRecord[]): Promise<ReadonlyMap<string, number>> {
  const { links } = await findLinks(await prepareAll(records, atOnce), 'people', 0.7, atOnce);
  return new Map(links.map(({ a, b, score }) => [`${a} ${b}`, score]));
}

test('a pair scores the same whoever else is there', async () => {
  const [few, many] = [await scoresOf(crowd(200)), await scoresOf(crowd(2000))];
  expect(few.size).toBe(20);
  for (const [pair, score] of few) expect(many.get(pair)).toBeCloseTo(score, 3);
});

test('the work grows with the records and not with their square', async () => {
  const one = { first_name: 'Ann', last_name: 'Alpha', company_name: 'Acme', phone_e164: '+49305551234' };
  const records = Array.from({ length: 1000 }, (_, id) => ({ ...one, id }));
  const { compared, cuts } = await findLinks(await prepareAll(records, atOnce), 'people', 0.7, atOnce);
  expect(compared).toBeLessThan(1000 * 8 * 10);
  expect(cuts).toContainEqual({ shared: 'phone', records: 1000 });
});

test('others are let in between the parts, and may end the work', async () => {
  let pauses = 0;
  const breathe = async () => {
    pauses += 1;
  };
  const prepared = await prepareAll(crowd(800), breathe);
  const { compared } = await findLinks(prepared, 'people', 0.7, breathe);
  expect(pauses).toBeGreaterThan(800 / 8 + compared / 16);
  const ended = async () => {
    throw new Error('ended');
  };
  await expect(findLinks(prepared, 'people', 0.7, ended)).rejects.toThrow('ended');
});

test('three entries of one person are one cluster', async () => {
  const ada = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@engines.example' };
  const records = [
    { ...ada, id: 1 },
    { ...ada, id: 2, last_name: 'Lovelaec' },
    { ...ada, id: 3, first_name: 'A.' },
    { id: 4, first_name: 'Grace', last_name: 'Hopper' },
  ];
  const prepared = await prepareAll(records, atOnce);
  const { links } = await findLinks(prepared, 'people', 0.7, atOnce);
  const byId = new Map(prepared.list.map((record) => [record.id, record]));
  const clusters = await clustersOf(links, { kind: 'people', byId, sharing: prepared.sharing }, atOnce);
  expect(clusters.map((ids) => [...ids].sort())).toEqual([[1, 2, 3]]);
});

test('a chain whose ends are plainly two is not closed', () => {
  const links = [
    { a: 'a', b: 'b', score: 0.95 },
    { a: 'b', b: 'c', score: 0.9 },
  ];
  const weights = new Map([
    ['a b', 10],
    ['b c', 9],
    ['a c', -12],
  ]);
  const weightOf = (left: string | number, right: string | number) =>
    weights.get([left, right].sort().join(' ')) ?? 0;
  const bounds = { min_mean_weight: -1, max_size: 10 };
  expect(clusterLinks(links, weightOf, bounds)).toEqual([['a', 'b']]);
  weights.set('a c', 4);
  expect(clusterLinks(links, weightOf, bounds)).toEqual([['a', 'b', 'c']]);
  expect(clusterLinks(links, weightOf, { ...bounds, max_size: 2 })).toEqual([['a', 'b']]);
});
