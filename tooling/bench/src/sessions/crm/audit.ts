import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Tally } from '../tally.ts';
import { type Effect, type EffectTable, effectTables, type Ledger } from './ledger.ts';
import { initialStock, leadName, productName, type Shop } from './shop.ts';

/** Where the marker of each effect stands, with the id of its row. */
const rowsOf: Readonly<Record<EffectTable, string>> = {
  leads: `select substr(name, ${leadName.length + 2}) as marker, lead_id as id from leads`,
  orders: 'select notes as marker, order_id as id from orders',
  activities: 'select subject as marker, activity_id as id from activities',
  stock_moves: 'select reason as marker, null as id from stock_moves',
  companies: `select substr(name, ${leadName.length + 2}) as marker, company_id as id from companies`,
};

const marked = /^s\d+w\d+z( [ab])?$/;

/** Compares the database of a run with what the answers promised, row by row. */
export function auditCrm(folder: string, shop: Shop, ledger: Ledger, tally: Tally): string[] {
  const database = new DatabaseSync(databaseIn(folder), { readOnly: true });
  try {
    const seen = effectTables.map((table) => auditTable(database, table, ledger, tally));
    auditStock(database, tally);
    auditLeads(database, ledger, tally);
    auditContest(database, shop, ledger, tally);
    return [
      `audit     ${seen.join(', ')}`,
      `audit     ${ledger.leads.size} leads by status and version, ${ledger.wins.size} versions of the contested product`,
    ];
  } finally {
    database.close();
  }
}

/** The demonstration store lies in a folder of its own below the temporary one that the server was given. */
function databaseIn(folder: string): string {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('crm.db'),
  );
  if (file === undefined) throw new Error('The server keeps no database where it was told to.');
  return join(folder, file);
}

type Rows = ReadonlyMap<string, readonly string[]>;

function auditTable(database: DatabaseSync, table: EffectTable, ledger: Ledger, tally: Tally): string {
  const found = markedRows(database, table);
  const effects = ledger.effects(table);
  for (const [marker, ids] of found) {
    if (ids.length > 1)
      tally.fail('doubled', `${table} ${marker} is there ${ids.length} times: ${ids.join()}`);
    const problem = rowProblem(effects.get(marker), ids);
    if (problem !== undefined) tally.fail('wrong', `${table} ${marker} ${problem}`);
  }
  const promised = [...effects].filter(([, { presence }]) => presence === 'once');
  for (const [marker] of promised) {
    if (!found.has(marker)) tally.fail('wrong', `${table} ${marker} was answered and is not there`);
  }
  const unanswered = effects.values().filter(({ presence }) => presence === 'at most once');
  return `${table} ${promised.length} answered + ${[...unanswered].length} not = ${found.size} rows`;
}

/** The ids of rows by the marker that they bear. */
function markedRows(database: DatabaseSync, table: EffectTable): Rows {
  const found = new Map<string, string[]>();
  for (const { marker, id } of database.prepare(rowsOf[table]).iterate()) {
    if (typeof marker !== 'string' || !marked.test(marker)) continue;
    found.set(marker, [...(found.get(marker) ?? []), String(id)]);
  }
  return found;
}

function rowProblem(effect: Effect | undefined, ids: readonly string[]): string | undefined {
  if (effect === undefined) return 'is there and was never asked for';
  if (effect.presence === 'never') return 'is there after a dry run or a conflict';
  if (effect.id === undefined || ids.includes(effect.id)) return undefined;
  return `is ${ids.join()}, and the answer said ${effect.id}`;
}

/** Stock and reservations must be the sums of their moves and of the orders. */
function auditStock(database: DatabaseSync, tally: Tally): void {
  const rows = database
    .prepare(
      `select p.product_id, p.stock, p.reserved,
         (select total(delta) from stock_moves m where m.product_id = p.product_id and m.reason like 's%z') as moved,
         (select total(quantity) from order_lines l where l.product_id = p.product_id) as ordered
       from products p where p.name like '${productName} %'`,
    )
    .all();
  for (const { product_id, stock, reserved, moved, ordered } of rows) {
    const right = initialStock + Number(moved);
    if (stock !== right)
      tally.fail('wrong', `stock of ${String(product_id)} is ${String(stock)}, not ${right}`);
    if (reserved !== ordered) {
      tally.fail(
        'wrong',
        `${String(reserved)} of ${String(product_id)} are reserved, ${String(ordered)} ordered`,
      );
    }
  }
}

function auditLeads(database: DatabaseSync, ledger: Ledger, tally: Tally): void {
  const states = new Map(
    database
      .prepare('select lead_id, status, version from leads')
      .all()
      .map(({ lead_id, status, version }) => [
        Number(lead_id),
        { status: String(status), version: Number(version) },
      ]),
  );
  for (const [id, { status, version }] of ledger.leads) {
    const found = states.get(id);
    if (found?.status === status && found.version === version) continue;
    tally.fail('wrong', `lead ${id} is ${JSON.stringify(found)}, not ${status} ${version}`);
  }
}

/** The contested product must have been counted as often as somebody won. */
function auditContest(database: DatabaseSync, shop: Shop, ledger: Ledger, tally: Tally): void {
  const row = database
    .prepare('select stock, version from products where product_id = ?')
    .get(shop.contested);
  const counts = [Number(row?.['version']) - 1, Number(row?.['stock']) - initialStock];
  const [least, most] = [ledger.wins.size, ledger.wins.size + ledger.unknownWins];
  if (counts.every((count) => count >= least && count <= most)) return;
  tally.fail(
    'wrong',
    `the contested product was counted ${counts.join(' or ')} times, not ${least} to ${most}`,
  );
}
