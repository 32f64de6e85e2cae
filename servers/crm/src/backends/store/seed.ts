import type { LeadRow } from '../../demo/rows.ts';
import type { Workspace } from '../../demo/workspace.ts';
import { nameWithoutForm } from '../../duplicates/companies/company-name.ts';
import { type ScoredActivity, scoreLead } from '../../leads/score.ts';
import { normaliseDomain } from '../../values/domain-name.ts';
import { normaliseEmail } from '../../values/email.ts';
import { type Comparable, type Deduplicated, keyRows } from './duplicates/keys.ts';
import type { CrmWriteDb } from './kernel.ts';

/** The same row with its instants as columns hold them: with milliseconds. */
export function stored<Row extends object>(row: Row): Row {
  const instants = Object.entries(row).filter(
    ([field, value]) => /(^|_)at$/.test(field) && typeof value === 'string',
  );
  return {
    ...row,
    ...Object.fromEntries(instants.map(([field, value]) => [field, new Date(value).toISOString()])),
  };
}

/** Writes an invented workspace into an empty store, with all that the CRM derives from its rows. */
export async function seedWorkspace(db: CrmWriteDb, workspace: Workspace, now: Date): Promise<void> {
  const { tables } = db;
  await db.insertMany(tables.stages, workspace.stages);
  await db.insertMany(tables.users, Array.from(workspace.users(), stored));
  await seedPeople(db, workspace, now);
  await db.insertMany(tables.deals, Array.from(workspace.deals(), stored));
  await db.insertMany(
    tables.stage_history,
    Array.from(workspace.stageMoves(), (move, index) => ({ ...stored(move), entry_id: `move-${index + 1}` })),
  );
  await seedActivities(db, workspace);
  await db.insertMany(tables.products, Array.from(workspace.products(), stored));
  await seedOrders(db, workspace);
}

async function seedPeople(db: CrmWriteDb, workspace: Workspace, now: Date): Promise<void> {
  const { leads, companies, contacts } = db.tables;
  const history = leadActivities(workspace);
  const people = Array.from(workspace.leads(), stored);
  const kept = await db.insertMany(
    leads,
    people.map((lead) => leadWithDerived(lead, history.get(String(lead.lead_id)) ?? [], now)),
  );
  if (kept.some(({ lead_id }, index) => lead_id !== people[index]?.lead_id)) {
    throw new Error('A workspace can be written into an empty store only.');
  }
  const organisations = Array.from(workspace.companies(), stored);
  await db.insertMany(
    companies,
    organisations.map((company) => ({
      ...company,
      name_norm: nameWithoutForm(company.name),
      domain_norm: normaliseDomain(company.domain) ?? null,
      employees_min: Number.parseInt(company.employee_range, 10),
    })),
  );
  const named = new Map(organisations.map(({ company_id, name }) => [company_id, name]));
  const known = Array.from(workspace.contacts(), stored);
  await db.insertMany(
    contacts,
    known.map((contact) => ({ ...contact, email_norm: normaliseEmail(contact.email)?.email_norm ?? null })),
  );
  await seedKeys(db, 'leads', people, ({ lead_id }) => lead_id);
  await seedKeys(db, 'companies', organisations, ({ company_id }) => company_id);
  const employed = known.map((contact) => ({
    ...contact,
    company_name: named.get(contact.company_id) ?? null,
  }));
  await seedKeys(db, 'contacts', employed, ({ contact_id }) => contact_id);
}

/** A lead with the columns that the CRM derives from it and its activities. */
export function leadWithDerived(lead: LeadRow, activities: readonly ScoredActivity[], now: Date) {
  // the database counts by itself, so that it goes on counting after these
  const { employee_range, lead_id: _id, ...row } = lead;
  const { score, breakdown } = scoreLead({ ...row, employee_range, activities }, now);
  return {
    ...row,
    email_norm: lead.email === null ? null : (normaliseEmail(lead.email)?.email_norm ?? null),
    company_norm: nameWithoutForm(lead.company_name),
    score,
    score_breakdown: breakdown,
  };
}

async function seedKeys<Row extends Comparable>(
  db: CrmWriteDb,
  object: Deduplicated,
  rows: readonly Row[],
  idOf: (row: Row) => number | string,
): Promise<void> {
  await db.insertMany(
    db.tables.duplicate_keys,
    rows.flatMap((row) => keyRows(object, idOf(row), row)),
  );
}

function leadActivities(workspace: Workspace): ReadonlyMap<string, ScoredActivity[]> {
  const found = new Map<string, ScoredActivity[]>();
  for (const { kind, occurred_at, links } of workspace.activities()) {
    if (occurred_at === null) continue;
    for (const { object, record_id } of links) {
      if (object !== 'leads') continue;
      const list = found.get(record_id) ?? [];
      list.push({ kind, occurred_at });
      found.set(record_id, list);
    }
  }
  return found;
}

async function seedActivities(db: CrmWriteDb, workspace: Workspace): Promise<void> {
  const all = Array.from(workspace.activities(), stored);
  await db.insertMany(
    db.tables.activities,
    all.map(({ links: _links, ...row }) => row),
  );
  await db.insertMany(
    db.tables.activity_links,
    all.flatMap(({ activity_id, links }) => links.map((link) => ({ ...link, activity_id }))),
  );
}

async function seedOrders(db: CrmWriteDb, workspace: Workspace): Promise<void> {
  const all = Array.from(workspace.orders(), stored);
  await db.insertMany(
    db.tables.orders,
    all.map(({ lines: _lines, ...row }) => row),
  );
  await db.insertMany(
    db.tables.order_lines,
    all.flatMap(({ order_id, lines }) => lines.map((line) => ({ ...line, order_id }))),
  );
}
