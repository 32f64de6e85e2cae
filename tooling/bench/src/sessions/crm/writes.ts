import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Bag, bagOf } from '../../json.ts';
import { type Outcome, type Question, toolCall } from '../agent.ts';
import type { Step } from '../workload.ts';
import type { Presence } from './ledger.ts';
import { keep, type Own } from './own.ts';
import type { Plan, PlanKind } from './plan.ts';
import { planners } from './plans.ts';

const planWeights: Readonly<Record<PlanKind, number>> = {
  lead: 2.4,
  order: 2.4,
  activity: 2.4,
  stock: 1.4,
  batch: 0.6,
};

/** How a write is carried out, with the share of each manner. */
const manners: readonly (readonly [weight: number, (own: Own, plan: Plan) => Promise<void>])[] = [
  [0.62, once],
  [0.15, cancelledAndRepeated],
  [0.07, cancelledAndForsaken],
  [0.1, asTwins],
  [0.06, rehearsed],
];

/** Writes that create something, in every manner, and old ones repeated under their keys. */
export function writeSteps(own: Own): Step[] {
  const { random } = own.agent;
  const kinds: readonly PlanKind[] = ['lead', 'order', 'activity', 'stock', 'batch'];
  return [
    ...kinds.flatMap((kind) =>
      manners.map(([weight, carryOut]) => ({
        weight: planWeights[kind] * weight,
        run: () => carryOut(own, planners[kind](own)),
      })),
    ),
    { weight: 1.5, run: async () => own.done.length > 0 && repeatOld(own, random.pick(own.done)) },
    { weight: 0.5, run: async () => own.done.length > 0 && reuseKey(own, random.pick(own.done)) },
  ];
}

async function once(own: Own, plan: Plan): Promise<void> {
  const key = randomUUID();
  expect(own, plan, 'at most once');
  const outcome = await own.agent.ask({ ...asking(plan, key), progress: own.agent.random.chance(0.1) });
  settle(own, plan, key, outcome);
}

/** The client goes away in the middle, then asks again. */
async function cancelledAndRepeated(own: Own, plan: Plan): Promise<void> {
  const key = randomUUID();
  expect(own, plan, 'at most once');
  const first = await own.agent.ask({ ...asking(plan, key), cancel: cancelOf(own) });
  const second = await own.agent.ask(asking(plan, key));
  settle(own, plan, key, second.kind === 'result' ? second : first);
  compare(own, plan, key, first, second);
}

/** The client goes away and never learns what happened. */
async function cancelledAndForsaken(own: Own, plan: Plan): Promise<void> {
  const key = randomUUID();
  expect(own, plan, 'at most once');
  settle(own, plan, key, await own.agent.ask({ ...asking(plan, key), cancel: cancelOf(own) }));
}

/** The same call twice at the same time. */
async function asTwins(own: Own, plan: Plan): Promise<void> {
  const key = randomUUID();
  expect(own, plan, 'at most once');
  const question = asking(plan, key);
  const [one, other] = await Promise.all([own.agent.ask(question), own.agent.ask(question)]);
  settle(own, plan, key, one.kind === 'result' ? one : other);
  compare(own, plan, key, one, other);
  const replays = [one, other].filter((outcome) => answerOf(outcome)?.['idempotent_replay'] === true).length;
  if (one.kind === 'result' && other.kind === 'result' && replays !== 1) {
    own.agent.wrong(question, `${replays} of two twins say that they are replays`);
  }
}

/** A dry run answers like the write, and leaves nothing. */
async function rehearsed(own: Own, plan: Plan): Promise<void> {
  expect(own, plan, 'never');
  await own.agent.ask(asking({ ...plan, args: { ...plan.args, dry_run: true } }, undefined));
}

async function repeatOld(own: Own, { plan, key, answer }: Own['done'][number]): Promise<void> {
  const question = asking(plan, key);
  const outcome = await own.agent.ask(question);
  const again = answerOf(outcome);
  if (again === undefined) return;
  if (again['idempotent_replay'] !== true) own.agent.tally.fail('doubled', `${plan.tool} ${key} ran again`);
  compareAnswers(own, plan, key, answer, again);
}

/** Another call under a key that is taken. */
async function reuseKey(own: Own, { plan, key }: Own['done'][number]): Promise<void> {
  const other = planners[plan.kind](own);
  expect(own, other, 'never');
  await own.agent.ask({ ...asking(other, key), expects: 'conflict', says: 'idempotency_key' });
}

function asking(plan: Plan, key: string | undefined): Question {
  const args = key === undefined ? plan.args : { ...plan.args, idempotency_key: key };
  return toolCall('write', plan.tool, args, (answer) => plan.check(answer));
}

function cancelOf({ agent }: Own): 'leave' | 'notify' {
  return agent.revision === '2025-11-25' && agent.random.chance(0.5) ? 'notify' : 'leave';
}

function expect({ ledger }: Own, plan: Plan, presence: Presence): void {
  for (const trace of plan.traces) ledger.expect(trace, { presence });
}

function settle(own: Own, plan: Plan, key: string, outcome: Outcome): void {
  const answer = answerOf(outcome);
  if (answer === undefined) return;
  const ids = plan.idsOf(answer);
  for (const [index, trace] of plan.traces.entries()) {
    own.ledger.expect(trace, { presence: 'once', id: ids[index] });
  }
  plan.learn?.(answer);
  keep(own.done, { plan, key, answer });
}

function compare(own: Own, plan: Plan, key: string, one: Outcome, other: Outcome): void {
  const [first, second] = [answerOf(one), answerOf(other)];
  if (first !== undefined && second !== undefined) compareAnswers(own, plan, key, first, second);
}

function compareAnswers({ agent }: Own, plan: Plan, key: string, first: Bag, second: Bag): void {
  if (
    !isDeepStrictEqual(plan.idsOf(first), plan.idsOf(second)) ||
    first['change_id'] !== second['change_id']
  ) {
    agent.tally.fail(
      'doubled',
      `${plan.tool} ${key}: ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
    );
  } else if (!isDeepStrictEqual(withoutReplay(first), withoutReplay(second))) {
    agent.wrong(asking(plan, key), `${JSON.stringify(second)} repeats ${JSON.stringify(first)}`);
  }
}

function answerOf(outcome: Outcome): Bag | undefined {
  return outcome.kind === 'result' ? bagOf(outcome.result['structuredContent']) : undefined;
}

function withoutReplay({ idempotent_replay: _replay, ...answer }: Bag): Bag {
  return answer;
}
