import { conflict, validationError } from '@patchbay/core';
import { eq } from '@patchbay/storage';
import type { CallScope, LeadIntake } from '../../../deps.ts';
import { shortLead } from '../../../leads/shown.ts';
import { leadStatus } from '../../../leads/status.ts';
import { amountRefused } from '../../../records/amounts.ts';
import { isCurrency, minorAmount } from '../../../values/money.ts';
import { requireWrite, see } from '../../gate.ts';
import { keepDuplicates } from '../duplicates/links.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import { allStages, noteMove } from '../pipelines/stages.ts';
import { type CompanyLink, employerDomain, linkedCompany, linkedContact } from './links.ts';
import { type FullLead, findLead, fullLead } from './rows.ts';
import { moveLead } from './status.ts';

type ConvertOptions = Parameters<LeadIntake['convert']>[1];

/** Makes a company, a contact and, when asked, a deal out of a lead: all of it or nothing. */
export async function convertLead(
  kernel: Kernel,
  lead_id: number,
  options: ConvertOptions,
  scope: CallScope,
) {
  requireWrite(scope, 'leads', 'update', ['status']);
  for (const object of ['companies', 'contacts'] as const) requireWrite(scope, object, 'create');
  if (options.deal !== undefined) requireWrite(scope, 'deals', 'create');
  return kernel.write(scope, async (db) => {
    const lead = await findLead(db, scope, lead_id);
    await requireOpen(db, lead);
    const conversion = { kernel, db, scope, lead, link: options.link_existing };
    const { company_id, candidates } = await companyOf(conversion);
    const contact_id = await contactOf(conversion, company_id);
    const deal = options.deal && (await addDeal(conversion, options.deal, { company_id, contact_id }));
    const moved = await qualify(conversion, scope.expectedVersion);
    return {
      lead: see(scope, 'leads', moved, [...shortLead, 'version']),
      contact_id,
      ...(company_id !== undefined && { company_id }),
      ...(candidates.length > 0 && { company_candidates: candidates }),
      ...(deal !== undefined && {
        deal_id: deal.deal_id,
        deal: see(scope, 'deals', deal, ['amount_minor', 'currency']),
      }),
    };
  });
}

interface Conversion {
  readonly kernel: Kernel;
  readonly db: CrmWriteDb;
  readonly scope: CallScope;
  readonly lead: FullLead;
  readonly link: boolean;
}

async function requireOpen(db: CrmWriteDb, { lead_id, status }: FullLead): Promise<void> {
  if (status === 'lost') {
    throw conflict(`Lead ${lead_id} is lost.`, { hint: 'Reopen it with update_lead_status first.' });
  }
  const { deals } = db.tables;
  const [deal] = await db
    .select({ deal_id: deals.deal_id })
    .from(deals)
    .where(eq(deals.lead_id, lead_id))
    .limit(1);
  if (deal === undefined) return;
  throw conflict(`Lead ${lead_id} was converted before.`, { hint: 'Work with the deal that came of it.' });
}

async function companyOf({ kernel, db, lead, link }: Conversion): Promise<CompanyLink> {
  const domain = employerDomain(lead);
  const known = link ? await linkedCompany(db, lead, domain) : { candidates: [] };
  if (known.company_id !== undefined || lead.company_name === null) return known;
  const at = kernel.timestamp();
  const company = await db.insert(db.tables.companies, {
    company_id: kernel.newId('com'),
    name: lead.company_name,
    name_norm: lead.company_norm ?? lead.company_name,
    domain: domain ?? null,
    domain_norm: domain ?? null,
    city: lead.city,
    country: lead.country,
    owner_id: lead.owner_id,
    created_at: at,
    updated_at: at,
  });
  await keepDuplicates(db, 'companies', company.company_id, company);
  return { company_id: company.company_id, candidates: known.candidates };
}

async function contactOf(
  { kernel, db, lead, link }: Conversion,
  company_id: string | undefined,
): Promise<string> {
  const known = link ? await linkedContact(db, lead, company_id) : undefined;
  if (known !== undefined) return known;
  const at = kernel.timestamp();
  const { name, first_name, last_name, email, email_norm, phone_e164, title, city, country, owner_id } = lead;
  const { other_emails, other_phones } = lead;
  const contact = await db.insert(db.tables.contacts, {
    contact_id: kernel.newId('con'),
    company_id: company_id ?? null,
    ...{ name, first_name, last_name, email, email_norm, phone_e164, title, city, country, owner_id },
    ...{ other_emails, other_phones },
    created_at: at,
    updated_at: at,
  });
  await keepDuplicates(db, 'contacts', contact.contact_id, { ...contact, company_name: lead.company_name });
  return contact.contact_id;
}

async function addDeal(
  { kernel, db, scope, lead }: Conversion,
  deal: NonNullable<ConvertOptions['deal']>,
  links: { readonly company_id: string | undefined; readonly contact_id: string },
) {
  const { minor: amount_minor, currency } = amountOf(deal, kernel.settings.default_currency);
  const stage = await firstStage(db);
  const at = kernel.timestamp();
  const row = await db.insert(db.tables.deals, {
    deal_id: kernel.newId('deal'),
    name: deal.name,
    company_id: links.company_id ?? null,
    contact_id: links.contact_id,
    lead_id: lead.lead_id,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.stage_id,
    probability: stage.probability,
    amount_minor: amount_minor ?? null,
    currency,
    close_date: deal.close_date ?? null,
    owner_id: lead.owner_id,
    created_at: at,
    updated_at: at,
  });
  await noteMove(db, kernel, scope, {
    object: 'deals',
    record_id: row.deal_id,
    from_stage: null,
    to_stage: stage.stage_id,
    at,
  });
  return { ...row, stage: stage.stage };
}

function amountOf(
  { amount, amount_minor, currency: given }: NonNullable<ConvertOptions['deal']>,
  fallback: string,
) {
  const currency = (given ?? fallback).toUpperCase();
  if (!isCurrency(currency)) throw amountRefused('currency', 'unknown_currency', currency);
  if (amount === undefined) return { minor: amount_minor, currency };
  if (amount_minor !== undefined) {
    throw validationError('deal has both amount and amount_minor.', {
      hint: 'Pass amount in whole units, 12500.5, or amount_minor, 1250050.',
    });
  }
  const minor = minorAmount(amount, currency);
  if (typeof minor === 'number') return { minor, currency };
  throw amountRefused('deal.amount', minor.problem, currency);
}

async function firstStage(db: CrmWriteDb) {
  const first = (await allStages(db)).find(({ kind }) => kind === 'open');
  if (first !== undefined) return first;
  throw conflict('No pipeline has an open stage.', { hint: 'Convert without a deal.' });
}

/** A converted lead is qualified at least; one that is further stays where it is. */
async function qualify({ kernel, db, scope, lead }: Conversion, expected_version: number | undefined) {
  const status = leadStatus.parse(lead.status);
  if (status === 'new' || status === 'contacted') {
    return moveLead(kernel, db, scope, lead, { status: 'qualified', expected_version });
  }
  const updated_at = kernel.timestamp();
  const row = await db.updateOne(db.tables.leads, lead.lead_id, { updated_at }, { expected_version });
  return fullLead({ lead: row, owner_name: lead.owner_name });
}
