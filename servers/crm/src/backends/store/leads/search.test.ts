import type { SQL } from '@patchbay/storage';
import { eachEngine } from '@patchbay/storage/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { LeadSearch } from '../../../deps.ts';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { sharedCrm } from '../../../testing/shared-crm.ts';
import { matchingQuery } from './matching.ts';
import { pagingOf } from './paging.ts';
import { columnQuery, filtersOf } from './search.ts';

const base: LeadSearch = { limit: 20, sort: 'updated_at' };

/** How the database would run the page of a search, as the text of its plan. */
async function planOf(mcp: CrmClient, search: LeadSearch): Promise<string> {
  const { store } = mcp.kernel;
  const statement = await mcp.kernel.read(mcp.scope, async (db): Promise<SQL> => {
    const filters = filtersOf(db, search, mcp.scope);
    const { query } = search;
    if (query === undefined) return columnQuery(db, search, filters).query.getSQL();
    const { sort } = search;
    return matchingQuery(db, mcp.scope, { query, sort, condition: filters, paging: pagingOf(search) })
      .statement;
  });
  return store.internal.transaction({ mode: 'write' }, async (connection) => {
    if (store.dialect === 'postgres') {
      // a few hundred rows are read whole by choice, as they would not be among many
      await connection.query(manyLeads);
      await connection.query('ANALYZE leads');
      await connection.query('SET LOCAL enable_seqscan = off');
    }
    const explain = store.dialect === 'sqlite' ? sql`EXPLAIN QUERY PLAN ` : sql`EXPLAIN `;
    const rows = await connection.named(sql`${explain}${statement}`);
    return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n');
  });
}

const manyLeads = `INSERT INTO leads (tenant, name, status, status_changed_at, created_at, updated_at)
  SELECT 'default', 'Filler ' || n, 'won', n::text, n::text, n::text FROM generate_series(1, 3000) AS n
  WHERE NOT EXISTS (SELECT 1 FROM leads WHERE name = 'Filler 1')`;

const lists: readonly (readonly [string, Partial<LeadSearch>, RegExp])[] = [
  ['all by change', {}, /leads_updated/],
  ['all by creation', { sort: 'created_at' }, /leads_created/],
  ['all by score', { sort: 'score' }, /leads_score/],
  ['one status by change', { status: 'new' }, /leads_status/],
];

eachEngine((engine) => {
  const shared = sharedCrm({ engine });

  test.each(lists)(
    'reads a page of %s in the order of an index, without sorting',
    async (_name, search, index) => {
      const mcp = await shared();
      const first = await planOf(mcp, { ...base, ...search });
      expect(first).toMatch(index);
      expect(first).not.toMatch(/TEMP B-TREE FOR ORDER BY|^\s*Sort|-> +Sort/im);
      const page = await mcp.deps.leads.search({ ...base, ...search, limit: 2 }, mcp.scope);
      const second = await planOf(mcp, { ...base, ...search, cursor: page.next_cursor, limit: 2 });
      expect(second).toMatch(index);
      expect(second).not.toMatch(/SCAN leads(?! USING)|TEMP B-TREE FOR ORDER BY|-> +Sort/i);
    },
  );

  test.each(['relevance', 'updated_at'] as const)(
    'finds words through the text index, by %s',
    async (sort) => {
      const mcp = await shared();
      const plan = await planOf(mcp, { ...base, sort, query: 'anna' });
      expect(plan).toMatch(/SCAN (i|search_index) VIRTUAL TABLE INDEX|Bitmap Index Scan on leads_search/);
      expect(plan).not.toMatch(/leads USING INDEX|Index Scan .*using leads|Seq Scan on leads/);
    },
  );

  test('says when there are more than it counts', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const at = mcp.kernel.timestamp();
    const lead = { name: 'Many', status: 'new', status_changed_at: at, created_at: at, updated_at: at };
    await mcp.kernel.write(mcp.scope, async (db) => {
      await db.insertMany(db.tables.leads, Array(1_000).fill(lead));
      return {};
    });
    const ranked: LeadSearch = { ...base, sort: 'relevance', query: 'many' };
    const newest: LeadSearch = { ...base, query: 'many' };
    const { next_cursor: cursor } = await mcp.deps.leads.search(newest, mcp.scope);
    for (const search of [base, ranked, newest, { ...newest, cursor }]) {
      const exact = await mcp.deps.leads.search(search, mcp.scope);
      expect(exact).toMatchObject({ total_count: 1_000 });
      expect(exact).not.toHaveProperty('total_capped');
    }
    await mcp.kernel.write(mcp.scope, async (db) => ({ lead: await db.insert(db.tables.leads, lead) }));
    for (const args of [{}, { query: 'many' }, { query: 'many', sort: 'score' }]) {
      const capped = await mcp.call('search_leads', { limit: 1, ...args });
      expect(capped.structuredContent).toMatchObject({ total_count: 1_000, total_capped: true });
      expect(capped.text).toContain('Total more than 1000.');
    }
  });
});
