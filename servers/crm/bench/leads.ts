import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLogger } from '@patchbay/observability';
import { openAt, type Store, type StorePlace } from '@patchbay/storage';
import pg from 'pg';
import { store as definition } from '../src/backends/store/store.ts';
import type { CrmTables } from '../src/backends/store/tables/tables.ts';
import { connectCrm, testTenant } from '../src/testing/connect-crm.ts';
import { type Case, compare, table } from './compare.ts';
import { fillStore } from './fill.ts';
import { describePlans } from './plans.ts';

const usage = `Usage: node servers/crm/bench/leads.ts [--leads 1000000] [--runs 200] [--url postgres://…] [--keep name]

Fills a database with invented leads, prints p50 and p95 of tools beside the bare statement on the same database, and
then how the database runs every statement of these tools.

--keep names a SQLite file, or with --url a schema, that is filled when it is empty and kept for the next time.
`;

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '200' },
    url: { type: 'string' },
    keep: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const now = new Date('2026-07-15T12:00:00Z');
const log = createLogger({ level: 'error', name: 'bench', version: '0' });

const found = `SELECT leads.* FROM search_index JOIN search_documents d ON d.doc_id = search_index.rowid
  JOIN leads ON leads.lead_id = d.record_id AND leads.tenant = d.tenant
  WHERE search_index MATCH ? AND d.tenant = ? AND d.object = ?`;
const sqliteSearch = {
  relevance: `${found} ORDER BY search_index.rank, leads.lead_id DESC LIMIT 21`,
  updated_at: `${found} ORDER BY leads.updated_at DESC, leads.lead_id DESC LIMIT 21`,
};
const matching = `SELECT * FROM leads WHERE tenant = ? AND search_text @@ to_tsquery('simple', ?)`;
const postgresSearch = {
  relevance: `${matching} ORDER BY ts_rank(search_text, to_tsquery('simple', ?)) DESC, lead_id DESC LIMIT 21`,
  updated_at: `${matching} ORDER BY updated_at DESC, lead_id DESC LIMIT 21`,
};

if (values.help) process.stdout.write(usage);
else await main();

async function main(): Promise<void> {
  const { url, keep } = values;
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-leads-'));
  const place: StorePlace =
    url === undefined
      ? { file: keep ?? join(folder, 'crm.db') }
      : { file: '', url, schema: keep ?? `bench_${process.pid}` };
  try {
    await fill(place, Number(values.leads));
    await measure(place, Number(values.runs));
  } finally {
    await rm(folder, { recursive: true, force: true });
    if (url !== undefined && keep === undefined) await dropSchema(url, `bench_${process.pid}`);
  }
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.end();
}

async function fill(place: StorePlace, leads: number): Promise<void> {
  const started = performance.now();
  const store = await openAt(definition, place, { log, now: () => now });
  const rows = await fillStore(store, testTenant, leads, now);
  await store.close();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    rows === 0 ? 'filled before\n' : `${leads} leads, ${rows} rows, written in ${seconds} s\n`,
  );
}

async function measure(place: StorePlace, runs: number): Promise<void> {
  await using mcp = await connectCrm({ demo: false, now, engine: { place: async () => place } });
  const store = await openAt(definition, place, { log, now: () => now });
  try {
    const cases = await casesOf(mcp, store);
    process.stdout.write(`${table(await compare(cases, runs))}\n`);
    process.stdout.write(`\n${await describePlans(store, cases)}\n`);
  } finally {
    await store.close();
  }
}

type Client = Awaited<ReturnType<typeof connectCrm>>;

async function casesOf(mcp: Client, store: Store<CrmTables>): Promise<readonly Case[]> {
  const sqlite = store.dialect === 'sqlite';
  const bare = (statement: string, parameters: readonly unknown[]) => () =>
    store.internal.transaction({ mode: 'read' }, ({ query }) =>
      query(numbered(statement, sqlite), parameters),
    );
  const tool = (name: string, args: Record<string, unknown>) => async () => {
    const answer = await mcp.call(name, args);
    if (answer.isError) throw new Error(answer.text);
  };
  const page = 'SELECT * FROM leads WHERE tenant = ?';
  const deep = await cursorAfter(mcp, 50);
  let created = 0;
  return [
    {
      name: 'search_leads, by status',
      tool: tool('search_leads', { status_filter: 'qualified', limit: 20 }),
      bare: bare(`${page} AND status = ? ORDER BY updated_at DESC, lead_id DESC LIMIT 21`, [
        testTenant,
        'qualified',
      ]),
    },
    {
      name: 'search_leads, page 50',
      tool: tool('search_leads', { limit: 20, cursor: deep }),
      bare: bare(`${page} ORDER BY updated_at DESC, lead_id DESC LIMIT 21`, [testTenant]),
    },
    ...wordCases(tool, bare, sqlite),
    {
      name: 'get_lead_details',
      tool: tool('get_lead_details', { lead_id: 4711 }),
      bare: bare(`${page} AND lead_id = ?`, [testTenant, 4711]),
    },
    {
      name: 'create_lead',
      tool: () =>
        tool('create_lead', {
          name: `Bench ${created}`,
          email: `bench-${process.pid}-${created++}@bench.example`,
          on_duplicate: 'create',
        })(),
      bare: bare(`${page} AND email_norm = ?`, [testTenant, 'nobody@bench.example']),
    },
  ];
}

/** Words by relevance and by change; the bare statements give the same page, ranked or ordered by the database. */
function wordCases(
  tool: (name: string, args: Record<string, unknown>) => () => Promise<void>,
  bare: (statement: string, parameters: readonly unknown[]) => () => Promise<unknown>,
  sqlite: boolean,
): readonly Case[] {
  return ['Okonkwo Zimmermann', 'Maria'].flatMap((query) => {
    const words = query.toLowerCase().split(' ');
    const match = sqlite
      ? words.map((word) => `"${word}"*`).join(' ')
      : words.map((word) => `'${word}':*`).join(' & ');
    return (['relevance', 'updated_at'] as const).map((sort) => ({
      name: `search_leads, "${query}" by ${sort}`,
      tool: tool('search_leads', { query, sort, limit: 20 }),
      bare: sqlite
        ? bare(sqliteSearch[sort], [match, testTenant, 'leads'])
        : bare(postgresSearch[sort], sort === 'relevance' ? [testTenant, match, match] : [testTenant, match]),
    }));
  });
}

/** PostgreSQL numbers its parameters. */
function numbered(statement: string, sqlite: boolean): string {
  if (sqlite) return statement;
  const [first = '', ...others] = statement.split('?');
  return others.reduce((text, part, index) => `${text}$${index + 1}${part}`, first);
}

async function cursorAfter(mcp: Client, pages: number): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { structuredContent } = await mcp.call('search_leads', {
      limit: 20,
      ...(cursor !== undefined && { cursor }),
    });
    const next = structuredContent?.['next_cursor'];
    cursor = typeof next === 'string' ? next : undefined;
  }
  return cursor;
}
