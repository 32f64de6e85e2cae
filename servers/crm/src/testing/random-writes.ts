import fc from 'fast-check';
import type { CallScope, CrmPorts, MergeableType, RecordType } from '../deps.ts';
import { leadStatuses } from '../leads/status.ts';
import { recordTypes } from '../records/fields.ts';

type Write = (live: LiveIds) => Promise<unknown>;
type Writes = fc.Arbitrary<Write>;

/** The ids of the records that there are now, by kind. */
export type LiveIds = Readonly<Record<RecordType, readonly string[]>>;

/** The ports that random writes go through, all of which the store has. */
type Ports = Required<CrmPorts>;

const number = fc.nat({ max: 1_000_000 });
const word = fc.constantFrom('Quay', 'Brim', 'Åsa', 'Wool', 'Roof', 'Ærø', 'Node', 'Fern', 'Iris', 'Lund');
const name = fc.tuple(word, word, fc.nat({ max: 40 })).map(([a, b, n]) => `${a} ${b} ${n}`);
const email = fc.tuple(word, fc.nat({ max: 60 })).map(([a, n]) => `p${n}@${a.length}firm${n % 7}.example`);
const mergeable = fc.constantFrom<MergeableType[]>('leads', 'companies', 'contacts');

function pick(ids: readonly string[], index: number): string {
  return ids[index % Math.max(1, ids.length)] ?? 'nothing';
}

/** Random writes through the ports of a server, merges, batches and orders among them; some break rules and are refused. */
export function randomWrites(deps: CrmPorts, scope: CallScope): Writes {
  const ports = required(deps);
  return fc.oneof(
    { weight: 3, arbitrary: people(ports, scope) },
    { weight: 3, arbitrary: companies(ports, scope) },
    { weight: 3, arbitrary: deals(ports, scope) },
    { weight: 3, arbitrary: activities(ports, scope) },
    { weight: 3, arbitrary: merges(ports, scope) },
    { weight: 2, arbitrary: statuses(ports, scope) },
    { weight: 2, arbitrary: orders(ports, scope) },
    { weight: 1, arbitrary: stocks(ports, scope) },
  );
}

function required(deps: CrmPorts): Pick<Ports, 'records' | 'duplicates' | 'orders' | 'catalog' | 'leads'> {
  const { records, duplicates, orders: sales, catalog, leads } = deps;
  if (!records || !duplicates || !sales || !catalog) throw new Error('The ports of the store are missing.');
  return { records, duplicates, orders: sales, catalog, leads };
}

type Served = ReturnType<typeof required>;

function upsert({ records }: Served, scope: CallScope, object_type: RecordType, rows: readonly object[]) {
  const batch = { object_type, records: rows.map((row) => ({ ...row })) };
  return records.upsert({ ...batch, mode: 'best_effort', match_on: 'id', on_duplicate: 'create' }, scope);
}

function people(ports: Served, scope: CallScope): Writes {
  const rows = fc.array(fc.tuple(name, email, number), { minLength: 1, maxLength: 4 });
  const kinds = fc.constantFrom(['leads', 'lead_id'] as const, ['contacts', 'contact_id'] as const);
  return fc.tuple(kinds, rows).map(
    ([[object, id], some]) =>
      (live: LiveIds) =>
        upsert(
          ports,
          scope,
          object,
          some.map(([whole, mail, n]) => ({
            name: whole,
            email: mail,
            ...(n % 2 === 0 && { [id]: pick(live[object], n) }),
            ...(n % 3 === 0 && object === 'contacts' && { company_id: pick(live.companies, n) }),
          })),
        ),
  );
}

function companies(ports: Served, scope: CallScope): Writes {
  const row = fc.tuple(name, fc.constantFrom('Food', 'Retail', null), number);
  return fc.array(row, { minLength: 1, maxLength: 4 }).map(
    (some) => (live: LiveIds) =>
      upsert(
        ports,
        scope,
        'companies',
        some.map(([whole, category, n]) => ({
          name: whole,
          category,
          domain: `firm${n % 30}.example`,
          ...(n % 2 === 0 && { company_id: pick(live.companies, n) }),
          ...(n % 5 === 0 && { external_id: `e-${n % 50}` }),
        })),
      ),
  );
}

function deals(ports: Served, scope: CallScope): Writes {
  return fc.tuple(name, fc.constantFrom('Nurture', 'Proposal', 'Won', 'Lost'), number).map(
    ([whole, stage, n]) =>
      (live: LiveIds) =>
        upsert(ports, scope, 'deals', [
          {
            ...(n % 2 === 0 ? { deal_id: pick(live.deals, n) } : { name: whole }),
            stage,
            amount_minor: n,
            company_id: pick(live.companies, n),
            contact_id: pick(live.contacts, n),
          },
        ]),
  );
}

function activities({ records }: Served, scope: CallScope): Writes {
  return fc.tuple(fc.constantFrom('call', 'note', 'meeting'), number).map(([kind, n]) => (live: LiveIds) => {
    const object_type = recordTypes[n % 4] ?? 'leads';
    const links = [
      { object_type, id: pick(live[object_type], n) },
      { object_type: 'leads', id: pick(live.leads, n) } as const,
    ];
    return records.logActivity({ kind, subject: `about ${n}`, links }, scope);
  });
}

function merges({ duplicates }: Served, scope: CallScope): Writes {
  return fc
    .tuple(mergeable, number, fc.integer({ min: 1, max: 3 }))
    .map(([object_type, n, count]) => (live: LiveIds) => {
      const ids = live[object_type];
      const loser_ids = Array.from({ length: count }, (_, index) => pick(ids, n + 1 + index * 7));
      const merge = { object_type, survivor_id: pick(ids, n), loser_ids, field_choices: {} };
      return duplicates.merge(merge, scope);
    });
}

function statuses({ leads }: Served, scope: CallScope): Writes {
  return fc.tuple(fc.constantFrom(...leadStatuses), number).map(([status, n]) => (live: LiveIds) => {
    const lead_id = Number(pick(live.leads, n));
    return leads.updateStatus({ lead_id, status, note: 'because', lost_reason: 'price' }, scope);
  });
}

function orders({ orders: sales }: Served, scope: CallScope): Writes {
  return number.map((n) => (live: LiveIds) => {
    const items = [{ product_id: pick(live.products, n), quantity: 1 + (n % 3) }];
    return sales.create({ customer_id: pick(live.companies, n), items }, scope);
  });
}

function stocks({ catalog }: Served, scope: CallScope): Writes {
  return number.map((n) => (live: LiveIds) => {
    const product_id = pick(live.products, n);
    return catalog.updateStock({ product_id, delta: n % 9, reason: 'count' }, scope);
  });
}
