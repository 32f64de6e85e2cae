import { day, dayMs, instant } from './calendar.ts';
import { cultures } from './cultures.ts';
import { stageRows } from './deals.ts';
import { diceFor, lines } from './dice.ts';
import { asciiSlug, person, phoneNumber } from './people.ts';
import type { CompanyRow, ContactRow, DealRow, StageRow } from './rows.ts';

/** Fifty large companies that do not exist: name, category, range of employees. */
const companies = lines(`Vantage Compute|Technology|10001+
  Northgate Tech|Technology|5001-10000
  Halden Semiconductor|Technology|10001+
  Orbis Software|Technology|1001-5000
  BrightTech Systems|Technology|1001-5000
  Calder Networks|Technology|5001-10000
  Pinnacle Tech Group|Technology|10001+
  Meridian Cloud|Technology|1001-5000
  Aster Robotics|Technology|501-1000
  Kestrel Data|Technology|201-500
  GreenTech Holdings|Technology|1001-5000
  Lumen Devices|Technology|10001+
  Sable Security|Technology|501-1000
  Riverton Tech Partners|Technology|201-500
  Quanta Analytics|Technology|501-1000
  Ironbridge Software|Technology|1001-5000
  Solace Interactive|Technology|201-500
  Fathom AI|Technology|201-500
  Copperleaf Platforms|Technology|501-1000
  Summit Telecom|Technology|10001+
  Arcadia Displays|Technology|5001-10000
  Nimbus Hosting|Technology|501-1000
  Tern Payments|Technology|1001-5000
  Oakline Storage|Technology|1001-5000
  Juniper Ridge Chips|Technology|5001-10000
  Beacon Mobile|Technology|10001+
  Sprout Labs|Technology|11-50
  MedTech Alliance|Healthcare|5001-10000
  Evergreen Health|Healthcare|10001+
  Castellan Pharma|Healthcare|10001+
  Harbor Clinics|Healthcare|5001-10000
  First Dominion Bank|Finance|10001+
  Laurel Insurance|Finance|10001+
  Crestwood Capital|Finance|1001-5000
  FinTech Mutual|Finance|501-1000
  Marlowe Retail|Retail|10001+
  Homestead Stores|Retail|10001+
  Fairway Grocers|Retail|10001+
  Larkspur Apparel|Retail|5001-10000
  Tidewater Energy|Energy|10001+
  Granite Petroleum|Energy|10001+
  Helios Power|Energy|5001-10000
  Continental Freight|Logistics|10001+
  Skyward Airlines|Logistics|10001+
  Bluewater Shipping|Logistics|5001-10000
  Forge Motors|Manufacturing|10001+
  Titan Aerospace|Manufacturing|10001+
  AgriTech Machines|Manufacturing|5001-10000
  Prairie Foods|Food|10001+
  Union Beverage|Food|10001+`).map((line) => line.split('|'));

/** A workspace of the size and shape of a published benchmark of answer sizes. */
export interface TokenCostWorkspace {
  readonly stages: readonly StageRow[];
  readonly companies: readonly CompanyRow[];
  readonly contacts: readonly ContactRow[];
  readonly deals: readonly DealRow[];
}

const owner_id = 'user-1';
const firstDay = Date.parse('2025-11-03T09:00:00Z');
const seed = 100;

/**
 * Fifty companies, a hundred contacts and fifty deals, always the same.
 *
 * Eight companies have “Tech” in their name, 27 are of the category Technology, 26 of these with 201 employees or more;
 * 22 deals are in the stage Nurture, 28 are worth more than 50,000, 35 were created before 2026-03-01, and one is worth
 * more than any other.
 */
export function tokenCostWorkspace(): TokenCostWorkspace {
  return {
    stages: stageRows,
    companies: companies.map((_, index) => companyAt(index)),
    contacts: Array.from({ length: 100 }, (_, index) => contactAt(index)),
    deals: Array.from({ length: 50 }, (_, index) => dealAt(index)),
  };
}

function companyAt(index: number): CompanyRow {
  const [name = '', category = '', employee_range = ''] = companies[index] ?? [];
  const [culture] = cultures;
  const dice = diceFor(seed, 1, index);
  const employees = Number.parseInt(employee_range, 10);
  return {
    company_id: `company-${index + 1}`,
    name,
    domain: `${asciiSlug(name)}.example`,
    category,
    employee_range,
    phone_e164: phoneNumber(culture, dice),
    street: `${100 + dice.below(900)} ${dice.pick(culture.streets)}`,
    ...dice.pick(culture.towns),
    country: culture.country,
    annual_revenue_minor: employees * (150 + dice.below(200)) * 100_000,
    currency: 'USD',
    owner_id,
    created_at: instant(firstDay + index * 3_600_000),
    updated_at: instant(firstDay + (120 + index) * dayMs),
  };
}

function contactAt(index: number): ContactRow {
  const { company_id, domain, city, country } = companyAt(index % companies.length);
  const { first_name, last_name, ...reach } = person(
    cultures[0],
    { domain, mailStyle: 0, index },
    index,
    diceFor(seed, 2, index),
  );
  const created = firstDay + (index + 1) * dayMs;
  return {
    contact_id: `contact-${index + 1}`,
    company_id,
    name: `${first_name} ${last_name}`,
    first_name,
    last_name,
    ...reach,
    city,
    country,
    owner_id,
    created_at: instant(created),
    updated_at: instant(created + 30 * dayMs),
  };
}

const purposes = [
  'platform renewal',
  'regional rollout',
  'pilot',
  'framework agreement',
  'expansion',
] as const;
const nurture = 22;
const large = 28;

function dealAt(index: number): DealRow {
  const dice = diceFor(seed, 3, index);
  // a step without a common factor spreads stages, amounts and companies over the deals independently of each other
  const [rank, place] = [(index * 17) % 50, (index * 23) % 50];
  const stage = stageRows[place < nurture ? 0 : 1 + (place % 6)] ?? stageRows[0];
  const amount = rank < large ? 52_500 + rank * 12_500 : 4500 + (rank - large) * 2000;
  // thirty-five deals fall before March 2026, the rest after
  const created = firstDay + (index < 35 ? index * 3.3 : 119 + (index - 34) * 5) * dayMs;
  const closes = created + (45 + dice.below(120)) * dayMs;
  return {
    deal_id: `deal-${index + 1}`,
    name: `${companies[index]?.[0] ?? ''} ${purposes[index % purposes.length]}`,
    company_id: `company-${index + 1}`,
    contact_id: `contact-${index + 1}`,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.stage_id,
    amount_minor: amount * 100,
    currency: 'USD',
    probability: stage.probability,
    close_date: day(closes),
    closed_at: stage.kind === 'open' ? null : instant(closes),
    owner_id,
    created_at: instant(created),
    updated_at: instant(created + 10 * dayMs),
  };
}
