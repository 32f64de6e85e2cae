import { and, inArray } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { nameWithoutForm } from '../../../duplicates/companies/company-name.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { isSharedDomain } from '../../../values/shared-domain.ts';
import { requireWrite } from '../../gate.ts';
import { renewKeys } from '../duplicates/keys.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';
import type { StoredRow } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
import type { Item } from './items.ts';

/** The companies that a batch names. */
export interface NamedCompanies {
  /** The company of a name: the one there is, or where that is wanted a new one; or why there is none. */
  of(db: CrmWriteDb, item: Item): Promise<NamedCompany | { readonly problem: string } | undefined>;
  /** Makes a company known that was created for an item, once that is written. */
  learn(item: Item, created: StoredRow): void;
}

/** The company that an item names; `created` when it is new. */
export interface NamedCompany {
  readonly company_id: string;
  readonly created?: StoredRow;
}

const namesPerQuery = 200;

/**
 * Looks up the companies that the items of a batch name, by name without legal form among those that the caller sees. Of
 * several with one name the one whose domain is that of the item's e-mail address is meant.
 */
export async function loadCompanies(
  db: CrmDb,
  kernel: Kernel,
  scope: CallScope,
  items: readonly Item[],
  wanted: 'link' | 'create' | undefined,
): Promise<NamedCompanies> {
  const names = [...new Set(items.flatMap(({ beside }) => nameOf(beside)?.norm ?? []))];
  const known = wanted === undefined ? new Map<string, StoredRow[]>() : await companiesOf(db, scope, names);
  return {
    async of(writeDb, { beside, values }) {
      const name = nameOf(beside);
      if (name === undefined || wanted === undefined) return undefined;
      const found = known.get(name.norm) ?? [];
      const [row, ...others] = found.length > 1 ? sameDomain(found, values) : found;
      if (row !== undefined && others.length === 0) return { company_id: String(row['company_id']) };
      if (found.length > 0) return { problem: `${found.length} companies are called so: give company_id` };
      if (wanted === 'link') return { problem: 'no company is called so' };
      const created = await addCompany(writeDb, kernel, scope, name, values);
      return { company_id: String(created['company_id']), created };
    },
    learn({ beside }, created) {
      const name = nameOf(beside);
      if (name !== undefined) known.set(name.norm, [created]);
    },
  };
}

function nameOf({ company_name: text }: StoredRow) {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const name = text.trim().slice(0, 200);
  return { name, norm: nameWithoutForm(name) || name };
}

async function companiesOf(
  db: CrmDb,
  scope: CallScope,
  names: readonly string[],
): Promise<Map<string, StoredRow[]>> {
  const { companies } = db.tables;
  const found = new Map<string, StoredRow[]>();
  for (let start = 0; start < names.length; start += namesPerQuery) {
    const rows = await db
      .select()
      .from(companies)
      .where(
        and(
          inArray(companies.name_norm, names.slice(start, start + namesPerQuery)),
          rowCondition(db, scope, 'companies', companies),
        ),
      );
    for (const row of rows) found.set(row.name_norm, [...(found.get(row.name_norm) ?? []), row]);
  }
  return found;
}

function sameDomain(rows: readonly StoredRow[], { email }: StoredRow): readonly StoredRow[] {
  const domain = typeof email === 'string' ? normaliseEmail(email)?.domain : undefined;
  if (domain === undefined || isSharedDomain(domain)) return rows;
  return rows.filter((row) => row['domain_norm'] === domain);
}

async function addCompany(
  db: CrmWriteDb,
  kernel: Kernel,
  scope: CallScope,
  { name, norm }: { readonly name: string; readonly norm: string },
  values: StoredRow,
): Promise<StoredRow> {
  requireWrite(scope, 'companies', 'create', ['name']);
  const at = kernel.timestamp();
  const company = await db.insert(db.tables.companies, {
    company_id: kernel.newId('com'),
    name,
    name_norm: norm,
    owner_id: typeof values['owner_id'] === 'string' ? values['owner_id'] : scope.caller.id,
    created_at: at,
    updated_at: at,
  });
  await renewKeys(db, 'companies', company.company_id, company);
  return company;
}
