import { conflict, permissionDenied, validationError } from '@patchbay/core';
import { eq } from '@patchbay/storage';
import type { CallScope, LeadIntake, NewLead, PossibleDuplicate } from '../../../deps.ts';
import { nameWithoutForm } from '../../../duplicates/companies/company-name.ts';
import { shortLead } from '../../../leads/shown.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { splitFullName } from '../../../values/person-name.ts';
import { phoneReasons, recordPhoneReader } from '../../../values/phone.ts';
import { requireWrite, roleOf, see } from '../../gate.ts';
import { keepDuplicates } from '../duplicates/links.ts';
import { type LookAlike, lookAlikes } from '../duplicates/look-alikes.ts';
import type { CrmDb, CrmWriteDb, Kernel } from '../kernel.ts';
import { assigneeNamed } from '../lookups/owners.ts';
import { noteMove } from '../pipelines/stages.ts';
import { requireNewExternalId } from '../records/external-id.ts';
import { type FullLead, visibleLeads } from './rows.ts';
import { rescored } from './score.ts';

type CreateOptions = Parameters<LeadIntake['create']>[1];

/** Creates a lead unless one that the caller sees is there already. */
export async function createLead(kernel: Kernel, lead: NewLead, options: CreateOptions, scope: CallScope) {
  const given = Object.entries(lead).flatMap(([field, value]) =>
    value === undefined ? [] : [field === 'phone' ? 'phone_e164' : field],
  );
  requireWrite(scope, 'leads', 'create', given);
  const draft = await draftOf(kernel, lead);
  return kernel.write(scope, async (db) => {
    const alike = await lookAlikes(db, scope, { object: 'leads', row: draft });
    const [sure] = alike.filter((each) => each.sure);
    if (sure !== undefined && options.on_duplicate === 'error') throw alreadyThere(sure);
    const twin = options.on_duplicate === 'create' ? undefined : await twinOf(db, scope, alike);
    if (twin !== undefined) return { ...twin, created: false };
    await requireNewExternalId(db, scope, 'leads', lead.external_id);
    const owner_id = await assigneeNamed(db, scope, 'leads', lead.owner_id ?? scope.caller.id);
    const created = await insertLead(kernel, db, scope, { ...draft, owner_id });
    return {
      lead: see(scope, 'leads', created, createdFields),
      created: true,
      ...(sure !== undefined && { matched_on: sure.agrees_on }),
      ...(alike.length > 0 && { possible_duplicates: alike.slice(0, mostNamed).flatMap(possible) }),
    };
  });
}

const createdFields = [...shortLead, 'email', 'phone_e164', 'version'];

async function draftOf({ settings }: Kernel, { phone, owner_id: _owner, ...lead }: NewLead) {
  const mail = lead.email === undefined ? undefined : normaliseEmail(lead.email);
  if (lead.email !== undefined && mail === undefined) {
    throw validationError('email is no e-mail address.', {
      hint: 'Write it as name@example.com, or leave it out.',
    });
  }
  const phone_e164 = phone === undefined ? null : await e164(phone, lead.country, settings.default_country);
  const { first_name, last_name } = splitFullName(lead.name);
  return {
    ...lead,
    first_name: first_name || null,
    last_name: last_name || null,
    email: mail?.email ?? null,
    email_norm: mail?.email_norm ?? null,
    phone_e164,
    company_norm: lead.company_name === undefined ? null : nameWithoutForm(lead.company_name),
  };
}

type Draft = Awaited<ReturnType<typeof draftOf>>;

async function e164(phone: string, country: string | undefined, fallback: string): Promise<string> {
  const read = await recordPhoneReader(fallback, [country]);
  const facts = read(phone, country);
  if ('phone_e164' in facts) return facts.phone_e164;
  throw validationError(`phone ${phoneReasons[facts.problem]}.`, {
    hint: 'Write it with its country code, such as +44 20 7946 0958, or leave it out.',
  });
}

/** The lead that is there already: surely the same person. A contact is none, and is named beside the new lead. */
async function twinOf(db: CrmDb, scope: CallScope, alike: readonly LookAlike[]) {
  const sure = alike.find((each) => each.sure && each.object === 'leads');
  if (sure === undefined) return undefined;
  const [lead] = await visibleLeads(db, scope, eq(db.tables.leads.lead_id, Number(sure.id)));
  if (lead === undefined) return undefined;
  return { lead: see(scope, 'leads', lead, createdFields), matched_on: sure.agrees_on };
}

const mostNamed = 5;

function possible({ object, id, score, reasons }: LookAlike): readonly PossibleDuplicate[] {
  return object === 'companies' ? [] : [{ object_type: object, id, score, reasons }];
}

const singular = { leads: 'Lead', contacts: 'Contact', companies: 'Company' } as const;

function alreadyThere({ object, id, agrees_on }: LookAlike) {
  const look = object === 'leads' ? 'get_lead_details' : 'search_crm_records';
  return conflict(`${singular[object]} ${id} is the same person: ${agrees_on.join(', ')} agree.`, {
    hint: `Look at it with ${look}, or pass on_duplicate "create" for a second record.`,
    details: {
      ...(object === 'leads' ? { lead_id: Number(id) } : { object_type: object, id }),
      matched_on: agrees_on,
    },
  });
}

async function insertLead(
  kernel: Kernel,
  db: CrmWriteDb,
  scope: CallScope,
  draft: Draft & { readonly owner_id: string },
): Promise<FullLead> {
  const at = kernel.timestamp();
  const scored = {
    ...draft,
    company_name: draft.company_name ?? null,
    title: draft.title ?? null,
    source: draft.source ?? null,
    status: 'new',
    score_breakdown: null,
  };
  const row = await db.insert(db.tables.leads, {
    ...draft,
    status: 'new',
    status_changed_at: at,
    created_at: at,
    updated_at: at,
    ...(await rescored(db, undefined, scored, kernel.now())),
  });
  await keepDuplicates(db, 'leads', row.lead_id, row);
  await noteMove(db, kernel, scope, {
    object: 'leads',
    record_id: String(row.lead_id),
    from_stage: null,
    to_stage: 'new',
    at,
  });
  const [created] = await visibleLeads(db, scope, eq(db.tables.leads.lead_id, row.lead_id));
  if (created !== undefined) return created;
  throw permissionDenied(`The role ${roleOf(scope)} cannot create leads that it would not see.`, {
    hint: 'Leave owner_id out to own the lead yourself.',
  });
}
