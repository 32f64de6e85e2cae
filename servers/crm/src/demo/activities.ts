import { dayMs, instant } from './calendar.ts';
import { companyCore } from './companies.ts';
import { contactRow } from './contacts.ts';
import { dealRow, dealStory } from './deals.ts';
import { type Dice, diceFor } from './dice.ts';
import { leadRow, leadStory } from './leads.ts';
import type { ActivityRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';
import { activityText, type TextFacts } from './texts.ts';

const kinds = ['call', 'email', 'email', 'call', 'meeting', 'note', 'email', 'task'] as const;

/** What was done with a lead, in order. */
export function* leadActivities(scope: Scope, index: number): Generator<ActivityRow> {
  const { touches, created, lastTouch, ownerDraw } = leadStory(scope, index);
  if (touches === 0) return;
  const { first_name, company_name, city } = leadRow(scope, index);
  const dice = diceFor(scope.seed, streams.leadActivities, index);
  const facts = { who: first_name, company: company_name, city };
  for (let touch = 1; touch <= touches; touch += 1) {
    const at = created + ((lastTouch - created) * touch) / touches;
    const base = {
      owner: ownerId(scope, ownerDraw),
      object: 'leads',
      record: String(index + 1),
      facts,
    } as const;
    yield activity(`activity-l${index + 1}-${touch}`, { ...base, at, now: scope.now }, dice);
  }
}

/** What was done with a deal, in order. */
export function* dealActivities(scope: Scope, index: number): Generator<ActivityRow> {
  const { created, changed, journey, owner } = dealStory(scope, index);
  const { deal_id, contact_id, company_id } = dealRow(scope, index);
  const contact = contactRow(scope, Number(contact_id.slice('contact-'.length)) - 1);
  const company = companyCore(scope, Number(company_id.slice('company-'.length)) - 1);
  const facts = { who: contact.first_name, company: company.brand, city: contact.city };
  const dice = diceFor(scope.seed, streams.dealActivities, index);
  const count = journey.length + dice.below(3);
  // some deals were looked after until yesterday, some were left alone since they last moved
  const last =
    dice.chance(0.6) && (journey.at(-1) ?? 0) < 5 ? scope.now - (1 + dice.below(20)) * dayMs : changed;
  for (let turn = 1; turn <= count; turn += 1) {
    const at = created + ((Math.max(last, created) - created) * turn) / count;
    yield activity(
      `activity-d${index + 1}-${turn}`,
      { owner, object: 'deals', record: deal_id, facts, at, now: scope.now },
      dice,
    );
  }
}

interface Occasion {
  readonly owner: string;
  readonly object: 'leads' | 'deals';
  readonly record: string;
  readonly facts: TextFacts;
  readonly at: number;
  readonly now: number;
}

function activity(
  activity_id: string,
  { owner, object, record, facts, at, now }: Occasion,
  dice: Dice,
): ActivityRow {
  const kind = dice.pick(kinds);
  const due = kind === 'task' ? at + (1 + dice.below(10)) * dayMs : null;
  const isDone = due !== null && (due < now - 5 * dayMs || dice.chance(0.3));
  return {
    activity_id,
    kind,
    ...activityText(kind, facts, dice),
    occurred_at: kind === 'task' ? null : instant(at),
    due_at: due === null ? null : instant(due),
    done_at: due !== null && isDone ? instant(Math.min(due, now)) : null,
    owner_id: owner,
    links: [{ object, record_id: record }],
    created_at: instant(at),
    updated_at: instant(at),
  };
}
