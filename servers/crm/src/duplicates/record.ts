import { normaliseCompanyName } from '../values/company-name.ts';
import { normaliseDomain } from '../values/domain-name.ts';
import { normaliseEmail } from '../values/email.ts';
import { normalisePersonName } from '../values/person-name.ts';
import { foldCompact, foldWords } from '../values/text.ts';
import { phoneticCode } from './phonetic.ts';

/** Which row a record stands for. */
export type RecordId = number | string;

type Text = string | null | undefined;

/** What is compared of a lead, contact or company. Whatever is missing neither speaks for a duplicate nor against. */
export interface DuplicateRecord {
  readonly id: RecordId;
  readonly first_name?: Text;
  readonly last_name?: Text;
  readonly email?: Text;
  readonly phone_e164?: Text;
  readonly company_name?: Text;
  /** The company's web site or mail domain. */
  readonly domain?: Text;
  readonly street_number?: Text;
  readonly street?: Text;
  /** The second line of an address: building, suite, estate. */
  readonly street_2?: Text;
  readonly city?: Text;
  readonly postal_code?: Text;
  readonly region?: Text;
  /** `YYYY-MM-DD` or `YYYYMMDD`. */
  readonly birth_date?: Text;
  /** Numbers that others gave: tax, membership, customer number. Only those of one name are compared. */
  readonly identifiers?: Readonly<Record<string, Text>>;
}

/** The fields that enter the frequency tables and the comparison, by their compact folded value; `''` when missing. */
export interface PreparedFields {
  readonly given: string;
  readonly surname: string;
  readonly company: string;
  readonly domain: string;
  readonly email: string;
  readonly phone: string;
  readonly number: string;
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly postal: string;
  readonly region: string;
  readonly birth: string;
}

/** A field of a prepared record. */
export type PreparedField = keyof PreparedFields;

/** A record made ready for comparison, once. */
export interface PreparedRecord extends PreparedFields {
  readonly id: RecordId;
  /** The first word of the given names, for nicknames and initials. */
  readonly firstGiven: string;
  readonly givenSound: string;
  readonly surnameSound: string;
  readonly isFreeMail: boolean;
  readonly isRoleAccount: boolean;
  readonly identifiers: ReadonlyMap<string, string>;
}

/** Normalises the fields of a record for comparison. */
export function prepare(record: DuplicateRecord): PreparedRecord {
  const name = normalisePersonName(record.first_name ?? '', record.last_name ?? '');
  const given = name.given.replaceAll(' ', '');
  const surname = name.surname.replaceAll(' ', '');
  const mail = normaliseEmail(record.email ?? '');
  const mailDomain = mail === undefined || mail.is_free_mail ? '' : (normaliseDomain(mail.domain) ?? '');
  return {
    id: record.id,
    given,
    surname,
    firstGiven: name.given.split(' ', 1)[0] ?? '',
    givenSound: phoneticCode(given),
    surnameSound: phoneticCode(surname),
    company: normaliseCompanyName(record.company_name ?? '').replaceAll(' ', ''),
    domain: normaliseDomain(record.domain ?? '') ?? mailDomain,
    email: mail?.email_norm ?? '',
    isFreeMail: mail?.is_free_mail ?? false,
    isRoleAccount: mail?.is_role_account ?? false,
    phone: (record.phone_e164 ?? '').replace(/\D/g, ''),
    ...addressOf(record),
    birth: (record.birth_date ?? '').replace(/\D/g, '').padEnd(8, ' ').slice(0, 8).trim(),
    identifiers: identifiersOf(record),
  };
}

function addressOf(record: DuplicateRecord) {
  return {
    number: foldCompact(record.street_number ?? ''),
    street: foldWords(record.street ?? ''),
    street2: foldWords(record.street_2 ?? ''),
    city: foldCompact(record.city ?? ''),
    postal: foldCompact(record.postal_code ?? ''),
    region: foldCompact(record.region ?? ''),
  };
}

function identifiersOf({ identifiers = {} }: DuplicateRecord): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(identifiers)
      .map(([name, value]) => [name, foldCompact(value ?? '')] as const)
      .filter(([, value]) => value !== ''),
  );
}
