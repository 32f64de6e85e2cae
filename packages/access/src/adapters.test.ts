import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowRule, Subject } from './declaration.ts';
import { type Engine, type Grants, type Item, openPostgres, openSqlite } from './engines.fixture.ts';
import { rowPredicate } from './memory.ts';
import { definePolicy } from './policy.ts';
import { rowCondition } from './sql.ts';

type Rule = RowRule<'owner_id' | 'kind' | 'tier' | 'is_open', 'team' | 'shared'>;

const policyOf = (rows: Rule) =>
  definePolicy({
    objects: { items: { fields: ['item_id', 'kind'], owner: 'owner_id', columns: ['tier', 'is_open'] } },
    grants: ['shared'],
    roles: { some: { objects: { items: { rows } } } },
  });

// few names, so that they meet; and such as engines might read in another way
const name = fc.constantFrom('a', 'b', 'A', '', ' ', 'é', "o'x", '%', '_', '1', 'true', '🜁');
const tier = fc.integer({ min: -2, max: 2 });
const item = fc.record({
  owner_id: fc.option(name),
  kind: fc.option(name),
  tier: fc.option(tier),
  is_open: fc.option(fc.boolean()),
});
const items = fc
  .array(item, { maxLength: 8 })
  .map((rows) => rows.map((row, at): Item => ({ item_id: at + 1, ...row })));
const holdings = fc.dictionary(name, fc.array(name, { maxLength: 3 }), { maxKeys: 4 });
const grants: fc.Arbitrary<Grants> = fc.record({ team: holdings, shared: holdings });
const subject: fc.Arbitrary<Subject> = fc
  .record({ id: name, tenant: name, team: fc.option(name, { nil: undefined }) })
  .map(({ team, ...rest }) => ({ ...rest, role: 'some', ...(team !== undefined && { team }) }));

const column = fc.constantFrom('owner_id', 'kind', 'tier', 'is_open');
const value = fc.oneof(
  name,
  tier,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom({ caller: 'id' }, { caller: 'tenant' }, { caller: 'team' }),
);
const leaf: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom<Rule[]>('own', 'team', 'all', 'none'),
  fc.record({ column, in: fc.array(value, { minLength: 1, maxLength: 4 }) }),
  fc.record({ column: fc.constantFrom('owner_id', 'kind'), grant: fc.constantFrom('team', 'shared') }),
);
const { rule } = fc.letrec<{ rule: Rule }>((tie) => {
  const parts = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof({ depthSize: 'small' }, leaf, fc.record({ any: parts }), fc.record({ every: parts })),
  };
});

/** The ids that the adapter for memory lets through. */
function seenInMemory(
  rule: Rule,
  caller: Subject,
  rows: readonly Item[],
  { team, shared }: Grants,
): number[] {
  const holds = (held: Grants['team'], holder: string) => (value: unknown) =>
    Object.hasOwn(held, holder) && (held[holder] ?? []).some((own) => own === value);
  const sees = rowPredicate(policyOf(rule).rows(caller, 'items'), {
    team: holds(team, caller.team ?? ''),
    shared: holds(shared, caller.id),
  });
  return rows.filter((row) => sees({ ...row })).map(({ item_id }) => item_id);
}

async function expectAgreement(engine: Engine): Promise<void> {
  const counts = { seen: 0, all: 0 };
  await fc.assert(
    fc.asyncProperty(rule, subject, items, grants, async (rule, caller, rows, granted) => {
      const holders = { team: caller.team ?? '', shared: caller.id };
      const filter = policyOf(rule).rows(caller, 'items');
      const seen = await engine.seen(rows, granted, filter, holders);
      expect(seen).toEqual(seenInMemory(rule, caller, rows, granted));
      counts.seen += seen.length;
      counts.all += rows.length;
    }),
    { numRuns: 500 },
  );
  // neither all nor nothing: the rows and rules do meet
  expect(counts.seen).toBeGreaterThan(counts.all / 20);
  expect(counts.seen).toBeLessThan(counts.all);
}

describe('whoever asks, by whatever policy, sees the same rows in memory and', () => {
  test('in SQLite', async () => {
    await using engine = await openSqlite();
    await expectAgreement(engine);
  });

  postgresTest('in PostgreSQL', async (url) => {
    await using engine = await openPostgres(url);
    await expectAgreement(engine);
  });
});

/** Declares a test that needs PostgreSQL: skipped, loudly, where none answers; a failure under `REQUIRE_SERVICES=1`. */
function postgresTest(title: string, work: (url: string) => Promise<void>): void {
  const url = process.env['PATCHBAY_TEST_POSTGRES'] ?? 'postgres://root@127.0.0.1:5432/test';
  test(title, async (context) => {
    const problem = await openPostgres(url).then(
      (engine) => void engine[Symbol.asyncDispose](),
      (error: unknown) => String(error),
    );
    if (problem !== undefined && process.env['REQUIRE_SERVICES'] !== '1') {
      process.stderr.write(`tests on PostgreSQL are skipped: ${problem}\n`);
      context.skip(`no PostgreSQL: ${problem}`);
    }
    await work(url);
  });
}

describe('what a backend does not give is never taken for given or for open', () => {
  const shared = { column: 'kind', grant: 'shared' } as const;

  test('a grant', () => {
    expect(() => rowPredicate(shared)).toThrow('"shared"');
    expect(() => rowPredicate({ any: [{ column: 'kind', in: ['a'] }, shared] }, {})).toThrow('"shared"');
    expect(() => rowPredicate({ column: 'kind', grant: 'toString' })).toThrow('"toString"');
  });

  test('a value: no grant is asked about null, as no set in SQL holds it', () => {
    expect(rowPredicate(shared, { shared: () => true })({ kind: null })).toBe(false);
    expect(rowPredicate(shared, { shared: () => true })({ kind: 'a' })).toBe(true);
  });

  test('a column', () => {
    expect(() => rowCondition({ column: 'kind', in: ['a'] }, { columns: {} })).toThrow('"kind"');
    expect(rowPredicate({ column: 'kind', in: ['a'] })({})).toBe(false);
    expect(rowPredicate({ column: 'kind', in: [null] })({})).toBe(true);
  });
});
