import { defaultStages } from '../pipelines/stage.ts';
import { atWork, day, dayMs, instant } from './calendar.ts';
import { companyCore } from './companies.ts';
import { contactCompany } from './contacts.ts';
import { diceFor, lines } from './dice.ts';
import type { DealRow, StageMoveRow, StageRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';

const pipeline_id = 'pipeline-sales';

/** The stages of the pipeline: the usual ones after one for what may come some day. */
export const stageRows: readonly [StageRow, ...StageRow[]] = [
  { stage_id: 'stage-nurture', pipeline_id, stage: 'Nurture', position: 1, probability: 5, kind: 'open' },
  ...defaultStages.map((stage) => ({ ...stage, position: stage.position + 1 })),
];

/** Share of deals per journey; stages by their place. */
const journeys: readonly (readonly [number, readonly [number, ...number[]]])[] = [
  [0.12, [0]],
  [0.14, [1]],
  [0.13, [1, 2]],
  [0.12, [1, 2, 3]],
  [0.09, [1, 2, 3, 4]],
  [0.22, [1, 2, 3, 4, 5]],
  [0.08, [1, 6]],
  [0.06, [1, 2, 3, 6]],
  [0.04, [1, 2, 3, 4, 6]],
];

const projects = lines(`Meeting room refit
  Sit-stand desks, first floor
  Laptop refresh
  Video rooms for two sites
  Office lighting retrofit
  New headquarters fit-out
  Warehouse safety equipment
  Wi-Fi renewal
  Phone booths for the open floor
  Coffee points, all floors
  Framework agreement, stationery
  Home office bundles
  Reception redesign
  Annual monitor order
  Training centre furniture
  Acoustic panels`);

interface DealStory {
  readonly created: number;
  readonly changed: number;
  readonly journey: readonly [number, ...number[]];
  readonly owner: string;
}

/** The story of a deal: the same whenever it is asked for. */
export function dealStory(scope: Scope, index: number): DealStory {
  const dice = diceFor(scope.seed, streams.dealMoves, index);
  const journey = journeyAt(dice.unit());
  const isClosed = (journey.at(-1) ?? 0) >= 5;
  const age = isClosed ? 40 + dice.below(420) : 3 + dice.below(160);
  const created = atWork(scope.now - age * dayMs, dice.unit());
  const span = journey.length === 1 ? 0 : Math.min(age - 2, 6 + dice.below(22 * journey.length)) * dayMs;
  return { created, changed: created + span, journey, owner: ownerId(scope, dice.below(1 << 20)) };
}

function journeyAt(unit: number): readonly [number, ...number[]] {
  let left = unit;
  for (const [share, journey] of journeys) {
    left -= share;
    if (left < 0) return journey;
  }
  return [1];
}

/** The whole row of a deal. */
export function dealRow(scope: Scope, index: number): DealRow {
  const { created, changed, journey, owner } = dealStory(scope, index);
  const dice = diceFor(scope.seed, streams.deals, index);
  const contact = dice.below(scope.size.contacts);
  const company = companyCore(scope, contactCompany(scope, contact));
  const stage = stageRows[journey.at(-1) ?? 1] ?? stageRows[0];
  const { currency } = company.culture;
  // mostly a few ten thousand, larger for larger companies, in round hundreds
  const amount =
    Math.round((2500 * Math.exp(2.6 * dice.unit()) * (1 + Math.log10(company.employees))) / 100) * 100;
  const due = scope.now + (dice.below(130) - 15) * dayMs;
  return {
    deal_id: `deal-${index + 1}`,
    name: `${company.brand}: ${dice.pick(projects)}`,
    company_id: company.company_id,
    contact_id: `contact-${contact + 1}`,
    pipeline_id,
    stage_id: stage.stage_id,
    amount_minor: amount * 100,
    currency: ['EUR', 'GBP'].includes(currency) ? currency : 'USD',
    probability: stage.probability,
    close_date: day(stage.kind === 'open' ? due : changed),
    closed_at: stage.kind === 'open' ? null : instant(changed),
    owner_id: owner,
    created_at: instant(created),
    updated_at: instant(changed),
  };
}

/** The moves of a deal between stages, in order. */
export function* dealMoves(scope: Scope, index: number): Generator<StageMoveRow> {
  const { created, changed, journey, owner } = dealStory(scope, index);
  for (const [step, place] of journey.entries()) {
    const before = journey[step - 1];
    const at = instant(created + ((changed - created) * step) / Math.max(1, journey.length - 1));
    yield {
      object: 'deals',
      record_id: `deal-${index + 1}`,
      from_stage: before === undefined ? null : (stageRows[before]?.stage_id ?? null),
      to_stage: stageRows[place]?.stage_id ?? '',
      at,
      by: owner,
    };
  }
}
