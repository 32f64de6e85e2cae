import { wholeAmounts } from '../records/amounts.ts';
import { idFields } from '../records/fields.ts';
import { writableFields } from '../records/read-values.ts';
import type { RecordType } from '../records/types.ts';
import type { ColumnNames, KnownColumns } from './map-columns.ts';
import { personColumns, sharedColumns } from './person-columns.ts';

const { phones, places, companyNames } = sharedColumns;
const { title, street, city, postal_code, region, country, notes, ...person } = personColumns;
const birth_date = ['birthday', 'date of birth', 'birthdate', 'birth date', 'geburtsdatum'];
const currency = [
  'currency',
  'currency code',
  'currency of value',
  'amount currency',
  'currency iso code',
  'deal currency code',
  'transaction currency',
  'wahrung',
  'devise',
  'moneda',
];

function ownerOf(kind: string, ...others: readonly string[]): ColumnNames {
  return ['owner', 'owner id', `${kind} owner`, ...others, 'record owner', 'assigned to', 'assigned user'];
}

function idsOf(kind: string, ...others: readonly string[]): ColumnNames {
  return [
    'external id',
    'id',
    'record id',
    'crm id',
    `${kind} id`,
    ...others,
    `do not modify ${kind}`,
    'reference',
    'ref',
  ];
}

const companyId = ['account id', 'associated company ids', 'organization id'];

const known: Readonly<Record<RecordType, Readonly<Record<string, ColumnNames>>>> = {
  leads: {
    ...person,
    ...places,
    title,
    notes,
    external_id: idsOf('lead', 'person id', 'contact id'),
    owner_id: ownerOf('lead', 'contact owner', 'account owner'),
    company_name: companyNames,
    status: ['lead status', 'status', 'stage', 'etat', 'estado', 'stato'],
    source: [
      'lead source',
      'source',
      'original source',
      'origin',
      'channel',
      'campaign',
      'quelle',
      'origine',
      'fuente',
    ],
    birth_date,
  },
  companies: {
    external_id: idsOf('account', 'company id', 'organization id', 'organisation id'),
    owner_id: ownerOf('company', 'account owner', 'organization owner'),
    name: [
      'company name',
      'account name',
      'organization name',
      'organisation name',
      'name',
      'company',
      'account',
      'organisation',
      'organization',
      'firma',
    ],
    domain: [
      'company domain name',
      'domain',
      'domain name',
      'website',
      'website url',
      'web site',
      'web page',
      'url',
      'homepage',
      /^website \d value$/,
    ],
    category: ['industry', 'category', 'sector', 'branche'],
    employee_range: [
      'number of employees',
      'no of employees',
      'employees',
      'employee range',
      'employee count',
      'size',
      'company size',
      'headcount',
    ],
    annual_revenue: ['annual revenue', 'revenue', 'turnover', 'umsatz'],
    phone_e164: phones,
    ...places,
    currency,
  },
  contacts: {
    ...person,
    title,
    city,
    country,
    notes,
    external_id: idsOf('contact', 'person id', 'lead id'),
    owner_id: ownerOf('contact', 'person owner', 'account owner'),
    company_id: companyId,
    company_name: companyNames,
  },
  deals: {
    external_id: idsOf('opportunity', 'deal id'),
    owner_id: ownerOf('deal', 'opportunity owner', 'account owner'),
    name: [
      'deal name',
      'opportunity name',
      'deal title',
      'potential name',
      'name',
      'deal',
      'opportunity',
      'topic',
      'title',
    ],
    amount: [
      'amount',
      'deal value',
      'value',
      'est revenue',
      'estimated revenue',
      'betrag',
      'montant',
      'importe',
    ],
    currency,
    stage: ['deal stage', 'stage', 'stage name', 'sales stage', 'pipeline phase', 'phase'],
    outcome: ['status', 'deal status', 'opportunity status'],
    close_date: [
      'close date',
      'closing date',
      'expected close date',
      'expected close',
      'est close date',
      'estimated close date',
    ],
    closed_at: [
      'closed at',
      'deal closed on',
      'actual close date',
      'won time',
      'lost time',
      'closed date',
      'close time',
    ],
    company_id: companyId,
    company_name: companyNames,
    contact_id: ['associated contact ids', 'primary contact id'],
    probability: ['probability', 'deal probability', 'chance'],
    notes,
  },
  activities: {
    owner_id: ownerOf('activity', 'task owner'),
    kind: ['activity type', 'kind', 'type', 'task type'],
    subject: ['subject', 'title', 'summary', 'activity subject'],
    body: ['body', 'text', 'notes', 'note', 'description', 'full comments'],
    occurred_at: ['occurred at', 'date', 'activity date', 'when', 'start'],
    due_at: ['due date', 'due at', 'due', 'deadline'],
    done_at: ['completed date', 'marked as done time', 'done at', 'completed at'],
    lead_id: ['lead id', 'lead'],
    contact_id: ['contact id', 'person id', 'who id', 'name id'],
    company_id: ['company id', ...companyId],
    deal_id: ['deal id', 'opportunity id', 'what id'],
    about_email: ['email', 'contact email', 'lead email', 'email address'],
  },
  orders: {},
  products: {
    sku: ['sku', 'product code', 'article number', 'item number', 'code'],
    name: ['product name', 'name', 'product', 'article'],
    category: ['category', 'product category', 'group', 'product group', 'product family'],
    price: ['unit price', 'price', 'list price', 'preis', 'prix', 'precio'],
    cost: ['cost', 'unit cost', 'purchase price'],
    currency,
    description: ['description', 'details', 'product description'],
  },
};

/** Columns beside the writable fields that a batch understands. */
const besides: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  contacts: ['company_name'],
  deals: ['company_name', 'outcome'],
  activities: ['lead_id', 'contact_id', 'company_id', 'deal_id', 'about_email'],
};

/** Fields that several columns may fill: all that is in them is kept, or the first that is filled. */
const several: ReadonlySet<string> = new Set(['email', 'phone_e164', 'closed_at']);

const own: Readonly<Record<RecordType, readonly string[]>> = {
  leads: ['lead', 'person'],
  companies: ['organization', 'company', 'account'],
  contacts: ['person', 'contact'],
  deals: ['deal', 'opportunity'],
  activities: ['activity'],
  orders: [],
  products: ['product'],
};

/** The columns that a file of a kind of record may have, with the names people and exports give them. */
export function columnsOf(object: RecordType): KnownColumns<string> {
  const fields = writableFields(object);
  const amounts = Object.entries(wholeAmounts).flatMap(([column, field]) =>
    fields.includes(field) ? [column] : [],
  );
  const names = [...fields, ...amounts, ...(besides[object] ?? [])].map(
    (field) => [field, known[object][field] ?? []] as const,
  );
  return { names: Object.fromEntries(names), several, own: own[object] };
}

/** The names of all columns that a mapping may name, the id included. */
export function columnFields(object: RecordType): readonly string[] {
  return [idFields[object], ...Object.keys(columnsOf(object).names)];
}
