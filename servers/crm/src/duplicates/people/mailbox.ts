import { joined, type PersonName } from '../names/name-words.ts';
import type { Mailbox, PreparedRecord } from '../record.ts';
import { type Sharing, sharedBy } from '../sharing.ts';
import { editDistance } from '../similarity.ts';
import { isClear, isGood } from './levels.ts';
import type { Names } from './names.ts';
import { nothing, one, type Part } from './part.ts';

/** What the mailboxes of two people say. Equal ones are no proof: couples, assistants and functions share them. */
export function mailboxPart(a: PreparedRecord, b: PreparedRecord, names: Names, sharing: Sharing): Part {
  const [left, right] = [a.mailbox, b.mailbox];
  if (left === undefined || right === undefined) return nothing;
  if (left.whole === right.whole) return sameMailbox(left, names, sharing);
  if (left.kind === 'role' || right.kind === 'role') return nothing;
  if (left.domain === right.domain) {
    return left.kind === 'work' ? atOneEmployer(a, b, left, right, names) : atOneProvider(left, right);
  }
  // some providers ignore dots, and a domain with a slip is none of theirs
  const isOneLocal = left.local.replaceAll('.', '') === right.local.replaceAll('.', '');
  if (isOneLocal && left.local.length >= 4 && editDistance(left.domain, right.domain, 2) <= 2)
    return one('email', 'e-mail differs by a slip in its domain', 9);
  if (left.local !== right.local)
    return one('email', 'e-mail is another', left.kind === 'work' && right.kind === 'work' ? -1 : -0.5);
  const isPrivate = left.kind === 'free' || right.kind === 'free';
  return isPrivate && left.local.length >= 6
    ? one('email', 'e-mail has the same mailbox name elsewhere', 2)
    : nothing;
}

function sameMailbox(mailbox: Mailbox, { given, surname }: Names, sharing: Sharing): Part {
  const isOneName = given === 'same' && surname === 'same';
  if (mailbox.kind === 'role')
    return one('email', 'e-mail is the same, of a function', 3, { identified: isOneName });
  if (!isOneName && sharing.people('mailbox', mailbox.whole) >= sharedBy)
    return one('email', 'e-mail is the same, of several people', 3);
  if (given === 'different') return one('email', 'e-mail is the same, under another given name', 8);
  return one('email', 'e-mail is the same', surname === 'different' ? 15 : 17, { identified: true });
}

/** An employer gives one mailbox each. */
function atOneEmployer(
  a: PersonName,
  b: PersonName,
  { local: left }: Mailbox,
  { local: right }: Mailbox,
  { given, surname }: Names,
): Part {
  if (areNumberedApart(left, right)) {
    const cap = { most: 0.3, why: 'their mailboxes at one domain are numbered apart' };
    return one('email', 'e-mail is numbered apart at one domain', -8, { cap });
  }
  // `robert.kay` and `rkay` are two addresses of one mailbox as long as the name is one
  const fits = (local: string) => fitsName(local, a) || fitsName(local, b);
  if (isClear(given) && isGood(surname) && fits(left) && fits(right)) return nothing;
  if (areOneSlipApart(left, right)) return one('email', 'e-mail differs by a slip', 2);
  const cap = { most: 0.5, why: 'each has a mailbox of their own at one domain' };
  return one('email', 'e-mail is another at the same domain', -6, { cap });
}

/** People have several mailboxes at a provider that gives them to anybody. */
function atOneProvider({ local: left }: Mailbox, { local: right }: Mailbox): Part {
  if (areNumberedApart(left, right)) return one('email', 'e-mail is another at the same provider', -4);
  if (areOneSlipApart(left, right)) return one('email', 'e-mail differs by a slip', 4);
  return one('email', 'e-mail is another at the same provider', -2.5);
}

function areNumberedApart(left: string, right: string): boolean {
  return left !== right && left.replace(/\d+$/, '') === right.replace(/\d+$/, '');
}

function areOneSlipApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || /\d/.test(a + b)) return false;
  return editDistance(a, b, 1) === 1;
}

/** Whether a local part comes from a name: `ada.lovelace`, `alovelace`, `lovelacea`, `ada`, `lovelace`. */
function fitsName(local: string, { given, surname }: PersonName): boolean {
  const bare = local.replace(/[^a-z]/g, '');
  const [first, whole, last] = [given[0]?.text ?? '', joined(surname), surname.at(-1)?.text ?? ''];
  if (bare.length < 2 || (first === '' && whole === '')) return false;
  const initial = first.slice(0, 1);
  const forms = [
    first + whole,
    whole + first,
    initial + whole,
    whole + initial,
    first + whole.slice(0, 1),
    first,
    whole,
    first + last,
    initial + last,
  ];
  return forms.includes(bare);
}
