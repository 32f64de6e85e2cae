import { and, asc, eq } from '@patchbay/storage';
import type { CrmDb } from '../kernel.ts';
import type { LeadRow } from './rows.ts';

/** The company that a lead belongs to: by mail domain, which few share, or by name. All roles that convert see all. */
export async function linkedCompany(
  db: CrmDb,
  company_norm: string | null,
  domain: string | undefined,
): Promise<string | undefined> {
  const { companies } = db.tables;
  const conditions = [
    ...(domain === undefined ? [] : [eq(companies.domain_norm, domain)]),
    ...(company_norm === null || company_norm === '' ? [] : [eq(companies.name_norm, company_norm)]),
  ];
  for (const condition of conditions) {
    const [company] = await db
      .select({ company_id: companies.company_id })
      .from(companies)
      .where(condition)
      .orderBy(asc(companies.company_id))
      .limit(1);
    if (company !== undefined) return company.company_id;
  }
  return undefined;
}

/** The contact that a lead is: by mailbox, or by name within its company. */
export async function linkedContact(
  db: CrmDb,
  { email_norm, name }: LeadRow,
  company_id: string | undefined,
): Promise<string | undefined> {
  const { contacts } = db.tables;
  const conditions = [
    ...(email_norm === null ? [] : [eq(contacts.email_norm, email_norm)]),
    ...(company_id === undefined ? [] : [and(eq(contacts.company_id, company_id), eq(contacts.name, name))]),
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
