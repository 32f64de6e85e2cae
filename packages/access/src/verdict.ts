import { nearest } from '@patchbay/core';
import { type ErrorCode, ToolError } from '@patchbay/schemas';

/** What a check answers. */
export type Verdict = { readonly allowed: true } | Refusal;

/** Why not, in words for whoever asked, and what they can do instead. */
export interface Refusal {
  readonly allowed: false;
  readonly code: Extract<ErrorCode, 'permission_denied' | 'validation_error'>;
  readonly reason: string;
  readonly hint: string;
}

/** @throws ToolError with the reason and the hint, unless the verdict allows it. */
export function demand(verdict: Verdict): void {
  if (verdict.allowed) return;
  throw new ToolError(verdict.code, verdict.reason, { hint: verdict.hint });
}

export const allowed: Verdict = { allowed: true };

const denied = (reason: string, hint: string): Refusal => ({
  allowed: false,
  code: 'permission_denied',
  reason,
  hint,
});

/** Somebody, as refusals name them; undefined for a role that the policy does not know. */
type RoleName = string | undefined;

const named = (role: RoleName): string => (role === undefined ? 'An unknown role' : `The role ${role}`);

export const refusals = {
  unseen: (role: RoleName, object: string) =>
    denied(
      `${named(role)} does not see ${object}.`,
      'Ask somebody with another role, or work with other records.',
    ),
  hidden: (role: RoleName, object: string, field: string) =>
    denied(`${named(role)} does not see ${field} of ${object}.`, `Leave ${field} out of fields.`),
  filter: (role: RoleName, object: string, field: string, open: readonly string[]) =>
    denied(
      `${named(role)} cannot filter, sort or search ${object} by ${field}.`,
      open.length === 0 ? `Leave ${field} out.` : `Use one of: ${open.join(', ')}.`,
    ),
  action: (role: RoleName, object: string, action: string) =>
    denied(`${named(role)} cannot ${action} ${object}.`, 'Ask somebody with another role to do it.'),
  write: (role: RoleName, object: string, fields: readonly string[]) =>
    denied(`${named(role)} cannot write ${fields.join(', ')} of ${object}.`, 'Leave these fields out.'),
  unknown: (object: string, field: string, known: readonly string[]): Refusal => {
    const near = nearest(field, known);
    const guess = near === undefined ? '' : ` Did you mean ${near}?`;
    return {
      allowed: false,
      code: 'validation_error',
      reason: `${object} have no field "${field.slice(0, 60)}".${guess}`,
      hint: `Fields: ${known.join(', ')}.`,
    };
  },
};
