import { createHash } from 'node:crypto';

/** A lead as the API keeps it, under the API's own names. */
export interface ApiLead {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone_e164: string | null;
  readonly company_name: string | null;
  readonly title: string | null;
  readonly status: string;
  readonly status_changed_at: string;
  readonly lost_reason: string | null;
  readonly score: number;
  readonly source: string | null;
  readonly owner_id: string | null;
  readonly owner_name?: string | null;
  /** The team of the owner, for callers that share rows by team. */
  readonly owner_team: string | null;
  readonly notes: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly external_id: string | null;
  readonly last_activity_at: string | null;
  /** Counts the changes; also the ETag. */
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** One entry in the story of a lead. */
export interface ApiActivity {
  readonly activity_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly body: string | null;
  readonly occurred_at: string;
  readonly owner_id: string | null;
  readonly owner_team: string | null;
}

/** The statuses that the API accepts. */
export const apiStatuses = [
  'new',
  'contacted',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
] as const;

type Pair<T = string> = readonly [T, T];

const given = ['Ada', 'Bruno', 'Chidi', 'Dana', 'Elif', 'Farid', 'Grace', 'Hana', 'Iván', 'Jürgen'] as const;
const surnames = ['Okafor', 'Lindqvist', 'Moreau', 'Tanaka', 'Novak', 'Silva', 'O’Brien', 'Weiß'] as const;
const companies = ['Northwind Labs', 'Acme Foods', 'Blue Harbor', 'Kestrel Optics', 'Tall Pines'] as const;
const titles = ['CTO', 'Head of Sales', 'Buyer', 'Founder'] as const;
const sources = ['web', 'referral', 'event', 'cold_call'] as const;
const cities: readonly [Pair, ...Pair[]] = [
  ['Austin', 'US'],
  ['Leeds', 'GB'],
  ['Nantes', 'FR'],
  ['Köln', 'DE'],
];
const owners: readonly [Pair<string | null>, ...Pair<string | null>[]] = [
  ['usr_east_1', 'east'],
  ['usr_east_2', 'east'],
  ['usr_west_1', 'west'],
  [null, null],
];

const start = Date.UTC(2026, 0, 5, 9);
const hour = 3_600_000;

/** The same leads for the same seed; the latest changes have the highest ids. */
export function seedLeads(seed: number | string, count: number): readonly ApiLead[] {
  return Array.from({ length: count }, (_none, index) => leadOf(seed, index + 1));
}

function leadOf(seed: number | string, id: number): ApiLead {
  const bytes = createHash('sha256').update(`lead ${seed} ${id}`).digest();
  const draw = <T>(position: number, [first, ...rest]: readonly [T, ...T[]]): T =>
    [first, ...rest][(bytes[position] ?? 0) % (rest.length + 1)] ?? first;
  const name = `${draw(0, given)} ${draw(1, surnames)}`;
  const company = draw(2, companies);
  const status = draw(3, apiStatuses);
  const [owner_id, owner_team] = draw(4, owners);
  const [city, country] = draw(5, cities);
  const created = start + id * 7 * hour;
  const changed = new Date(created + 3 * hour).toISOString();
  const address = name.toLowerCase().replace(/[^a-z]+/g, '.');
  return {
    id,
    name,
    email: id % 9 === 0 ? null : `${address}.${id}@${company.toLowerCase().replace(/\W/g, '')}.example`,
    phone_e164: id % 5 === 0 ? null : `+1512555${String(1000 + id).slice(-4)}`,
    company_name: company,
    title: draw(6, titles),
    status,
    status_changed_at: changed,
    lost_reason: status === 'lost' ? 'no_budget' : null,
    score: (bytes[7] ?? 0) % 101,
    source: draw(8, sources),
    owner_id,
    owner_team,
    notes: id % 4 === 0 ? `Met at the fair, wants a quote for ${company}.` : null,
    city,
    country,
    external_id: `legacy-${id}`,
    last_activity_at: changed,
    version: 1,
    created_at: new Date(created).toISOString(),
    updated_at: changed,
  };
}

/** What happened to a lead before anybody called the API, newest first. */
export function seedActivities(lead: ApiLead): readonly ApiActivity[] {
  const { id, owner_id, owner_team } = lead;
  const entry = (number: number, kind: string, subject: string, body: string | null): ApiActivity => ({
    activity_id: `act_${id}_${number}`,
    kind,
    subject,
    body,
    occurred_at: new Date(Date.parse(lead.created_at) + number * hour).toISOString(),
    owner_id,
    owner_team,
  });
  return [
    entry(3, 'call', 'Second call', null),
    entry(2, 'email', 'Sent the price list', 'They asked for volume prices.'),
    entry(1, 'call', 'First call', null),
  ].slice(0, 1 + (id % 3));
}
