import fc from 'fast-check';
import { leadStatuses } from '../leads/status.ts';
import { policy, type Role } from '../policy.ts';
import { activityKinds, recordTypes } from '../records/fields.ts';
import type { CrmObject } from '../records/objects.ts';

/** One call of a tool as a caller of some role makes it. */
export interface RandomCall {
  readonly role: Role;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

type Args = fc.Arbitrary<Readonly<Record<string, unknown>>>;

const limit = fc.integer({ min: 1, max: 4 });
const leadId = fc.integer({ min: 1, max: 60 });
const number = fc.integer({ min: 1, max: 40 });
const word = fc.constantFrom('Quay', 'Brim', 'Åsa', 'Wool', 'Ærø', 'Node');
const idOf = (prefix: string) => number.map((n) => `${prefix}-${n}`);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** A choice of the fields that a role sees, or none. */
function fieldsOf(role: Role, object: CrmObject) {
  const seen = policy.fields({ id: 'u', tenant: 't', role }, object, 'show');
  return maybe(fc.subarray([...seen], { minLength: Math.min(1, seen.length) }));
}

function reads(role: Role): Readonly<Record<string, Args>> {
  const of = (object: CrmObject) => fieldsOf(role, object);
  return {
    search_leads: fc.record({ limit, fields: of('leads'), query: maybe(word), sort: sorts }),
    search_crm_records: fc
      .constantFrom(...recordTypes)
      .chain((object) => fc.record({ object_type: fc.constant(object), limit, fields: of(object) })),
    get_lead_details: fc.record({ lead_id: leadId, fields: of('leads'), activities_limit: limit }),
    query_products: fc.record({ limit, fields: of('products') }),
    find_duplicates: fc.record({ object_type: mergeable, limit }),
    get_pipeline_report: fc.record({ group_by: fc.constantFrom('stage', 'owner') }),
    crm_health_check: fc.constant({}),
  };
}

const sorts = fc.constantFrom('relevance', 'updated_at', 'score');
const mergeable = fc.constantFrom('leads', 'companies', 'contacts');

const people = fc.record({
  object_type: fc.constantFrom('leads', 'contacts', 'companies'),
  mode: fc.constant('best_effort'),
  records: fc.array(
    fc.record({
      name: word,
      company_id: maybe(idOf('company')),
      version: maybe(number),
      source: maybe(word),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const writes: Readonly<Record<string, Args>> = {
  create_lead: fc.record({
    name: word,
    email: maybe(number.map((n) => `p${n}@firm.example`)),
    notes: maybe(word),
  }),
  convert_lead: fc.record({ lead_id: leadId, deal: maybe(fc.record({ name: word, amount_minor: number })) }),
  update_lead_status: fc.record({
    lead_id: leadId,
    status: fc.constantFrom(...leadStatuses),
    note: fc.constant('because'),
    lost_reason: fc.constant('price'),
  }),
  log_activity: fc.record({
    kind: fc.constantFrom(...activityKinds.filter((kind) => kind !== 'task')),
    subject: word,
    links: leadId.map((id) => [{ object_type: 'leads', id: String(id) }]),
  }),
  batch_upsert_records: fc.oneof(
    people,
    word.map((name) => ({ object_type: 'companies', csv: `Company,Colour,Town\n${name},red,Lund\n` })),
  ),
  merge_records: fc.record({
    object_type: fc.constant('companies'),
    survivor_id: idOf('company'),
    loser_ids: idOf('company').map((id) => [id]),
  }),
  update_stock: fc.record({ product_id: idOf('product'), delta: number, reason: word }),
  add_product: fc.record({ sku: fc.uuid(), name: word, category: word, price: number, stock: number }),
  create_order: fc.record({
    customer_id: idOf('company'),
    items: idOf('product').map((product_id) => [{ product_id, quantity: 1 }]),
  }),
};

/** Calls of all tools but the undo, on the demonstration workspace, by callers of all roles; some are refused. */
export function randomCalls(): fc.Arbitrary<RandomCall> {
  return fc.constantFrom(...policy.roles).chain((role) => {
    const kinds = [
      ...Object.entries(reads(role)),
      ...Object.entries(writes).map(([tool, args]) => [tool, rehearsed(args)] as const),
    ];
    return fc.oneof(
      ...kinds.map(([tool, args]) => args.map((chosen) => ({ role, tool, args: defined(chosen) }))),
    );
  });
}

function rehearsed(args: Args): Args {
  return fc.tuple(args, fc.boolean()).map(([chosen, dry_run]) => ({ ...chosen, dry_run }));
}

function defined(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}
