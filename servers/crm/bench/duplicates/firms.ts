import { type Culture, cultureBy, slug } from './cultures.ts';
import type { Dice } from './dice.ts';

/** An employer with its switchboard and its way to make mailboxes. */
export interface Firm {
  readonly truth: number;
  name: string;
  culture: Culture;
  domain: string;
  readonly form: string;
  readonly board: string;
  readonly style: number;
  readonly city: string;
  readonly street: string;
  /** How many mailboxes of a form there are. */
  readonly used: Map<string, number>;
  size: number;
}

const industries =
  `Logistics Foods Consulting Software Media Energy Pharma Engineering Construction Textiles Optics Robotics
  Travel Insurance Steel Chemicals Design Analytics Security Furniture Paper Motors Marine Dental Brewery Farms Glass Plastics
  Printing Electronics Capital Properties Partners Systems Solutions Services Technologies`.split(/\s+/);
/** Words that nobody is called, for companies and private mailboxes. */
export const coinedWords =
  `Nord Alto Vela Kern Brio Luma Orbi Tern Sol Quanta Vertex Zenith Nova Delta Omni Apex Pulse Terra
  Aqua Astra Hexa Lynx Onyx Opal Ridge Summit Harbor Maple Cedar Falcon Heron Atlas Argo Boreal Cobalt Ember Fjord Granit Iris
  Juno Krona Lotus Mistral Nimbus Orion Pinnacle Quartz Raven Saga Tundra Umbra Vista Willow Xeno Yarrow Zephyr`.split(
    /\s+/,
  );
const endings = [
  '',
  'a',
  'ix',
  'on',
  'ia',
  'ex',
  'ora',
  'eto',
  'um',
  'is',
  'ell',
  'and',
  'berg',
  'ton',
  'wick',
];
const onsets = 'b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sk st t tr v w z'.split(' ');
const vowels = 'a e i o u ai ea io'.split(' ');
const middles = 'b d g k l ld lm ln m n nd nt r rd rk rn rv s st t v x z'.split(' ');
const codas = ['', '', 'n', 'r', 's', 'x', 'l', 'do', 'ta', 'ra', 'no', 'vi'];

function syllables(dice: Dice): string {
  const text =
    dice.pick(onsets) +
    dice.pick(vowels) +
    dice.pick(middles) +
    dice.pick(['a', 'e', 'i', 'o', 'u']) +
    dice.pick(codas);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Makes firms; a domain has one owner. */
export class Firms {
  readonly taken = new Set<string>();
  readonly #cultures: readonly Culture[];

  constructor(cultures: readonly Culture[]) {
    this.#cultures = cultures;
  }

  make(truth: number, dice: Dice): Firm {
    const culture = cultureBy(this.#cultures, dice);
    const city = culture.draw(culture.cities, dice);
    const name = nameOf(culture, city, dice);
    return {
      ...{ truth, name, culture, city, used: new Map(), size: 0 },
      form: dice.pick(culture.forms),
      domain: this.#domain(name, culture, dice),
      board: `+${culture.dial}${dice.below(8) + 1}${dice.digits(8)}`,
      style: dice.below(5),
      street: `${dice.pick(culture.streets)} ${1 + dice.below(180)}`,
    };
  }

  #domain(name: string, { tld }: Culture, dice: Dice): string {
    const first = slug(name.split(' ')[0] ?? name) + dice.pick(['', 'group', 'co', '-online', 'hq']);
    const whole = slug(name);
    const base = dice.chance(0.3) ? first : whole.length < 4 ? `${whole}group` : whole;
    let domain = `${base}${dice.chance(0.5) ? '' : dice.below(90)}.${dice.chance(0.35) ? 'com' : tld}`;
    while (this.taken.has(domain)) domain = `${base}${dice.below(99_999)}.${tld}`;
    this.taken.add(domain);
    return domain;
  }
}

function nameOf(culture: Culture, city: string, dice: Dice): string {
  const surname = () => culture.draw(culture.surnames, dice);
  const coined = () => (dice.chance(0.25) ? dice.pick(coinedWords) + dice.pick(endings) : syllables(dice));
  const kinds = [
    () => `${surname()} ${dice.pick(industries)}`,
    () => `${coined()} ${dice.pick(industries)}`,
    () => `${coined()} ${coined()}`,
    () => `${surname()} & ${surname()}`,
    () => `${coined()} ${city}`,
    coined,
  ];
  return dice.pick(kinds)();
}

/** A firm's name with its legal form, before or after as its country has it. */
export function dressed({ name, form, culture: { code } }: Firm): string {
  if (code === 'CN') return `${name}${form}`;
  return code === 'JP' || code === 'RU' ? `${form} ${name}` : `${name} ${form}`;
}

/** The mailbox that a firm gives to somebody: numbered, when it is taken. */
export function mailboxAt({ style, used }: Firm, given: string, surname: string): string {
  const initial = given.slice(0, 1);
  const forms = [`${given}.${surname}`, initial + surname, `${initial}.${surname}`, given, surname + initial];
  const base = forms[style] ?? `${given}.${surname}`;
  const number = (used.get(base) ?? 0) + 1;
  used.set(base, number);
  if (number === 1) return base;
  return style === 3 ? `${given}.${surname}${number > 2 ? number : ''}` : `${base}${number}`;
}
