import { type Dice, words } from './dice.ts';
import type { LeadRow } from './rows.ts';

const keys: Readonly<Record<string, string>> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'k',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  q: 'w',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'x',
};

/** A text as somebody types it in a hurry: one letter lost, doubled, swapped with its neighbour, or a key beside it hit. */
function mistype(text: string, dice: Dice): string {
  if (text.length < 3) return text;
  const at = 1 + dice.below(text.length - 2);
  const letter = text[at] ?? '';
  const next = text[at + 1] ?? '';
  const slip = dice.below(4);
  if (slip === 0) return text.slice(0, at) + text.slice(at + 1);
  if (slip === 1) return text.slice(0, at) + letter + text.slice(at);
  if (slip === 2 && letter !== next) return text.slice(0, at) + next + letter + text.slice(at + 2);
  const beside = keys[letter.toLowerCase()] ?? letter;
  return text.slice(0, at) + (beside[dice.below(beside.length)] ?? letter) + text.slice(at + 1);
}

const tags = words('crm newsletter expo webinar quote demo');

/** What an import, a fair or a form does to a lead that is there already; who it is stays plain to a reader. */
export function secondEntry(
  original: LeadRow,
  dice: Dice,
): Pick<
  LeadRow,
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'phone_e164'
  | 'company_name'
  | 'title'
  | 'street'
  | 'postal_code'
> {
  const { email, phone_e164, title, street, postal_code } = original;
  let { first_name, last_name, company_name } = original;
  const accident = dice.below(5);
  if (accident === 0) last_name = mistype(last_name, dice);
  if (accident === 1) first_name = mistype(first_name, dice);
  if (accident === 2) [first_name, last_name] = [last_name, first_name];
  if (accident === 3) first_name = `${first_name.slice(0, 1)}.`;
  if (dice.chance(0.4)) company_name = company_name.split(' ').slice(0, 2).join(' ');
  return {
    name: `${first_name} ${last_name}`,
    first_name,
    last_name,
    email: email === null ? null : secondMailbox(email, dice),
    phone_e164: dice.chance(0.5) ? phone_e164 : null,
    company_name,
    title: dice.chance(0.3) ? null : title,
    street,
    postal_code,
  };
}

function secondMailbox(email: string, dice: Dice): string | null {
  const [local = '', domain = ''] = email.split('@');
  const way = dice.unit();
  if (way < 0.35) return `${local}+${dice.pick(tags)}@${domain}`;
  if (way < 0.6) return `${local.slice(0, 1).toUpperCase()}${local.slice(1)}@${domain}`;
  if (way < 0.75) return `${mistype(local, dice)}@${domain}`;
  return way < 0.9 ? email : null;
}
