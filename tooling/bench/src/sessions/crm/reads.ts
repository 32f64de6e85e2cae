import { listOf, member } from '../../json.ts';
import { type Agent, type Question, toolCall } from '../agent.ts';
import { completionOf, promptOf, resourceOf, varied } from '../common-steps.ts';
import type { Memo } from '../memo.ts';
import type { Step } from '../workload.ts';
import type { Done, Own, OwnLead } from './own.ts';

/** The leads of the demonstration data, with a margin. */
const demoLeads = 100;

type Maker = readonly [weight: number, make: (agent: Agent, memo: Memo) => Question];

/** Questions whose answers do not depend on what this session wrote. */
const general: readonly Maker[] = [
  [5, ({ random }) => demoLead(random.integer(1, demoLeads))],
  [5, ({ random }) => productsUpTo(random.integer(10, 500), random.integer(1, 10))],
  [4, ({ random }) => dealsIn(random.pick(['Proposal', 'Nurture', 'Negotiation']))],
  [0.5, ({ random }) => report(random.pick(['2026-Q1', '2026-Q2', '2025']))],
  [1, ({ random }) => duplicatesOf(random.integer(1, demoLeads))],
  [2, () => resourceOf('crm://leads/recent', (content) => hasItems(content, 20))],
  [2, (_, memo) => resourceOf('crm://pipelines', (_content, text) => memo.differs('pipelines', text))],
  [1, (_, memo) => resourceOf('crm://schema/leads', (_content, text) => memo.differs('schema', text))],
  [3, (_, memo) => completionOf('daily_brief', 'owner', 'user-', memo)],
  [1, ({ random }) => completionOf('call_prep', 'lead_id', String(random.integer(1, 99)), undefined)],
  [3, (agent) => echoedPrompt(agent.marker())],
  [2, ({ random }) => missingLead(random.integer(1_000_000_000, 2_000_000_000))],
  [
    1,
    () =>
      toolCall('read', 'crm_health_check', {}, ({ status }) =>
        status === 'up' ? undefined : String(status),
      ),
  ],
];

/** Reads of what everybody sees, and of what this session has just written. */
export function readSteps(own: Own, memo: Memo): Step[] {
  const { agent } = own;
  const { random } = agent;
  const onLead = (make: (lead: OwnLead) => Question) => async () =>
    own.leads.length > 0 && agent.ask(varied(agent, make(random.pick(own.leads))));
  const onDone = (make: (done: Done) => Question) => async () =>
    own.done.length > 0 && agent.ask(varied(agent, make(random.pick(own.done))));
  return [
    ...general.map(([weight, make]) => ({
      weight,
      run: () => agent.ask(varied(agent, make(agent, memo))),
    })),
    { weight: 0.1, run: () => agent.ask(longRehearsal(agent)) },
    { weight: 5, run: onLead(leadDetails) },
    { weight: 4, run: onLead(leadFound) },
    { weight: 3, run: onLead(leadResource) },
    { weight: 4, run: onDone(recordOf) },
    { weight: 2, run: onDone(changeOf) },
  ];
}

/** A batch that is long enough to tell how far it is, taken back at its end. */
function longRehearsal(agent: Agent): Question {
  const records = Array.from({ length: 100 }, () => ({ name: agent.marker() }));
  const args = { object_type: 'leads', records, dry_run: true };
  const question = toolCall('write', 'batch_upsert_records', args, ({ created }) =>
    created === records.length ? undefined : `would create ${String(created)}`,
  );
  return { ...question, progress: true, reports: 2 };
}

function leadDetails({ id, name, status, version }: OwnLead): Question {
  return toolCall('read', 'get_lead_details', { lead_id: id }, ({ lead }) =>
    sameLead(lead, { id, name, status, version }),
  );
}

function leadResource({ id, name, status, version }: OwnLead): Question {
  return resourceOf(`crm://lead/${id}`, (content) =>
    sameLead(member(content, 'lead'), { id, name, status, version }),
  );
}

function sameLead(lead: unknown, { id, name, status, version }: OwnLead): string | undefined {
  const right =
    member(lead, 'lead_id') === id &&
    member(lead, 'name') === name &&
    member(lead, 'status') === status &&
    member(lead, 'version') === version;
  return right
    ? undefined
    : `is not ${id} ${name} ${status} ${version}: ${JSON.stringify(lead)?.slice(0, 300)}`;
}

