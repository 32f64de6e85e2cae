import { normaliseDomain } from '../values/domain-name.ts';
import { normaliseEmail } from '../values/email.ts';
import { isSharedDomain } from '../values/shared-domain.ts';
import { foldCompact, foldWords } from '../values/text.ts';
import { type CompanyName, companyName } from './companies/company-name.ts';
import { type PersonName, personName } from './names/name-words.ts';
import { toLatin } from './names/transliterate.ts';

/** Which row a record stands for. */
export type RecordId = number | string;

type Text = string | null | undefined;

/** What is compared of a row of any kind. Whatever is missing neither speaks for a duplicate nor against. */
export interface DuplicateRecord {
  readonly id: RecordId;
  readonly first_name?: Text;
  readonly last_name?: Text;
  readonly email?: Text;
  readonly phone_e164?: Text;
  readonly company_name?: Text;
  /** The company's web site or mail domain. */
  readonly domain?: Text;
  /** Street and house number in one line. */
  readonly street?: Text;
  /** The second line of an address: building, suite, estate. */
  readonly street_2?: Text;
  readonly city?: Text;
  readonly postal_code?: Text;
  readonly region?: Text;
  readonly country?: Text;
  /** `YYYY-MM-DD` or `YYYYMMDD`. */
  readonly birth_date?: Text;
}

/** An e-mail address as far as it tells who somebody is. */
export interface Mailbox {
  readonly whole: string;
  readonly local: string;
  readonly domain: string;
  /** One that an employer gives, one that anybody may get, or a function's such as `info@`. */
  readonly kind: 'work' | 'free' | 'role';
}

/** A record made ready for comparison, once; texts are empty where nothing is known. */
export interface PreparedRecord extends PersonName {
  readonly id: RecordId;
  readonly mailbox: Mailbox | undefined;
  /** Digits alone. */
  readonly phone: string;
  readonly company: CompanyName | undefined;
  /** The registrable domain; empty for sites where many have a page. */
  readonly domain: string;
  readonly street: string;
  readonly street2: string;
  readonly house: string;
  readonly city: string;
  readonly postal: string;
  readonly region: string;
  readonly country: string;
  /** `YYYYMMDD`. */
  readonly birth: string;
}

/** Normalises the fields of a record for comparison. */
export function prepare(record: DuplicateRecord): PreparedRecord {
  const mailbox = mailboxOf(record.email ?? '');
  return {
    id: record.id,
    ...personName(record.first_name ?? '', record.last_name ?? ''),
    mailbox,
    phone: (record.phone_e164 ?? '').replace(/\D/g, ''),
    company: companyName(record.company_name ?? ''),
    domain: domainOf(record.domain ?? '', mailbox),
    ...addressOf(record),
    birth: (record.birth_date ?? '').replace(/\D/g, '').slice(0, 8),
  };
}

const houseNumber = /\b\d+[a-z]?\b/;

function addressOf(record: DuplicateRecord) {
  const street = foldWords(toLatin(record.street ?? ''));
  return {
    street: street.replace(new RegExp(houseNumber, 'g'), '').replace(/ +/g, ' ').trim(),
    street2: foldWords(record.street_2 ?? ''),
    house: houseNumber.exec(street)?.[0] ?? '',
    city: foldCompact(toLatin(record.city ?? '')),
    postal: foldCompact(record.postal_code ?? ''),
    region: foldCompact(record.region ?? ''),
    country: foldCompact(record.country ?? ''),
  };
}

function domainOf(text: string, mailbox: Mailbox | undefined): string {
  const domain = normaliseDomain(text);
  if (domain !== undefined && domain !== '') return isSharedDomain(domain) ? '' : domain;
  if (mailbox === undefined || mailbox.kind === 'free' || isSharedDomain(mailbox.domain)) return '';
  return normaliseDomain(mailbox.domain) ?? mailbox.domain;
}

const functions = new Set(
  `all all-staff book booking bookings buchhaltung bureau verkauf ventes accueil secretariat secretaria amministrazione
  direzione ufficio vendite biuro sekretariat zakupy finance legal ops operations procurement registrations it hq shop store
  care customerservice customer-service kundenservice service-client reservations reservierung bestellung bestellungen
  rezeption empfang administracion comercial vendas financeiro contato facturacion facturation compras pedidos`.split(
    /\s+/,
  ),
);

function mailboxOf(email: string): Mailbox | undefined {
  const facts = normaliseEmail(email);
  if (facts === undefined) return undefined;
  const at = facts.email_norm.lastIndexOf('@');
  const [local, domain] = [facts.email_norm.slice(0, at), facts.email_norm.slice(at + 1)];
  const isRole = facts.is_role_account || functions.has(local) || local.length < 2;
  return {
    whole: facts.email_norm,
    local,
    domain,
    kind: isRole ? 'role' : facts.is_free_mail ? 'free' : 'work',
  };
}
