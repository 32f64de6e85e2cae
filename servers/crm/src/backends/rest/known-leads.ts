import { fold } from '@patchbay/schemas';
import type { CallScope, Owner } from '../../deps.ts';
import { isMe, type Named, theNamed, unknownOwner, unknownValue } from '../../search/named.ts';
import { sees } from '../gate.ts';
import type { LeadApi } from './lead-api.ts';
import type { LeadRow } from './lead-schema.ts';

/** How many rows of the API one call looks through at most. */
export const scan = { pages: 10, pageSize: 100 } as const;

/** The leads that the caller sees among those looked through. */
interface KnownLeads {
  readonly leads: readonly LeadRow[];
  /** Whether the API has no others. */
  readonly isAll: boolean;
}

/** Leads of the API, those that changed last first, until one fulfils a condition. */
async function knownLeads(
  api: LeadApi,
  scope: CallScope,
  until: (lead: LeadRow) => boolean,
): Promise<KnownLeads> {
  const leads: LeadRow[] = [];
  const query = { q: undefined, status: undefined, sort: undefined, limit: scan.pageSize };
  for (let offset = 0; offset < scan.pages * scan.pageSize; ) {
    const answer = await api.search({ ...query, offset }, { fresh: false }, scope.signal);
    leads.push(...answer.leads.filter((lead) => sees(scope, 'leads', lead)));
    offset += answer.leads.length;
    const isLast = answer.total === undefined ? answer.leads.length < scan.pageSize : offset >= answer.total;
    if (answer.leads.length === 0 || isLast) return { leads, isAll: true };
    if (leads.some(until)) return { leads, isAll: false };
  }
  return { leads, isAll: false };
}

/**
 * The owner that a text names, among those of the leads that the caller sees: an API of leads tells no others.
 *
 * One who owns none of a thousand leads while there are more is taken at their word.
 *
 * @throws ToolError `validation_error` with the nearest owner for one who does not exist, or with all who bear the name.
 */
export async function ownerNamed(api: LeadApi, scope: CallScope, text: string): Promise<Owner> {
  const asked = text.trim();
  if (isMe(asked) || asked === scope.caller.id) return { owner_id: scope.caller.id };
  const { leads, isAll } = await knownLeads(api, scope, ({ owner_id }) => owner_id === asked);
  const owners = ownersOf(leads);
  const found = theNamed('owner_id', asked, owners);
  if (found !== undefined) return { owner_id: found.id, ...(found.name && { owner_name: found.name }) };
  if (!isAll) return { owner_id: asked };
  throw unknownOwner(asked, owners);
}

function ownersOf(leads: readonly LeadRow[]): readonly Named[] {
  const owners = new Map<string, Named>();
  for (const { owner_id, owner_name } of leads) {
    if (typeof owner_id === 'string' && !owners.has(owner_id))
      owners.set(owner_id, { id: owner_id, name: owner_name });
  }
  return [...owners.values()];
}

/**
 * Refuses a source that no lead has which the caller sees; where there are no leads nothing is unknown.
 *
 * @throws ToolError `validation_error` with the nearest of the sources that leads have.
 */
export async function requireSource(api: LeadApi, scope: CallScope, asked: string): Promise<void> {
  const isIt = (lead: LeadRow) => sameSource(lead, asked);
  const { leads, isAll } = await knownLeads(api, scope, isIt);
  if (!isAll || leads.length === 0 || leads.some(isIt)) return;
  const sources = leads.flatMap(({ source }) => (typeof source === 'string' ? [source] : []));
  throw unknownValue('source', asked, sources);
}

/** Whether a lead has the source, in any case. */
export function sameSource(lead: LeadRow, source: string): boolean {
  return typeof lead.source === 'string' && fold(lead.source) === fold(source);
}
