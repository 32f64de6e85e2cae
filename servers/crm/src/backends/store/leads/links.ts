import { fold } from '@patchbay/schemas';
import { and, asc, eq, or } from '@patchbay/storage';
import { legalFormOf } from '../../../duplicates/companies/company-name.ts';
import { normaliseDomain } from '../../../values/domain-name.ts';
import { normaliseEmail } from '../../../values/email.ts';
import type { CrmDb } from '../kernel.ts';
import type { LeadRow } from './rows.ts';

/** A company that is nearly that of a lead, and what speaks against it. */
export interface CompanyCandidate {
  readonly company_id: string;
  readonly differs: readonly ('legal form' | 'domain' | 'country' | 'city')[];
}

/** The company that a lead belongs to, or those that it may belong to. */
export interface CompanyLink {
  readonly company_id?: string;
  readonly candidates: readonly CompanyCandidate[];
}

const candidatesAtMost = 5;

/**
 * The company that a lead belongs to: one of its mail domain, or one of its name that nothing speaks against. All roles
 * that convert see all.
 *
 * Firms of one name are many: another legal form, domain, country or town, where both sides say one, makes it another
 * firm. A domain is held by few, so that there only another legal form does.
 */
export async function linkedCompany(
  db: CrmDb,
  lead: Pick<LeadRow, 'company_name' | 'company_norm' | 'country' | 'city'>,
  domain: string | undefined,
): Promise<CompanyLink> {
  const { companies } = db.tables;
  const { company_norm } = lead;
  const sameDomain = domain === undefined ? undefined : eq(companies.domain_norm, domain);
  const sameName =
    company_norm === null || company_norm === '' ? undefined : eq(companies.name_norm, company_norm);
  if (sameDomain === undefined && sameName === undefined) return { candidates: [] };
  const { company_id, name, domain_norm, country, city } = companies;
  const rows = await db
    .select({ company_id, name, domain_norm, country, city })
    .from(companies)
    .where(or(sameDomain, sameName))
    .orderBy(asc(companies.company_id))
    .limit(100);
  const judged = rows.map((row) => {
    const isOfDomain = domain !== undefined && row.domain_norm === domain;
    const differs = differences(lead, domain, row);
    const against = isOfDomain ? differs.filter((what) => what === 'legal form') : differs;
    return { company_id: row.company_id, isOfDomain, differs: against };
  });
  const fitting = judged.filter(({ differs }) => differs.length === 0);
  const best = fitting.find(({ isOfDomain }) => isOfDomain) ?? fitting[0];
  if (best !== undefined) return { company_id: best.company_id, candidates: [] };
  return {
    candidates: judged.slice(0, candidatesAtMost).map(({ isOfDomain: _, ...candidate }) => candidate),
  };
}

function differences(
  lead: Parameters<typeof linkedCompany>[1],
  domain: string | undefined,
  company: { name: string; domain_norm: string | null; country: string | null; city: string | null },
): CompanyCandidate['differs'] {
  const compared = [
    ['legal form', legalFormOf(lead.company_name ?? ''), legalFormOf(company.name)],
    ['domain', domain, company.domain_norm ?? undefined],
    ['country', folded(lead.country), folded(company.country)],
    ['city', folded(lead.city), folded(company.city)],
  ] as const;
  return compared.flatMap(([what, ours, theirs]) =>
    ours !== undefined && theirs !== undefined && ours !== theirs ? [what] : [],
  );
}

function folded(text: string | null): string | undefined {
  return text === null || text.trim() === '' ? undefined : fold(text.trim());
}

/** The domain of a lead's employer: that of its mailbox, unless a provider gives it to anybody. */
export function employerDomain({ email }: Pick<LeadRow, 'email'>): string | undefined {
  const mail = email === null ? undefined : normaliseEmail(email);
  return mail === undefined || mail.is_free_mail ? undefined : normaliseDomain(mail.domain);
}

/** The contact that a lead is: by mailbox, which of a function several share, or by name within its company. */
export async function linkedContact(
  db: CrmDb,
  { email, email_norm, name }: LeadRow,
  company_id: string | undefined,
): Promise<string | undefined> {
  const { contacts } = db.tables;
  const isShared = email !== null && normaliseEmail(email)?.is_role_account === true;
  const sameName = eq(contacts.name, name);
  const conditions = [
    ...(email_norm === null
      ? []
      : [and(eq(contacts.email_norm, email_norm), isShared ? sameName : undefined)]),
    ...(company_id === undefined ? [] : [and(eq(contacts.company_id, company_id), sameName)]),
  ];
  for (const condition of conditions) {
    const [contact] = await db
      .select({ contact_id: contacts.contact_id })
      .from(contacts)
      .where(condition)
      .orderBy(asc(contacts.contact_id))
      .limit(1);
    if (contact !== undefined) return contact.contact_id;
  }
  return undefined;
}
