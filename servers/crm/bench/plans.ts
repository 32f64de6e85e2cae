import { StatementSync } from 'node:sqlite';
import type { Store } from '@patchbay/storage';
import pg from 'pg';
import type { CrmTables } from '../src/backends/store/tables/tables.ts';
import type { Case } from './compare.ts';

/** A statement as the driver got it. */
interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Gives every statement that the drivers of this process run while `work` runs, each text once. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const heard = new Map<string, Statement>();
  const hear = (text: string, parameters: readonly unknown[]) => {
    if (/^\s*(select|with|insert|update|delete)\b/i.test(text)) heard.set(text, { text, parameters });
  };
  const hush = [hearSqlite(hear), hearPostgres(hear)];
  try {
    await work();
  } finally {
    for (const stop of hush) stop();
  }
  return [...heard.values()];
}

type Hear = (text: string, parameters: readonly unknown[]) => void;

/** The drivers have no hook that tells statements with their parameters, so their methods are wrapped for a while. */
function wrap(target: object, method: string, before: (self: unknown, args: readonly unknown[]) => void) {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== 'function') throw new Error(`The driver has no ${method}.`);
  Reflect.set(target, method, function wrapped(this: unknown, ...args: unknown[]): unknown {
    before(this, args);
    return Reflect.apply(original, this, args);
  });
  return () => void Reflect.set(target, method, original);
}

function hearSqlite(hear: Hear): () => void {
  const before = (self: unknown, args: readonly unknown[]) =>
    hear(String(Reflect.get(Object(self), 'sourceSQL')), args);
  const stops = ['all', 'run'].map((method) => wrap(StatementSync.prototype, method, before));
  return () => {
    for (const stop of stops) stop();
  };
}

function hearPostgres(hear: Hear): () => void {
  return wrap(pg.Client.prototype, 'query', (_self, [query]) => {
    const text: unknown = Reflect.get(Object(query), 'text');
    const values: unknown = Reflect.get(Object(query), 'values');
    if (typeof text === 'string') hear(text, Array.isArray(values) ? values : []);
  });
}

/** How the database runs every statement of every case's tool, and how many of them read a whole table. */
export async function describePlans(store: Store<CrmTables>, cases: readonly Case[]): Promise<string> {
  const sections: string[] = [];
  let [statements, scans] = [0, 0];
  for (const { name, tool } of cases) {
    const plans: string[] = [];
    for (const statement of await statementsOf(tool)) {
      const plan = await planOf(store, statement);
      statements += 1;
      scans += readsWholeTable(statement, plan) ? 1 : 0;
      plans.push([`  ${shortened(statement.text)}`, ...plan.map((line) => `      ${line}`)].join('\n'));
    }
    sections.push(`${name}\n${plans.join('\n')}`);
  }
  const verdict = `${statements} statements of ${cases.length} cases, ${scans} read a table that grows from one end to the other`;
  return [...sections, verdict].join('\n\n');
}

async function planOf(store: Store<CrmTables>, { text, parameters }: Statement): Promise<readonly string[]> {
  const [explain, column] =
    store.dialect === 'sqlite' ? (['EXPLAIN QUERY PLAN', 3] as const) : (['EXPLAIN (COSTS OFF)', 0] as const);
  const rows = await store.internal.transaction({ mode: 'write' }, ({ query }) =>
    query(`${explain} ${text}`, parameters),
  );
  return rows.map((row) => String(row[column]));
}

/**
 * Without an index, or along an index by the tenant alone without a bound. What a subquery gave, and tables of settings,
 * are short.
 */
function readsWholeTable({ text }: Statement, plan: readonly string[]): boolean {
  // the largest of a column that an index ends in is read at the index's end
  const bounded = /\blimit\b|\bmax\(/i.test(text) && !plan.some((line) => /FOR ORDER BY|Sort Key/.test(line));
  return plan.some((line) => {
    if (byTenantAlone.test(line)) return !bounded;
    const [, inSqlite, inPostgres] = /^SCAN (\w+)$|Seq Scan on (\w+)/.exec(line) ?? [];
    const table = inSqlite ?? inPostgres;
    return table !== undefined && !short.has(table);
  });
}

/** What SQLite and PostgreSQL print for an index that nothing but the tenant narrows. */
const byTenantAlone =
  /\(tenant=\?( AND object=\?)?\)$|Index Cond: \(\(?tenant = '[^']*'::text\)( AND \(object = '[^']*'::text\)\))?$/;

const short = new Set([
  'users',
  'pipelines',
  'stages',
  'patchbay_settings',
  'matched',
  'newest',
  'block',
  'some',
]);

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 100)} … ${line.slice(-56)}`;
}