function leadFound({ id, name }: OwnLead): Question {
  return toolCall('read', 'search_leads', { query: name }, ({ items, total_count }) => {
    const found = listOf(items).map((lead) => member(lead, 'lead_id'));
    return total_count === 1 && found[0] === id ? undefined : `finds ${String(total_count)}: ${found.join()}`;
  });
}

/** The kinds of records that writes leave, and what their ids are called. */
const objects = {
  lead: ['leads', 'lead_id'],
  order: ['orders', 'order_id'],
  activity: ['activities', 'activity_id'],
  batch: ['companies', 'company_id'],
  stock: ['products', 'product_id'],
} as const;

function recordOf({ plan, answer }: Done): Question {
  const [object_type, idName] = objects[plan.kind];
  const id = plan.idsOf(answer)[0] ?? String(member(answer['product'], idName));
  const args = { object_type, ids: [id], fields: [idName] };
  return toolCall('read', 'search_crm_records', args, ({ items, total_count }) => {
    const found = listOf(items).map((item) => String(member(item, idName)));
    return total_count === 1 && found.join() === id ? undefined : `finds ${found.join()} for ${id}`;
  });
}

function changeOf({ plan, answer }: Done): Question {
  const change = String(answer['change_id']);
  // why a stock moved is no field of the product
  const mentioned = plan.kind === 'stock' ? String(plan.args['product_id']) : plan.traces[0]?.marker;
  return resourceOf(`crm://changes/${change}`, (content, text) => {
    if (member(content, 'change_id') !== change) return `is ${String(member(content, 'change_id'))}`;
    return mentioned !== undefined && text.includes(mentioned)
      ? undefined
      : `does not mention ${mentioned}: ${text.slice(0, 300)}`;
  });
}

function demoLead(lead_id: number): Question {
  return toolCall('read', 'get_lead_details', { lead_id }, ({ lead }) =>
    member(lead, 'lead_id') === lead_id ? undefined : `is ${String(member(lead, 'lead_id'))}`,
  );
}

function productsUpTo(max_price: number, limit: number): Question {
  return toolCall('read', 'query_products', { max_price, limit }, ({ items }) => {
    const found = listOf(items);
    const dear = found.find((item) => !(Number(member(item, 'price_minor')) <= max_price * 100));
    if (dear !== undefined) return `costs more than ${max_price}: ${JSON.stringify(dear)}`;
    return found.length > 0 && found.length <= limit
      ? undefined
      : `${found.length} products, not 1 to ${limit}`;
  });
}

function dealsIn(stage: string): Question {
  const args = {
    object_type: 'deals',
    filters: [{ field: 'stage', value: stage }],
    fields: ['deal_id', 'stage'],
  };
  return toolCall('read', 'search_crm_records', args, ({ items }) => {
    const other = listOf(items).find((deal) => member(deal, 'stage') !== stage);
    return other === undefined ? undefined : `is not in ${stage}: ${JSON.stringify(other)}`;
  });
}

function report(period: string): Question {
  const begins = period.slice(0, 4);
  return toolCall('read', 'get_pipeline_report', { period }, (structured) =>
    String(structured['period']).startsWith(begins) ? undefined : `is about ${String(structured['period'])}`,
  );
}

function duplicatesOf(id: number): Question {
  const args = { object_type: 'leads', record_id: String(id) };
  return toolCall('read', 'find_duplicates', args, ({ items }) => {
    const other = listOf(items).find((pair) => !listOf(member(pair, 'ids')).includes(String(id)));
    return other === undefined ? undefined : `are not of ${id}: ${JSON.stringify(other)}`;
  });
}

function hasItems(content: unknown, count: number): string | undefined {
  const found = listOf(member(content, 'items')).length;
  return found === count ? undefined : `has ${found} items, not ${count}`;
}

function echoedPrompt(marker: string): Question {
  return promptOf('daily_brief', { owner: marker }, marker);
}

function missingLead(lead_id: number): Question {
  const question = toolCall('read', 'get_lead_details', { lead_id });
  return { ...question, expects: 'not_found', says: `no lead ${lead_id}` };
}
