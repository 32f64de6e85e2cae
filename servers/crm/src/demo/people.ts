import type { Culture } from './cultures.ts';
import { type Dice, words } from './dice.ts';

/** A person with a way to reach them at work. */
export interface Person {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone_e164: string;
  readonly title: string;
}

const special: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'oe',
  å: 'aa',
  æ: 'ae',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  œ: 'oe',
};

/** A text in the letters and digits of a mailbox or domain. */
export function asciiSlug(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .replace(/[äöüßøåæłıđœ]/g, (letter) => special[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '');
}

const titlesByRank = [
  words('CEO Founder Managing_Director COO Owner CFO CTO'),
  words(
    'Head_of_Procurement Head_of_Operations VP_Operations Director_of_Facilities Finance_Director Head_of_IT VP_People Head_of_Workplace',
  ),
  words(
    'Office_Manager Procurement_Manager IT_Manager Facilities_Manager Operations_Manager Purchasing_Manager HR_Manager Project_Manager',
  ),
  words(
    'Buyer Executive_Assistant IT_Administrator Facilities_Coordinator Workplace_Specialist Accountant Procurement_Analyst Team_Lead',
  ),
] as const;

const [chief, senior, middle, other] = titlesByRank;

function titleOf(dice: Dice): string {
  const rank = dice.unit();
  if (rank < 0.08) return dice.pick(chief).replaceAll('_', ' ');
  if (rank < 0.3) return dice.pick(senior).replaceAll('_', ' ');
  return dice.pick(rank < 0.7 ? middle : other).replaceAll('_', ' ');
}

/** Where somebody works, as far as their mailbox shows it. */
export interface Workplace {
  readonly index: number;
  readonly domain: string;
  readonly mailStyle: number;
}

/**
 * Somebody of a culture who works somewhere. Colleagues of one culture have different names as long as their desks
 * differ and names last, which is some four hundred.
 */
export function person(
  culture: Culture,
  { domain, mailStyle, index }: Workplace,
  desk: number,
  dice: Dice,
): Person {
  const { given, surnames } = culture;
  const names = given.length * surnames.length;
  // a step without a common factor visits every pair of names before it repeats one
  const place = (index * 7919 + desk * coprimeStep(names)) % names;
  const first_name = given[place % given.length] ?? given[0];
  const last_name = surnames[Math.floor(place / given.length)] ?? surnames[0];
  return {
    first_name,
    last_name,
    email: `${mailbox(first_name, last_name, mailStyle)}@${domain}`,
    phone_e164: phoneNumber(culture, dice),
    title: titleOf(dice),
  };
}

function coprimeStep(count: number): number {
  return [211, 223, 227].find((prime) => count % prime !== 0) ?? 1;
}

/** The mailbox of a name in one of four styles: `ada.lovelace`, `ada_lovelace`, `lovelace.ada`, `adalovelace`. */
function mailbox(first: string, last: string, style: number): string {
  const [given, family] = [asciiSlug(first), asciiSlug(last)];
  if (style === 0) return `${given}.${family}`;
  if (style === 1) return `${given}_${family}`;
  return style === 2 ? `${family}.${given}` : `${given}${family}`;
}

/** A telephone number of a culture's country, E.164. */
export function phoneNumber(culture: Culture, dice: Dice): string {
  return dice.pick(culture.phones).replace(/#/g, () => String(dice.below(10)));
}
