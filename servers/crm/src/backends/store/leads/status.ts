import { versionConflict } from '@patchbay/schemas';
import type { CallScope, Leads } from '../../../deps.ts';
import { requireStatusChange } from '../../../leads/refusals.ts';
import { shortLead } from '../../../leads/shown.ts';
import { type LeadStatus, leadStatus } from '../../../leads/status.ts';
import { see } from '../../gate.ts';
import { requireStatusWrite } from '../../lead-gate.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import { noteMove } from '../pipelines/stages.ts';
import { type FullLead, findLead, fullLead } from './rows.ts';
import { rescored } from './score.ts';

type StatusUpdate = Parameters<Leads['updateStatus']>[0];

/** Moves a lead by the rules of its statuses and keeps the move, with the note as an activity. */
export async function updateLeadStatus(kernel: Kernel, change: StatusUpdate, scope: CallScope) {
  requireStatusWrite(scope, change);
  return kernel.write(scope, async (db) => {
    const lead = await findLead(db, scope, change.lead_id);
    const from = leadStatus.parse(lead.status);
    const expected_version = scope.expectedVersion ?? lead.version;
    // the write asks again; before it, so that a caller with an old lead in mind hears of that first
    if (expected_version !== lead.version) throw versionConflict(lead.version, expected_version);
    const kind = requireStatusChange({ ...change, from, to: change.status });
    if (change.note !== undefined) await addNote(kernel, db, scope, { ...change, note: change.note, from });
    const write = kind === 'unchanged' ? amendLead : moveLead;
    const moved = await write(kernel, db, scope, lead, {
      ...change,
      expected_version: scope.expectedVersion,
    });
    return { lead: see(scope, 'leads', moved, changedFields), previous_status: from };
  });
}

const changedFields = [...shortLead, 'lost_reason', 'version'];

/** A move of a lead that has been judged. */
export interface Move {
  readonly status: LeadStatus;
  readonly lost_reason?: string | undefined;
  readonly note?: string | undefined;
  readonly expected_version?: number | undefined;
}

/** Writes a move: the lead, its score, and the entry in its history. */
export async function moveLead(
  kernel: Kernel,
  db: CrmWriteDb,
  scope: CallScope,
  lead: FullLead,
  { status, lost_reason, note, expected_version }: Move,
): Promise<FullLead> {
  const at = kernel.timestamp();
  const row = await db.updateOne(
    db.tables.leads,
    lead.lead_id,
    {
      status,
      status_changed_at: at,
      lost_reason: status === 'lost' ? (lost_reason ?? null) : null,
      updated_at: at,
      ...(note !== undefined && { last_activity_at: at }),
      ...(await rescored(db, lead.lead_id, { ...lead, status }, kernel.now())),
    },
    { expected_version },
  );
  await noteMove(db, kernel, scope, {
    object: 'leads',
    record_id: String(lead.lead_id),
    from_stage: lead.status,
    to_stage: status,
    at,
  });
  return fullLead({ lead: row, owner_name: lead.owner_name });
}

/** What else a caller says of a lead that stays where it is: a note, another reason for its loss. */
async function amendLead(
  kernel: Kernel,
  db: CrmWriteDb,
  _scope: CallScope,
  lead: FullLead,
  { lost_reason = lead.lost_reason ?? undefined, note, expected_version }: Move,
): Promise<FullLead> {
  const isOther = lost_reason !== (lead.lost_reason ?? undefined);
  if (!isOther && note === undefined) return lead;
  const at = kernel.timestamp();
  const row = await db.updateOne(
    db.tables.leads,
    lead.lead_id,
    {
      updated_at: at,
      ...(isOther && { lost_reason }),
      ...(note !== undefined && { last_activity_at: at }),
      ...(await rescored(db, lead.lead_id, lead, kernel.now())),
    },
    { expected_version },
  );
  return fullLead({ lead: row, owner_name: lead.owner_name });
}

async function addNote(
  kernel: Kernel,
  db: CrmWriteDb,
  { caller }: CallScope,
  { lead_id, from, status, note }: StatusUpdate & { readonly from: LeadStatus; readonly note: string },
): Promise<void> {
  const at = kernel.timestamp();
  const activity_id = kernel.newId('act');
  await db.insert(db.tables.activities, {
    activity_id,
    kind: 'note',
    subject: from === status ? `Status: ${status}` : `Status: ${from} → ${status}`,
    body: note,
    occurred_at: at,
    owner_id: caller.id,
    created_at: at,
    updated_at: at,
  });
  await db.insert(db.tables.activity_links, { activity_id, object: 'leads', record_id: String(lead_id) });
}
