import { writableFields } from '../records/read-values.ts';
import type { RecordType } from '../records/types.ts';
import { leadColumns } from './lead-columns.ts';

const { phone, ...lead } = leadColumns;
const { name, first_name, last_name, email, title, street, city, postal_code, region, country, notes } = lead;
const { external_id } = lead;
const owner_id = ['owner', 'owner id', 'account owner', 'assigned to'];
const currency = ['currency', 'currency code', 'wahrung', 'devise', 'moneda'];
const record = { external_id: external_id.filter((each) => each !== 'lead id'), owner_id };

/** Amounts in units of the currency, as people write them; a file may also hold minor units under the field's own name. */
export const majorAmounts: Readonly<Record<string, string>> = {
  amount: 'amount_minor',
  annual_revenue: 'annual_revenue_minor',
  price: 'price_minor',
  cost: 'cost_minor',
};

const known: Readonly<Record<RecordType, Readonly<Record<string, readonly string[]>>>> = {
  leads: { ...lead, phone_e164: phone, owner_id, birth_date: ['birthday', 'date of birth'] },
  companies: {
    ...record,
    name: [
      'company',
      'company name',
      'account',
      'account name',
      'organisation',
      'organization',
      'firma',
      'name',
    ],
    domain: ['domain', 'website', 'web site', 'url', 'homepage'],
    category: ['category', 'industry', 'sector', 'branche'],
    employee_range: ['employee range', 'employees', 'size', 'company size', 'headcount'],
    annual_revenue: ['annual revenue', 'revenue', 'turnover', 'umsatz'],
    phone_e164: phone,
    street,
    city,
    postal_code,
    region,
    country,
    currency,
  },
  contacts: {
    ...record,
    name,
    first_name,
    last_name,
    email,
    phone_e164: phone,
    title,
    city,
    country,
    notes,
    company_id: ['company id', 'account id'],
  },
  deals: {
    ...record,
    name: ['name', 'deal', 'deal name', 'opportunity', 'opportunity name'],
    amount: ['amount', 'value', 'deal value', 'betrag', 'montant', 'importe'],
    currency,
    stage: ['stage', 'deal stage', 'phase'],
    close_date: ['close date', 'closing date', 'expected close'],
    company_id: ['company id', 'account id'],
    contact_id: ['contact id'],
    probability: ['probability', 'chance'],
    notes,
  },
  activities: {
    owner_id,
    kind: ['kind', 'type', 'activity type'],
    subject: ['subject', 'title', 'summary'],
    body: ['body', 'text', 'notes', 'description'],
    occurred_at: ['occurred at', 'date', 'when'],
    due_at: ['due at', 'due', 'due date', 'deadline'],
  },
  orders: {},
  products: {
    sku: ['sku', 'article number', 'item number', 'product code', 'code'],
    name: ['name', 'product', 'product name', 'article'],
    category: ['category', 'group', 'product group'],
    price: ['price', 'unit price', 'preis', 'prix', 'precio'],
    cost: ['cost', 'unit cost', 'purchase price'],
    currency,
    description: ['description', 'details'],
  },
};

/** The columns that a file of a kind of record may have, with the names people give them, folded. */
export function columnsOf(object: RecordType): Readonly<Record<string, readonly string[]>> {
  const names = writableFields(object).map((field) => [field, known[object][field] ?? []] as const);
  const amounts = Object.entries(majorAmounts).flatMap(([column, field]) =>
    names.some(([name]) => name === field) ? [[column, known[object][column] ?? []] as const] : [],
  );
  return Object.fromEntries([...names, ...amounts]);
}
