import { dayMs, instant } from './calendar.ts';
import { companyCore } from './companies.ts';
import { diceFor } from './dice.ts';
import { person } from './people.ts';
import type { ContactRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';

/** The place of the company for which a contact works: each has one first, the rest fall as they may. */
export function contactCompany({ seed, size }: Scope, index: number): number {
  return index < size.companies ? index : diceFor(seed, streams.contacts, -index - 1).below(size.companies);
}

/** Contacts sit behind the leads of their company, so that no contact is a namesake of a lead. */
function desk({ size }: Scope, index: number): number {
  return Math.ceil(size.leads / size.companies) + index;
}

/** The whole row of a contact. */
export function contactRow(scope: Scope, index: number): ContactRow {
  const dice = diceFor(scope.seed, streams.contacts, index);
  const company = companyCore(scope, contactCompany(scope, index));
  const { first_name, last_name, ...reach } = person(company.culture, company, desk(scope, index), dice);
  const created = scope.now - (10 + dice.below(1200)) * dayMs;
  return {
    contact_id: `contact-${index + 1}`,
    company_id: company.company_id,
    name: `${first_name} ${last_name}`,
    first_name,
    last_name,
    ...reach,
    city: dice.pick(company.culture.towns).city,
    country: company.culture.country,
    owner_id: ownerId(scope, dice.below(1 << 20)),
    created_at: instant(created),
    updated_at: instant(created + dice.unit() * (scope.now - created)),
  };
}
