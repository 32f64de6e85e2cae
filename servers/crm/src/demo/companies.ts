import { dayMs, instant } from './calendar.ts';
import { type Culture, cultures } from './cultures.ts';
import { type Dice, diceFor, lines, words } from './dice.ts';
import { asciiSlug, phoneNumber } from './people.ts';
import type { CompanyRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';

const beginnings =
  words(`Nord Alta Vela Ferro Brio Luma Kern Sol Terra Opti Cala Vert Fjord Nova Arbo Hexa Meri Quant Stell
  Aero Bala Cobalt Dura Elan Fari Gala Halo Indi Juno Kilo Lyra Mono Nimb Orbi Pax Quill Riva Saga Tala Umbra Vanta West
  Xeno Ymir Zeph Amber Birch Cedar Delta Ember Flint Grano Haven Iris`);
const endings =
  words(`wind mark field works bridge point line stone way crest port lane gate forge wave dale view base craft path
  core spring grove ridge peak mere haus berg lund vale shire ford ton well brook cliff moor wick hurst stead`);

/** Per sector: what companies of it call themselves. */
const sectors = lines(`Technology|Tech|Software|Systems|Data|Cloud|Robotics|Digital|Networks
  Manufacturing|Industries|Engineering|Precision|Components|Tooling|Castings|Plastics|Machines
  Logistics|Logistics|Freight|Shipping|Transport|Cargo|Warehousing|Express|Supply
  Healthcare|Health|Medical|Clinics|Diagnostics|Care|Pharma|Dental|Therapeutics
  Finance|Capital|Insurance|Bank|Partners|Credit|Payments|Advisory|Trust
  Retail|Stores|Outfitters|Market|Goods|Trading|Fashion|Home|Sports
  Energy|Energy|Power|Solar|Renewables|Grid|Utilities|Wind|Hydro
  Construction|Construction|Builders|Interiors|Concrete|Roofing|Architects|Homes|Property
  Food|Foods|Bakery|Dairy|Brewing|Farms|Catering|Coffee|Provisions
  Education|Academy|Learning|Institute|Press|Schools|Publishing|Training|Campus
  Hospitality|Hotels|Resorts|Travel|Events|Restaurants|Leisure|Spa|Tours
  Professional Services|Consulting|Legal|Accounting|Research|Design|Media|Recruiting|Communications`).map(
  (line) => line.split('|'),
);

const nouns = sectors.flatMap(([category = '', ...names]) => names.map((noun) => ({ category, noun })));
const roots = beginnings.length * endings.length;

const ranges = [
  ['1-10', 4, 0.12],
  ['11-50', 25, 0.26],
  ['51-200', 110, 0.27],
  ['201-500', 320, 0.14],
  ['501-1000', 720, 0.09],
  ['1001-5000', 2400, 0.08],
  ['5001-10000', 7000, 0.02],
  ['10001+', 24_000, 0.02],
] as const;

/** What others need of a company before its whole row is made. */
export interface CompanyCore {
  readonly index: number;
  readonly company_id: string;
  readonly name: string;
  /** The name without its legal form. */
  readonly brand: string;
  readonly domain: string;
  readonly category: string;
  readonly employee_range: string;
  readonly employees: number;
  readonly culture: Culture;
  /** How its mailboxes are named, 0 to 3. */
  readonly mailStyle: number;
}

const cultureByPercent = cultures.flatMap((culture) => Array<Culture>(culture.share).fill(culture));

/** A culture by its share of the world. */
export function anyCulture(dice: Dice): Culture {
  return cultureByPercent[dice.below(cultureByPercent.length)] ?? cultures[0];
}

/** The company of an index. Names repeat only after more than two hundred thousand of them. */
export function companyCore({ seed }: Scope, index: number): CompanyCore {
  const dice = diceFor(seed, streams.companies, index);
  const culture = anyCulture(dice);
  // an odd step that shares no factor with the number of roots visits each root once
  const root = (index * 797) % roots;
  const start = beginnings[root % beginnings.length] ?? '';
  const word = `${start}${endings[Math.floor(root / beginnings.length)] ?? ''}`;
  const shift = Math.imul(root + 1, 0x9e3779b1) >>> 8;
  const { category, noun } = nouns[(Math.floor(index / roots) + shift) % nouns.length] ?? {
    category: '',
    noun: '',
  };
  const brand = `${word} ${noun}`;
  const [employee_range, employees] = rangeAt(dice.unit());
  return {
    index,
    company_id: `company-${index + 1}`,
    name: `${brand} ${dice.pick(culture.forms)}`,
    brand,
    domain: `${asciiSlug(brand)}.example`,
    category,
    employee_range,
    employees,
    culture,
    mailStyle: dice.below(4),
  };
}

function rangeAt(unit: number): readonly [string, number] {
  let left = unit;
  for (const [range, employees, share] of ranges) {
    left -= share;
    if (left < 0) return [range, employees];
  }
  return ['51-200', 110];
}

/** The whole row of a company. */
export function companyRow(scope: Scope, index: number): CompanyRow {
  const { company_id, name, domain, category, employee_range, employees, culture } = companyCore(
    scope,
    index,
  );
  const dice = diceFor(scope.seed, streams.companyDetails, index);
  const town = dice.pick(culture.towns);
  const created = scope.now - (60 + dice.below(1400)) * dayMs;
  return {
    company_id,
    name,
    domain,
    category,
    employee_range,
    phone_e164: phoneNumber(culture, dice),
    street: streetLine(culture, dice),
    ...town,
    country: culture.country,
    annual_revenue_minor: employees * (60 + dice.below(240)) * 1000 * 100,
    currency: culture.currency,
    owner_id: ownerId(scope, dice.below(1 << 20)),
    created_at: instant(created),
    updated_at: instant(created + dice.unit() * (scope.now - created)),
  };
}

/** An address line in the order of its country. */
export function streetLine(culture: Culture, dice: Dice): string {
  const street = dice.pick(culture.streets);
  const number = 1 + dice.below(180);
  return culture.house === 'before' ? `${number} ${street}` : `${street} ${number}`;
}
