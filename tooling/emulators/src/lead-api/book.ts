import { type ApiActivity, type ApiLead, seedActivities } from './leads.ts';

/** A change that a PATCH asks for. */
export interface StatusPatch {
  readonly status: string;
  readonly note: string | undefined;
  readonly lost_reason: string | undefined;
}

/** A question to the search. */
export interface LeadQuery {
  readonly q: string;
  readonly status: string | undefined;
  readonly sort: string;
  readonly limit: number;
  readonly offset: number;
}

/** The leads of one running API. */
export interface LeadBook {
  get(id: number): ApiLead | undefined;
  /** Newest first. */
  activities(id: number): readonly ApiActivity[];
  search(query: LeadQuery): { readonly leads: readonly ApiLead[]; readonly total: number };
  /** Makes the change and returns the lead after it; unless `commits`, the lead only looks changed. */
  patch(lead: ApiLead, patch: StatusPatch, commits: boolean): ApiLead;
  all(): readonly ApiLead[];
  reset(): void;
}

/** Opens a book with the given leads; `reset` brings it back to them. */
export function openBook(seeded: readonly ApiLead[], now: () => Date): LeadBook {
  let leads = new Map<number, ApiLead>();
  let stories = new Map<number, readonly ApiActivity[]>();
  const reset = (): void => {
    leads = new Map(seeded.map((lead) => [lead.id, lead]));
    stories = new Map(seeded.map((lead) => [lead.id, seedActivities(lead)]));
  };
  reset();
  const story = (id: number): readonly ApiActivity[] => stories.get(id) ?? [];
  return {
    get: (id) => leads.get(id),
    activities: story,
    all: () => [...leads.values()],
    reset,
    search: (query) => searchIn([...leads.values()], query),
    patch: (lead, patch, commits) => {
      const at = now().toISOString();
      const changed = changedLead(lead, patch, at);
      if (commits) {
        leads.set(lead.id, changed);
        stories.set(lead.id, [...noteOf(changed, patch, at), ...story(lead.id)]);
      }
      return changed;
    },
  };
}

function changedLead(lead: ApiLead, { status, lost_reason }: StatusPatch, at: string): ApiLead {
  return {
    ...lead,
    status,
    status_changed_at: at,
    lost_reason: status === 'lost' ? (lost_reason ?? null) : null,
    last_activity_at: at,
    version: lead.version + 1,
    updated_at: at,
  };
}

function noteOf(lead: ApiLead, { status, note }: StatusPatch, at: string): readonly ApiActivity[] {
  if (note === undefined) return [];
  const { id, version, owner_id, owner_team } = lead;
  const activity_id = `act_${id}_v${version}`;
  return [
    {
      activity_id,
      kind: 'note',
      subject: `Moved to ${status}`,
      body: note,
      occurred_at: at,
      owner_id,
      owner_team,
    },
  ];
}

function searchIn(
  leads: readonly ApiLead[],
  { q, status, sort, limit, offset }: LeadQuery,
): { leads: readonly ApiLead[]; total: number } {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = leads
    .filter((lead) => status === undefined || lead.status === status)
    .filter((lead) => words.every((word) => textOf(lead).includes(word)))
    .sort((a, b) => compare(sort, a, b) || b.id - a.id);
  return { leads: found.slice(offset, offset + limit), total: found.length };
}

function textOf({ name, company_name, email }: ApiLead): string {
  return [name, company_name, email].join(' ').toLowerCase();
}

function compare(sort: string, a: ApiLead, b: ApiLead): number {
  if (sort === 'score') return b.score - a.score;
  if (sort === 'created_at') return Date.parse(b.created_at) - Date.parse(a.created_at);
  return Date.parse(b.updated_at) - Date.parse(a.updated_at);
}
