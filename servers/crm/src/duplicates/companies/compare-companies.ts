import type { PreparedRecord } from '../record.ts';
import { type Cap, type Reason, sumOf, type Verdict, verdictOf } from '../verdict.ts';
import type { CompanyName } from './company-name.ts';
import { type NameAgreement, sameCompanyName } from './same-name.ts';

/** What one kind of evidence says. */
interface Said {
  readonly reasons: readonly Reason[];
  readonly caps?: readonly Cap[];
}

/** Compares two companies. */
export function compareCompanies(a: PreparedRecord, b: PreparedRecord): Verdict {
  const sameDomain = a.domain !== '' && a.domain === b.domain;
  const agreement = nameAgreement(a, b, sameDomain);
  const name = nameSaid(a, b, agreement, sameDomain);
  const others = [
    formSaid(a, b, sameDomain),
    domainSaid(a, b),
    countrySaid(a, b, sameDomain),
    placeSaid(a, b),
  ];
  const beside = others.flatMap(({ reasons }) => reasons);
  return verdictOf({
    bits: sumOf(name.reasons) + sumOf(beside),
    reachBits: sumOf(name.reasons) + sumOf(beside.filter(({ bits }) => bits > 0)),
    reasons: [...name.reasons, ...beside],
    caps: others.flatMap(({ caps = [] }) => caps),
    lastingCaps: name.caps ?? [],
    identified: sameDomain && agreement !== 'different',
  });
}

function nameAgreement(
  { company: a }: PreparedRecord,
  { company: b }: PreparedRecord,
  sameDomain: boolean,
): NameAgreement | undefined {
  if (a === undefined || b === undefined) return undefined;
  const agreement = sameCompanyName(a, b);
  // two letters are an acronym only at one domain
  const isShort = sameDomain && agreement === 'different' && (a.acronym === b.core || b.acronym === a.core);
  return isShort ? 'close' : agreement;
}

const nameWording = {
  same: 'name is the same but for its legal form',
  close: 'name is nearly the same',
  unclear: 'one name contains the other',
  different: 'name is another',
} as const;

function nameSaid(
  a: PreparedRecord,
  b: PreparedRecord,
  agreement: NameAgreement | undefined,
  sameDomain: boolean,
): Said {
  if (agreement === undefined || a.company === undefined || b.company === undefined) return { reasons: [] };
  const least = Math.min(a.company.bits, b.company.bits);
  const bits = {
    same: Math.min(19, least + (a.company.words.length > 1 ? 7 : 4)),
    close: Math.min(18, least + 3),
    unclear: 6,
    different: -7,
  }[agreement];
  const reasons: readonly Reason[] = [{ field: 'name', says: nameWording[agreement], bits }];
  if (agreement !== 'different') return { reasons };
  // only one of the names fits the domain: the other may be one under which it trades
  const isTrading = sameDomain && namesDomain(a) !== namesDomain(b);
  const most = isTrading ? 0.6 : sameDomain ? 0.45 : 0.2;
  return { reasons, caps: [{ most, why: 'their names are two names' }] };
}

/** The part of a domain that its owner chose, without hyphens. */
function labelOf(domain: string): string {
  return (domain.split('.', 1)[0] ?? '').replaceAll('-', '');
}

function namesDomain({ company, domain }: PreparedRecord): boolean {
  const own = labelOf(domain);
  if (company === undefined || own.length < 3) return false;
  const { core, acronym } = company;
  return (
    core === own || acronym === own || (own.length >= 5 && (core.startsWith(own) || own.startsWith(core)))
  );
}

/** Forms such as `Co., Ltd.` translate those of East Asia, India and Russia. */
const translated = new Set(['jp', 'cn', 'kr', 'ru', 'in', 'tr', 'br']);

function areElsewhere({ home: a }: CompanyName, { home: b }: CompanyName): boolean {
  if (a === '' || b === '' || a === b) return false;
  return !((a === 'en' && translated.has(b)) || (b === 'en' && translated.has(a)));
}

function formSaid({ company: a }: PreparedRecord, { company: b }: PreparedRecord, sameDomain: boolean): Said {
  if (a === undefined || b === undefined || sameDomain) return { reasons: [] };
  if (areElsewhere(a, b)) {
    const reasons: readonly Reason[] = [
      { field: 'legal_form', says: 'legal form is of another country', bits: -4 },
    ];
    return { reasons, caps: [{ most: 0.6, why: 'their legal forms are of two countries' }] };
  }
  const known = [a.form, b.form].every((form) => form !== '' && form !== 'other');
  if (!known || a.form === b.form) return { reasons: [] };
  return { reasons: [{ field: 'legal_form', says: 'legal form is of another kind', bits: -1.5 }] };
}

function domainSaid(a: PreparedRecord, b: PreparedRecord): Said {
  if (a.domain === '' || b.domain === '') return { reasons: [] };
  const said = (says: string, bits: number): Said => ({ reasons: [{ field: 'domain', says, bits }] });
  if (a.domain === b.domain) return said('domain is the same', 12);
  if (labelOf(a.domain) === labelOf(b.domain)) return said('domain is the same under another ending', -2.5);
  if (namesDomain(a) && namesDomain(b)) return said('domain is another of the same name', -3);
  return said('domain is another', -6);
}

const worldwide = new Set('com net org info biz io ai co me tv app dev eu'.split(' '));

/** The country as written, or as the ending of the domain tells it. */
function countryOf({ country, domain }: PreparedRecord): string {
  if (country !== '') return country;
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  if (ending.length !== 2 || worldwide.has(ending)) return '';
  return ending === 'uk' ? 'gb' : ending;
}

function countrySaid(a: PreparedRecord, b: PreparedRecord, sameDomain: boolean): Said {
  const [here, there] = [countryOf(a), countryOf(b)];
  if (here === '' || there === '') return { reasons: [] };
  if (here === there) return { reasons: [{ field: 'country', says: 'country is the same', bits: 1.5 }] };
  const reasons: readonly Reason[] = [
    { field: 'country', says: 'country is another', bits: sameDomain ? -2 : -5 },
  ];
  return sameDomain ? { reasons } : { reasons, caps: [{ most: 0.6, why: 'they are in two countries' }] };
}

function placeSaid(a: PreparedRecord, b: PreparedRecord): Said {
  const reasons: Reason[] = [];
  if (a.phone !== '' && b.phone !== '' && a.phone.slice(-9) === b.phone.slice(-9))
    reasons.push({ field: 'phone', says: 'phone is the same', bits: 7 });
  if (a.city !== '' && b.city !== '') {
    const isSame = a.city === b.city;
    reasons.push({
      field: 'city',
      says: isSame ? 'city is the same' : 'city is another',
      bits: isSame ? 3 : -1.5,
    });
  }
  if (a.street !== '' && a.street === b.street && a.house === b.house)
    reasons.push({ field: 'street', says: 'street is the same', bits: 4 });
  return { reasons };
}
