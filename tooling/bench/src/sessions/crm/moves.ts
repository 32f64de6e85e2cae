import { randomUUID } from 'node:crypto';
import { listOf, member } from '../../json.ts';
import { type Outcome, type Question, toolCall } from '../agent.ts';
import type { Step } from '../workload.ts';
import type { Own, OwnLead } from './own.ts';

/** The way that leads go; they never close, so that they can always go on. */
const nextStatus: Readonly<Record<string, string>> = {
  new: 'contacted',
  contacted: 'qualified',
  qualified: 'proposal',
  proposal: 'negotiation',
  negotiation: 'proposal',
};

/** Changes guarded by a version: moves of own leads, and counts of the product that everybody wants to count. */
export function moveSteps(own: Own): Step[] {
  const { random } = own.agent;
  const onLead = (move: (own: Own, lead: OwnLead) => Promise<void>) => async () =>
    own.leads.length > 0 && move(own, random.pick(own.leads));
  return [
    { weight: 1.5, run: onLead(moveOnce) },
    { weight: 0.6, run: onLead(moveCancelled) },
    { weight: 0.3, run: onLead(moveStale) },
    { weight: 1, run: () => contest(own) },
  ];
}

async function moveOnce(own: Own, lead: OwnLead): Promise<void> {
  follow(own, lead, await own.agent.ask(moving(lead)));
}

async function moveCancelled(own: Own, lead: OwnLead): Promise<void> {
  const legacy = own.agent.revision === '2025-11-25';
  const question = moving(lead);
  const first = await own.agent.ask({ ...question, cancel: legacy ? 'notify' : 'leave' });
  const second = await own.agent.ask(question);
  follow(own, lead, second.kind === 'result' ? second : first);
}

/** The version before the present one must lose. */
async function moveStale(own: Own, lead: OwnLead): Promise<void> {
  const question = moving({ ...lead, version: lead.version + 7 });
  await own.agent.ask({ ...question, expects: 'conflict', says: `version ${lead.version}` });
}

function moving({ id, status, version }: OwnLead): Question {
  const to = nextStatus[status] ?? 'contacted';
  const args = { lead_id: id, status: to, expected_version: version, idempotency_key: randomUUID() };
  return toolCall('write', 'update_lead_status', args, ({ lead, previous_status }) => {
    const right =
      member(lead, 'lead_id') === id &&
      member(lead, 'status') === to &&
      member(lead, 'version') === version + 1 &&
      previous_status === status;
    return right ? undefined : `moved from ${String(previous_status)} to ${JSON.stringify(lead)}`;
  });
}

function follow({ ledger, leads }: Own, lead: OwnLead, outcome: Outcome): void {
  if (outcome.kind === 'result') {
    lead.status = nextStatus[lead.status] ?? 'contacted';
    lead.version += 1;
    ledger.leads.set(lead.id, { status: lead.status, version: lead.version });
    return;
  }
  // whether it moved is not known, so nothing more can be said about this lead
  ledger.leads.delete(lead.id);
  const index = leads.indexOf(lead);
  if (index >= 0) leads.splice(index, 1);
}

/** Reads the contested product and counts it, unless somebody else was faster: each version has one author. */
async function contest({ agent, shop, ledger }: Own): Promise<void> {
  const product_id = shop.contested;
  const asked = { object_type: 'products', ids: [product_id], fields: ['product_id', 'stock', 'version'] };
  const read = await agent.ask(
    toolCall('read', 'search_crm_records', asked, ({ items }) =>
      member(listOf(items)[0], 'product_id') === product_id ? undefined : `finds ${JSON.stringify(items)}`,
    ),
  );
  if (read.kind !== 'result') return;
  const [seen] = listOf(member(read.result['structuredContent'], 'items'));
  const version = Number(member(seen, 'version'));
  const args = {
    product_id,
    delta: 1,
    reason: 'contest',
    expected_version: version,
    idempotency_key: randomUUID(),
  };
  const question = toolCall('write', 'update_stock', args, ({ product, previous_stock }) => {
    const right = member(product, 'version') === version + 1 && previous_stock === member(seen, 'stock');
    return right ? undefined : `is ${JSON.stringify(product)} after ${JSON.stringify(seen)}`;
  });
  const outcome = await agent.ask({ ...question, allows: 'conflict' });
  if (outcome.kind === 'unknown') ledger.unknownWins += 1;
  if (outcome.kind !== 'result') return;
  const other = ledger.wins.get(version + 1);
  if (other === undefined) ledger.wins.set(version + 1, agent.name);
  else agent.tally.fail('doubled', `version ${version + 1} was won by ${other} and by ${agent.name}`);
}
