import { z } from 'zod';

/** The statuses of a lead, in the order of a sale. */
export const leadStatuses = [
  'new',
  'contacted',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
] as const;

/** Where a lead stands. */
export const leadStatus = z.enum(leadStatuses);

/** Where a lead stands. */
export type LeadStatus = z.output<typeof leadStatus>;

/** Usual reasons for losing a lead; others are welcome. */
const lostReasons = [
  'price',
  'competitor',
  'no_budget',
  'no_decision',
  'no_response',
  'bad_timing',
  'not_a_fit',
  'duplicate',
] as const;

const nextStatuses: Readonly<Record<LeadStatus, readonly LeadStatus[]>> = {
  new: ['contacted', 'qualified', 'lost'],
  contacted: ['qualified', 'proposal', 'lost'],
  qualified: ['contacted', 'proposal', 'negotiation', 'lost'],
  proposal: ['qualified', 'negotiation', 'won', 'lost'],
  negotiation: ['proposal', 'won', 'lost'],
  won: ['negotiation'],
  lost: ['contacted', 'qualified'],
};

/** The statuses that a lead may move to; reopening a closed lead included. */
export function allowedNextStatuses(from: LeadStatus): readonly LeadStatus[] {
  return nextStatuses[from];
}

/** Whether nothing more is to be done about a lead. */
export function isClosed(status: LeadStatus): boolean {
  return status === 'won' || status === 'lost';
}

/** Text that says something, or undefined. */
type Text = string | null | undefined;

/** A wish to move a lead. */
export interface StatusChange {
  readonly from: LeadStatus;
  readonly to: LeadStatus;
  readonly note?: Text;
  readonly lost_reason?: Text;
}

/** What a change is: no change at all, a step on or back, the end, or a closed lead that lives again. */
export type StatusChangeKind = 'unchanged' | 'advance' | 'step_back' | 'close' | 'reopen';

/** Whether a change is allowed, or why it is not and what would help. */
export type StatusVerdict =
  | { readonly allowed: true; readonly kind: StatusChangeKind }
  | {
      readonly allowed: false;
      readonly problem: 'not_a_next_status' | 'lost_reason_missing' | 'note_missing';
      readonly message: string;
      readonly hint: string;
    };

/**
 * Judges a change of status.
 *
 * Setting the status that a lead has is allowed and changes nothing, so that a repeated call does no harm. `lost` needs a
 * `lost_reason`, and a closed lead reopens only with a `note` that says why.
 */
export function judgeStatusChange(change: StatusChange): StatusVerdict {
  const { from, to } = change;
  if (from === to) return { allowed: true, kind: 'unchanged' };
  if (!nextStatuses[from].includes(to)) return notNext(from, to);
  if (to === 'lost' && isBlank(change.lost_reason)) {
    return {
      allowed: false,
      problem: 'lost_reason_missing',
      message: 'A lead is lost only with a reason.',
      hint: `Pass lost_reason, for example one of: ${lostReasons.join(', ')}.`,
    };
  }
  if (isClosed(from) && isBlank(change.note)) {
    return {
      allowed: false,
      problem: 'note_missing',
      message: `A lead that is ${from} reopens only with a note.`,
      hint: 'Pass note and say why the lead is open again.',
    };
  }
  return { allowed: true, kind: kindOf(from, to) };
}

function notNext(from: LeadStatus, to: LeadStatus): StatusVerdict {
  const path = statusPath(from, to);
  const detour = path.length === 0 ? '' : ` The way to ${to}: ${path.join(' → ')}.`;
  return {
    allowed: false,
    problem: 'not_a_next_status',
    message: `A lead cannot move from ${from} to ${to}.`,
    hint: `From ${from} it may move to: ${nextStatuses[from].join(', ')}.${detour}`,
  };
}

function kindOf(from: LeadStatus, to: LeadStatus): StatusChangeKind {
  if (isClosed(from)) return 'reopen';
  if (isClosed(to)) return 'close';
  return leadStatuses.indexOf(to) > leadStatuses.indexOf(from) ? 'advance' : 'step_back';
}

function isBlank(text: Text): boolean {
  return text === undefined || text === null || text.trim() === '';
}

/** The shortest way between two statuses, both included; empty when there is none. */
export function statusPath(from: LeadStatus, to: LeadStatus): readonly LeadStatus[] {
  const paths: (readonly LeadStatus[])[] = [[from]];
  const seen = new Set<LeadStatus>([from]);
  for (const path of paths) {
    const last = path.at(-1);
    if (last === undefined || last === to) return path;
    for (const next of nextStatuses[last]) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return [];
}
