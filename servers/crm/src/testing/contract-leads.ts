import { type ErrorCode, ToolError } from '@patchbay/schemas';
import { expect } from 'vitest';
import type { CallScope, Leads } from '../deps.ts';
import type { LeadStatus } from '../leads/status.ts';
import type { Role } from '../policy.ts';

/** A lead that a backend is filled with before each test. */
export interface ContractLead {
  readonly lead_id: number;
  readonly name: string;
  readonly email: string | null;
  readonly company_name: string;
  readonly status: LeadStatus;
  readonly score: number;
  readonly source: string;
  readonly owner_id: string | null;
  readonly owner_team: string | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly updated_at: string;
}

/** A backend filled with the contract's leads. */
export interface LeadsRig extends AsyncDisposable {
  readonly leads: Leads;
}

/** The users that own the contract's leads. */
export const contractUsers = [
  { user_id: 'u-ann', name: 'Ann Lindqvist', team: 'east' },
  { user_id: 'u-bob', name: 'Bob Okoye', team: 'east' },
  { user_id: 'u-cyd', name: 'Cyd Marañón', team: 'west' },
] as const;

/** An hour of the day on which the leads changed. */
export const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour)).toISOString();

/** The leads that every backend is filled with; later ids changed later. */
export const contractLeads: readonly ContractLead[] = [
  lead(1, 'Ada Okafor', 'ada@northwind.example', 'Northwind Labs', 'new', 40, 'web', 'u-ann'),
  lead(2, 'Bruno Moreau', 'bruno@acme.example', 'Acme Foods', 'contacted', 70, 'event', 'u-bob'),
  lead(3, 'Chidi Okafor', 'chidi@acme.example', 'Acme Foods', 'qualified', 90, 'web', 'u-cyd'),
  lead(4, 'Dana Silva', null, 'Blue Harbor', 'proposal', 10, 'referral', 'u-ann'),
  lead(5, 'Élise Weiß', 'hidden-word@kestrel.example', 'Kestrel Optics', 'won', 55, 'web', null),
];

function lead(
  lead_id: number,
  name: string,
  email: string | null,
  company_name: string,
  status: LeadStatus,
  score: number,
  source: string,
  owner_id: string | null,
): ContractLead {
  const owner_team = contractUsers.find(({ user_id }) => user_id === owner_id)?.team ?? null;
  const updated_at = at(lead_id);
  return { lead_id, name, email, company_name, status, score, source, owner_id, owner_team, updated_at };
}

/** The scope of a caller with a role. */
export function contractScope(
  role: Role,
  facts: { readonly id?: string; readonly team?: string } = {},
): CallScope {
  const caller = { id: 'u-none', tenant: 'default', role, scopes: new Set<string>(), ...facts };
  return { caller, signal: new AbortController().signal };
}

/** What a port refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<ToolError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ToolError) return error;
  throw new Error('Nothing was refused.', { cause: error });
}

/** Words of a refusal that every backend has to use. */
export interface Refused {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Holds that a port refuses in these words and no others. */
export async function expectRefusal(work: Promise<unknown>, refused: Refused): Promise<void> {
  const { code, message, hint, details } = await refusalOf(work);
  expect({ code, message, hint, ...(details && { details }) }).toEqual(refused);
}
