import type { Kind } from './compare.ts';
import type { DuplicateRecord } from './record.ts';

/** Two records of which a person would know whether they are one. */
export interface Pair {
  readonly why: string;
  readonly kind: Kind;
  readonly same: boolean;
  readonly a: Omit<DuplicateRecord, 'id'>;
  readonly b: Omit<DuplicateRecord, 'id'>;
  /** How many people have the number and the mailbox. */
  readonly shared?: { readonly phone?: number; readonly mailbox?: number };
}

type Row = Omit<DuplicateRecord, 'id'>;

/** `given|surname|e-mail|phone|company|city|street|birth date`, blanks for what is missing. */
function person(text: string): Row {
  const parts = text.split('|').map((part) => (part.trim() === '' ? null : part.trim()));
  const [first_name, last_name, email, phone_e164, company_name, city, street, birth_date] = parts;
  return { first_name, last_name, email, phone_e164, company_name, city, street, birth_date };
}

/** `name|domain|country|city|phone`. */
function company(text: string): Row {
  const parts = text.split('|').map((part) => (part.trim() === '' ? null : part.trim()));
  const [company_name, domain, country, city, phone_e164] = parts;
  return { company_name, domain, country, city, phone_e164 };
}

export const people = (same: boolean, why: string, a: string, b: string, shared?: Pair['shared']): Pair => ({
  ...{ why, kind: 'people', same, a: person(a), b: person(b) },
  ...(shared && { shared }),
});
export const companies = (same: boolean, why: string, a: string, b: string): Pair => ({
  ...{ why, kind: 'companies', same, a: company(a), b: company(b) },
});
