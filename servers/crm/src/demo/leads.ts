import { atWork, dayMs, instant } from './calendar.ts';
import { anyCulture, type CompanyCore, companyCore, streetLine } from './companies.ts';
import { type Dice, diceFor, words } from './dice.ts';
import { person } from './people.ts';
import type { LeadRow, LeadStatus, StageMoveRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';
import { secondEntry } from './slips.ts';

const sources = words(
  'website website referral event webinar inbound outbound partner demo_request cold_call list',
);
const lostReasons = words('price competitor no_budget no_decision no_response bad_timing not_a_fit');

/** Share of leads per status, and the way that led there. */
const journeys: readonly (readonly [number, readonly [LeadStatus, ...LeadStatus[]]])[] = [
  [0.3, ['new']],
  [0.22, ['new', 'contacted']],
  [0.15, ['new', 'contacted', 'qualified']],
  [0.08, ['new', 'contacted', 'qualified', 'proposal']],
  [0.05, ['new', 'contacted', 'qualified', 'proposal', 'negotiation']],
  [0.07, ['new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won']],
  [0.07, ['new', 'contacted', 'lost']],
  [0.06, ['new', 'contacted', 'qualified', 'lost']],
];

const duplicateShare = 0.03;
const duplicateReach = 400;

/** The place of the lead that this one repeats, or null. Never that of another repetition. */
export function originalIndex({ seed }: Scope, index: number): number | null {
  const dice = diceFor(seed, streams.slips, index);
  if (index === 0 || !dice.chance(duplicateShare)) return null;
  const original = index - 1 - dice.below(Math.min(index, duplicateReach));
  return original > 0 && diceFor(seed, streams.slips, original).chance(duplicateShare) ? null : original;
}

/** When things happened to a lead. */
export interface LeadStory {
  readonly created: number;
  readonly changed: number;
  /** How often somebody dealt with it. */
  readonly touches: number;
  readonly lastTouch: number;
  readonly journey: readonly [LeadStatus, ...LeadStatus[]];
  readonly ownerDraw: number;
}

/** The story of a lead: the same whenever it is asked for. */
export function leadStory({ seed, now }: Scope, index: number): LeadStory {
  const dice = diceFor(seed, streams.leads, index);
  const journey = journeyAt(dice.unit());
  // young leads are many, old ones few
  const age = Math.floor(2 + 700 * dice.unit() ** 2);
  const created = Math.min(atWork(now - age * dayMs, dice.unit()), now - dayMs);
  const touches = journey.length === 1 ? dice.below(2) : journey.length - 1 + dice.below(3);
  const span = Math.min(now - created, (5 + dice.below(30 * journey.length)) * dayMs);
  const lastTouch = touches === 0 ? created : created + span;
  const changed = journey.length === 1 ? created : created + span * (0.5 + dice.unit() / 2);
  return { created, changed, touches, lastTouch, journey, ownerDraw: dice.below(1 << 20) };
}

function journeyAt(unit: number): readonly [LeadStatus, ...LeadStatus[]] {
  let left = unit;
  for (const [share, journey] of journeys) {
    left -= share;
    if (left < 0) return journey;
  }
  return ['new'];
}

/** The whole row of a lead. */
export function leadRow(scope: Scope, index: number): LeadRow {
  const row = freshLead(scope, index);
  const original = originalIndex(scope, index);
  if (original === null) return row;
  const first = freshLead(scope, original);
  const { city, region, country, employee_range } = first;
  return {
    ...row,
    ...secondEntry(first, diceFor(scope.seed, streams.slips, -index)),
    city,
    region,
    country,
    employee_range,
  };
}

function freshLead(scope: Scope, index: number): LeadRow {
  const story = leadStory(scope, index);
  const dice = diceFor(scope.seed, streams.leadPeople, index);
  const { companies } = scope.size;
  const company = companyCore(scope, companyOf(index, companies));
  const culture = dice.chance(0.85) ? company.culture : anyCulture(dice);
  const { first_name, last_name, email, phone_e164, title } = person(
    culture,
    company,
    Math.floor(index / companies),
    dice,
  );
  const status = story.journey.at(-1) ?? 'new';
  return {
    lead_id: index + 1,
    name: `${first_name} ${last_name}`,
    first_name,
    last_name,
    email: dice.chance(0.95) ? email : null,
    phone_e164: dice.chance(0.75) ? phone_e164 : null,
    company_name: company.name,
    title: dice.chance(0.85) ? title : null,
    status,
    status_changed_at: instant(story.changed),
    lost_reason: status === 'lost' ? dice.pick(lostReasons) : null,
    source: dice.pick(sources),
    owner_id: ownerId(scope, story.ownerDraw),
    ...placeOf(company, dice),
    last_activity_at: story.touches === 0 ? null : instant(story.lastTouch),
    created_at: instant(story.created),
    updated_at: instant(Math.max(story.changed, story.lastTouch)),
  };
}

/** The place of a lead's company: each round of leads visits every company once, so that its desks fill one by one. */
function companyOf(index: number, companies: number): number {
  const round = Math.floor(index / companies);
  return (index + round * 13) % companies;
}

function placeOf({ culture, employee_range }: CompanyCore, dice: Dice) {
  const { city, region, postal_code } = dice.pick(culture.towns);
  const isKnown = dice.chance(0.4);
  const street = isKnown ? streetLine(culture, dice) : null;
  return {
    employee_range,
    street,
    city,
    postal_code: isKnown ? postal_code : null,
    region,
    country: culture.country,
  };
}

/** The moves of a lead between statuses, in order. */
export function* leadMoves(scope: Scope, index: number): Generator<StageMoveRow> {
  const { journey, created, changed, ownerDraw } = leadStory(scope, index);
  const by = ownerId(scope, ownerDraw);
  for (const [step, to_stage] of journey.entries()) {
    const share = journey.length === 1 ? 0 : step / (journey.length - 1);
    const at = instant(created + (changed - created) * share);
    yield {
      object: 'leads',
      record_id: String(index + 1),
      from_stage: journey[step - 1] ?? null,
      to_stage,
      at,
      by,
    };
  }
}
