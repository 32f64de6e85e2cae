import { listOf, member } from '../../json.ts';
import { keep, type Own } from './own.ts';
import type { Plan, PlanKind } from './plan.ts';
import { leadName } from './shop.ts';

/** Makes a write with a marker of its own. */
export const planners: Readonly<Record<PlanKind, (own: Own) => Plan>> = {
  lead: planLead,
  order: planOrder,
  activity: planActivity,
  stock: planStock,
  batch: planBatch,
};

function planLead({ agent, leads, ledger }: Own): Plan {
  const marker = agent.marker();
  const name = `${leadName} ${marker}`;
  return {
    kind: 'lead',
    tool: 'create_lead',
    args: { name, email: `${marker}@soak.example`, source: 'referral', on_duplicate: 'create' },
    traces: [{ table: 'leads', marker }],
    check: ({ lead, created }) =>
      member(lead, 'name') === name && created === true
        ? undefined
        : `is ${JSON.stringify(lead)}, not ${name}`,
    idsOf: ({ lead }) => [String(member(lead, 'lead_id'))],
    learn({ lead }) {
      const id = Number(member(lead, 'lead_id'));
      const state = { status: String(member(lead, 'status')), version: Number(member(lead, 'version')) };
      ledger.leads.set(id, state);
      keep(leads, { id, name, ...state });
    },
  };
}

function planOrder({ agent, leads, shop }: Own): Plan {
  const { random } = agent;
  const marker = agent.marker();
  const lead = random.chance(0.5) ? leads.at(-1) : undefined;
  const customer = lead === undefined ? `company-${random.integer(1, 20)}` : String(lead.id);
  const first = random.integer(0, shop.products.length - 1);
  const chosen = [...shop.products, ...shop.products].slice(first, first + random.integer(1, 3));
  const items = chosen.map((product_id) => ({ product_id, quantity: random.integer(1, 5) }));
  return {
    kind: 'order',
    tool: 'create_order',
    args: { customer_id: customer, items, notes: marker },
    traces: [{ table: 'orders', marker }],
    check: ({ order }) => orderProblem(order, { customer, marker, items }),
    idsOf: ({ order }) => [String(member(order, 'order_id'))],
  };
}

interface Ordered {
  readonly customer: string;
  readonly marker: string;
  readonly items: readonly { readonly product_id: string; readonly quantity: number }[];
}

function orderProblem(order: unknown, { customer, marker, items }: Ordered): string | undefined {
  if (member(order, 'notes') !== marker) return `notes are ${String(member(order, 'notes'))}, not ${marker}`;
  if (member(order, 'customer_id') !== customer) return `is for ${String(member(order, 'customer_id'))}`;
  const lines = listOf(member(order, 'lines')).map(
    (line) => `${String(member(line, 'product_id'))}×${String(member(line, 'quantity'))}`,
  );
  const asked = items.map(({ product_id, quantity }) => `${product_id}×${quantity}`);
  return lines.toSorted().join() === asked.toSorted().join()
    ? undefined
    : `has ${lines.join()}, not ${asked.join()}`;
}

function planActivity({ agent, leads }: Own): Plan {
  const { random } = agent;
  const marker = agent.marker();
  const id = String(leads.at(-1)?.id ?? random.integer(1, 100));
  const kind = random.pick(['call', 'email', 'meeting', 'note']);
  return {
    kind: 'activity',
    tool: 'log_activity',
    args: { kind, subject: marker, links: [{ object_type: 'leads', id }] },
    traces: [{ table: 'activities', marker }],
    check({ activity }) {
      const [link] = listOf(member(activity, 'links'));
      const same = member(activity, 'subject') === marker && member(activity, 'kind') === kind;
      return same && member(link, 'id') === id ? undefined : `is ${JSON.stringify(activity)}, not ${marker}`;
    },
    idsOf: ({ activity }) => [String(member(activity, 'activity_id'))],
  };
}

function planStock({ agent, shop }: Own): Plan {
  const { random } = agent;
  const marker = agent.marker();
  const product = random.pick(shop.products);
  const delta = random.pick([-3, -2, -1, 1, 2, 3, 4, 5]);
  return {
    kind: 'stock',
    tool: 'update_stock',
    args: { product_id: product, delta, reason: marker },
    traces: [{ table: 'stock_moves', marker }],
    check(answer) {
      if (member(answer['product'], 'product_id') !== product) return 'is another product';
      const stock = Number(member(answer['product'], 'stock'));
      const before = Number(answer['previous_stock']);
      return stock === before + delta ? undefined : `${before} and ${delta} make ${stock}`;
    },
    idsOf: () => [undefined],
  };
}

function planBatch({ agent }: Own): Plan {
  const marker = agent.marker();
  const markers = [`${marker} a`, `${marker} b`];
  return {
    kind: 'batch',
    tool: 'batch_upsert_records',
    args: { object_type: 'companies', records: markers.map((own) => ({ name: `${leadName} ${own}` })) },
    traces: markers.map((own) => ({ table: 'companies', marker: own })),
    check: ({ created }) => (created === markers.length ? undefined : `${String(created)} were created`),
    idsOf: ({ rows }) => listOf(rows).map((row) => String(member(row, 'id'))),
  };
}
