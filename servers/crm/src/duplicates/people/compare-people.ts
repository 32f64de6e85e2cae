import type { PreparedRecord } from '../record.ts';
import type { Sharing } from '../sharing.ts';
import { type Cap, type Reason, sumOf, type Verdict, verdictOf } from '../verdict.ts';
import { birthPart, phonePart } from './contact.ts';
import { isGood } from './levels.ts';
import { mailboxPart } from './mailbox.ts';
import { compareNames, type Names } from './names.ts';
import { bitsOf, type Part } from './part.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';

/** All that is known of a pair. */
interface Evidence {
  readonly names: Names;
  readonly mail: Part;
  readonly phone: Part;
  readonly birth: Part;
  readonly surroundings: Surroundings;
}

/** Compares two people. */
export function comparePeople(a: PreparedRecord, b: PreparedRecord, sharing: Sharing): Verdict {
  const names = compareNames(a, b);
  const evidence: Evidence = {
    names,
    mail: mailboxPart(a, b, names, sharing),
    phone: phonePart(a, b, names, sharing),
    birth: birthPart(a, b),
    surroundings: surroundingsOf(a, b),
  };
  const { mail, phone, birth, surroundings } = evidence;
  const own = [mail, phone, birth].flatMap(({ reasons }) => reasons);
  const middle = middleReasons(names);
  const fixed = names.bits + sumOf(middle);
  return verdictOf({
    bits: fixed + sumOf(own) + surroundings.bits,
    reachBits: fixed + sumOf(own.filter(({ bits }) => bits > 0)) + surroundings.reachBits,
    reasons: [...names.reasons, ...own, ...middle, ...surroundings.reasons],
    caps: [mail.cap, birthCap(evidence)].filter((cap) => cap !== undefined),
    lastingCaps: [...partCaps(a, b, names), ...nameCaps(evidence)],
    identified: [mail, phone, birth].some(({ identified }) => identified === true),
  });
}

function middleReasons({ middle }: Names): readonly Reason[] {
  return middle ? [{ field: 'middle_name', says: 'middle name is another', bits: -5 }] : [];
}

/** A date may be wrong where the whole name and the address are the same. */
function birthCap({ names, birth: { cap }, surroundings }: Evidence): Cap | undefined {
  const isOne = surroundings.isSameHome && isGood(names.given) && isGood(names.surname);
  return cap !== undefined && isOne ? { ...cap, most: 0.75 } : cap;
}

function partCaps(a: PreparedRecord, b: PreparedRecord, { middle }: Names): readonly Cap[] {
  const isGeneration = a.suffix !== '' && b.suffix !== '' && a.suffix !== b.suffix;
  return [
    ...(isGeneration ? [{ most: 0.2, why: 'one is the elder, one the younger' }] : []),
    ...(middle ? [{ most: 0.6, why: 'their middle names differ' }] : []),
  ];
}

/** Two names are two people, unless what is theirs alone says otherwise. */
function nameCaps(evidence: Evidence): readonly Cap[] {
  const { given, surname } = evidence.names;
  const caps: Cap[] = [];
  if (given === 'different') caps.push({ most: givenCap(evidence), why: 'their given names are two names' });
  if (surname !== 'different') return caps;
  const mailAgrees = evidence.mail.identified === true;
  if (given === 'different' || given === undefined)
    return [...caps, { most: mailAgrees ? 0.5 : 0.1, why: 'their names are two names' }];
  return mailAgrees ? caps : [...caps, { most: surnameCap(evidence), why: 'their surnames are two names' }];
}

function givenCap(evidence: Evidence): number {
  // birth date and address agree, so that another given name may be a second one
  if (isBornAtHome(evidence) && isGood(evidence.names.surname)) return 0.75;
  return bitsOf(evidence.mail) > 5 ? 0.5 : 0.2;
}

function surnameCap(evidence: Evidence): number {
  // a number that two people of one firm have is the firm's
  const hasOwnPhone = bitsOf(evidence.phone) > 5 && !evidence.surroundings.isSameFirm;
  return isBornAtHome(evidence) || hasOwnPhone ? 0.85 : 0.4;
}

function isBornAtHome({ mail, phone, birth, surroundings }: Evidence): boolean {
  const isReachedElsewhere = bitsOf(mail) < 0 || bitsOf(phone) < 0;
  return surroundings.isSameHome && !isReachedElsewhere && bitsOf(birth) >= 7;
}
