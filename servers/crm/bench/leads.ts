import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLogger } from '@patchbay/observability';
import type { Store } from '@patchbay/storage';
import { createWorkspace, usualSize } from '@patchbay/synthetic/crm';
import { openCrmStoreAt, type StorePlace } from '../src/store/open.ts';
import { seedLeads } from '../src/store/seed.ts';
import type { CrmTables } from '../src/store/sqlite/tables.ts';
import { connectCrm, testTenant } from '../src/testing/connect-crm.ts';
import { type Case, compare, table } from './compare.ts';

const usage = `Usage: node servers/crm/bench/leads.ts [--leads 1000000] [--runs 200] [--url postgres://…]

Fills a database with invented leads and prints p50 and p95 of tools beside the bare statement on the same database.
`;

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '200' },
    url: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const now = new Date('2026-07-15T12:00:00Z');
const log = createLogger({ level: 'error', name: 'bench', version: '0' });

if (values.help) process.stdout.write(usage);
else await main(Number(values.leads), Number(values.runs), values.url);

async function main(leads: number, runs: number, url: string | undefined): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-leads-'));
  const schema = `bench_${process.pid}`;
  const place: StorePlace = { file: join(folder, 'crm.db'), ...(url !== undefined && { url, schema }) };
  try {
    await fill(place, leads);
    await measure(place, runs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(place: StorePlace, leads: number): Promise<void> {
  const started = performance.now();
  const store = await openCrmStoreAt(place, { log, now: () => now });
  const workspace = createWorkspace({ seed: 7, size: { ...usualSize, leads }, now: now.toISOString() });
  await seedLeads(store, testTenant, workspace, now);
  // what autovacuum would do within the minute
  await store.internal.transaction({ mode: 'write' }, ({ query }) => query('ANALYZE'));
  await store.close();
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${leads} leads written in ${seconds.toFixed(0)} s\n`);
}

async function measure(place: StorePlace, runs: number): Promise<void> {
  await using mcp = await connectCrm({ demo: false, now, engine: { place: async () => place } });
  const store = await openCrmStoreAt(place, { log, now: () => now });
  try {
    const cases = await casesOf(mcp, store);
    process.stdout.write(`${table(await compare(cases, runs))}\n`);
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

function wordCases(
  tool: (name: string, args: Record<string, unknown>) => () => Promise<void>,
  bare: (statement: string, parameters: readonly unknown[]) => () => Promise<unknown>,
  sqlite: boolean,
): readonly Case[] {
  return ['Okonkwo Zimmermann', 'Maria'].map((query) => {
    const words = query.toLowerCase().split(' ');
    const statement = sqlite
      ? 'SELECT * FROM leads WHERE tenant = ? AND lead_id IN (SELECT d.record_id FROM search_index i JOIN search_documents d ON d.doc_id = i.rowid WHERE search_index MATCH ? AND d.tenant = ? AND d.object = ?) LIMIT 21'
      : "SELECT * FROM leads WHERE tenant = ? AND search_text @@ to_tsquery('simple', ?) LIMIT 21";
    const match = sqlite
      ? words.map((word) => `"${word}"*`).join(' ')
      : words.map((word) => `'${word}':*`).join(' & ');
    return {
      name: `search_leads, "${query}"`,
      tool: tool('search_leads', { query, limit: 20 }),
      bare: bare(statement, sqlite ? ['default', match, 'default', 'leads'] : ['default', match]),
    };
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
