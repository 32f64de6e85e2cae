import { type Culture, slug } from './cultures.ts';
import { Dice, slip } from './dice.ts';
import { dressed, type Firm, Firms } from './firms.ts';

/** A company as a CRM has entered it. */
export interface CompanyRow {
  readonly id: number;
  readonly truth: number;
  readonly company_name: string;
  readonly domain: string | null;
  readonly phone_e164: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly country: string | null;
  readonly kind: string;
}

/** Companies, some entered twice, some with sisters abroad and numbered branches, which are companies of their own. */
export function companyRows(
  cultures: readonly Culture[],
  count: number,
  seed: number,
): readonly CompanyRow[] {
  const dice = new Dice(seed);
  const firms = new Firms(cultures);
  const known: Firm[] = [];
  const rows: CompanyRow[] = [];
  const add = (firm: Firm, kind: string) => {
    known.push(firm);
    rows.push({ ...entered(firm, dice), id: rows.length, kind });
  };
  while (rows.length < count) {
    const at = known.length > 5 ? dice.unit() : 1;
    if (at < 0.06) rows.push({ ...again(dice.pick(known), dice), id: rows.length });
    else if (at < 0.08) add(sister(dice.pick(known), known.length, firms, dice), 'subsidiary');
    else if (at < 0.09) add(branch(dice.pick(known), known.length, firms, dice), 'branch');
    else add(firms.make(known.length, dice), '');
  }
  return rows;
}

function entered(firm: Firm, dice: Dice): Omit<CompanyRow, 'id'> {
  return {
    ...{ truth: firm.truth, company_name: dressed(firm), kind: '' },
    domain: dice.chance(0.8) ? firm.domain : null,
    phone_e164: dice.chance(0.5) ? firm.board : null,
    city: dice.chance(0.7) ? firm.city : null,
    street: dice.chance(0.4) ? firm.street : null,
    country: dice.chance(0.7) ? firm.culture.code : null,
  };
}

function sister(parent: Firm, truth: number, firms: Firms, dice: Dice): Firm {
  let firm = firms.make(truth, dice);
  while (firm.culture === parent.culture) firm = firms.make(truth, dice);
  firm.name = parent.name;
  const label = parent.domain.split('.')[0] ?? '';
  const own = `${label}.${firm.culture.tld}`;
  firm.domain = firms.taken.has(own) ? `${label}-${firm.culture.code.toLowerCase()}.com` : own;
  firms.taken.add(firm.domain);
  return firm;
}

function branch(parent: Firm, truth: number, firms: Firms, dice: Dice): Firm {
  const firm = firms.make(truth, dice);
  firm.name = `${parent.name} ${2 + dice.below(30)}`;
  firm.culture = parent.culture;
  return firm;
}

const abbreviations = [
  ['Technologies', 'Tech'],
  ['International', 'Intl'],
  ['Solutions', 'Sol.'],
  ['Engineering', 'Eng.'],
] as const;

type Renaming = (firm: Firm, name: string, dice: Dice) => string;

const renamings: readonly (readonly [string, Renaming])[] = [
  ['noform', ({ name }) => name],
  ['otherform', (firm, _name, dice) => `${firm.name}, ${dice.pick(firm.culture.forms)}`],
  ['typo', (_firm, name, dice) => slip(name, dice)],
  ['upper', (_firm, name) => name.toUpperCase()],
  ['abbrev', (_firm, name) => abbreviations.reduce((text, [long, short]) => text.replace(long, short), name)],
  ['acronym', ({ name }) => acronym(name)],
  ['andword', (_firm, name) => name.replace(' & ', ' and ').replace(/[.,]/g, '')],
  ['plain', (_firm, name) => name],
];

function acronym(name: string): string {
  const words = name.split(/ & | /);
  return words.length > 1 ? words.map((word) => word.slice(0, 1)).join('') : name;
}

function again(firm: Firm, dice: Dice): Omit<CompanyRow, 'id'> {
  const first = entered(firm, dice);
  const [kind, rename] = dice.pick(renamings);
  const address = first.domain !== null && dice.chance(0.3) ? `https://www.${first.domain}/` : first.domain;
  const other = `${slug(firm.name)}-${dice.pick(['group', 'shop', 'int'])}.com`;
  return {
    ...first,
    kind,
    company_name: rename(firm, first.company_name, dice),
    domain: dice.chance(0.05) ? other : address,
  };
}
