import type { CallScope, LeadPage, LeadSearch } from '../../deps.ts';
import { appliedFilters } from '../../leads/applied-filters.ts';
import { shortLead } from '../../leads/shown.ts';
import { chosenFields, see, sees, seesAll } from '../gate.ts';
import { requireLeadSearch } from '../lead-gate.ts';
import type { OffsetCursors } from './cursors.ts';
import { ownerNamed, requireSource, sameSource, scan } from './known-leads.ts';
import type { ApiSearch, LeadApi } from './lead-api.ts';
import type { LeadRow } from './lead-schema.ts';
import { openTextMatch } from './row-gate.ts';

type Condition = (lead: LeadRow) => boolean;

/**
 * Searches leads through the API's search.
 *
 * What the API does not filter by (owner, source, score, time, and the rows of the caller's role) is filtered here, page
 * by page; the total is told only when the API's own is true for the caller. A page may be short of its limit with
 * `has_more` when a thousand rows did not fill it.
 *
 * @throws ToolError `permission_denied` for a filter or sort by a field that the role does not see in full,
 * `validation_error` for an owner or a source that no lead has.
 */
export async function searchLeads(
  api: LeadApi,
  cursors: OffsetCursors,
  asked: LeadSearch,
  scope: CallScope,
): Promise<LeadPage> {
  const fields = chosenFields(scope, 'leads', asked.fields, shortLead);
  requireLeadSearch(scope, asked);
  const search = await resolved(api, asked, scope);
  const local = localConditions(search, scope);
  const binding = bindingOf(search, scope);
  const found = await collect(api, search, local, cursors.read(binding, search.cursor), scope.signal);
  return {
    items: found.leads.map((lead) => see(scope, 'leads', lead, fields)),
    has_more: found.next !== undefined,
    ...(found.next !== undefined && { next_cursor: cursors.write(binding, found.next) }),
    ...(found.total !== undefined && { total_count: found.total }),
    applied_filters: appliedFilters(search),
  };
}

async function resolved(api: LeadApi, search: LeadSearch, scope: CallScope): Promise<LeadSearch> {
  if (search.source !== undefined) await requireSource(api, scope, search.source);
  if (search.owner_id === undefined) return search;
  const { owner_id } = await ownerNamed(api, scope, search.owner_id);
  return { ...search, owner_id };
}

function bindingOf(search: LeadSearch, { caller }: CallScope): readonly unknown[] {
  const { query, status, owner_id, source, min_score, updated_since, sort } = search;
  const filters = [query, status, owner_id, source, min_score, updated_since, sort];
  return ['leads', caller.tenant, caller.id, ...filters.map((value) => value ?? null)];
}

/** What is left to filter here; empty when every row of the API's answer is the caller's. */
function localConditions(search: LeadSearch, scope: CallScope): readonly Condition[] {
  const { owner_id, source, min_score, updated_since } = search;
  const since = updated_since === undefined ? undefined : new Date(updated_since).toISOString();
  const conditions: (Condition | undefined | false)[] = [
    !seesAll(scope, 'leads') && ((lead) => sees(scope, 'leads', lead)),
    openTextMatch(scope, search.query),
    owner_id !== undefined && ((lead) => lead.owner_id === owner_id),
    source !== undefined && ((lead) => sameSource(lead, source)),
    min_score !== undefined && ((lead) => (lead.score ?? -1) >= min_score),
    since !== undefined && ((lead) => (lead.updated_at ?? '') >= since),
  ];
  return conditions.flatMap((condition) => condition || []);
}

interface Found {
  readonly leads: readonly LeadRow[];
  /** The offset of the first row that was left over. */
  readonly next?: number;
  readonly total?: number;
}

async function collect(
  api: LeadApi,
  search: LeadSearch,
  conditions: readonly Condition[],
  start: number,
  signal: AbortSignal,
): Promise<Found> {
  const asked = conditions.length === 0 ? search.limit : scan.pageSize;
  const leads: LeadRow[] = [];
  let offset = start;
  for (let page = 0; page < scan.pages; page += 1) {
    const answer = await api.search(apiSearch(search, asked, offset), { fresh: false }, signal);
    const wanted = answer.leads.flatMap((lead, index) =>
      isWanted(lead, search, conditions) ? [{ lead, index }] : [],
    );
    const room = search.limit - leads.length;
    leads.push(...wanted.slice(0, room).map(({ lead }) => lead));
    const over = wanted[room];
    if (over !== undefined) return { leads, next: offset + over.index };
    offset += answer.leads.length;
    // an API that ignored a filter has counted what it should not have
    const total = conditions.length === 0 && wanted.length === answer.leads.length ? answer.total : undefined;
    if (isLastPage(answer, asked, offset)) return { leads, ...(total !== undefined && { total }) };
    if (total !== undefined && leads.length === search.limit) return { leads, next: offset, total };
  }
  return { leads, next: offset };
}

/** The status is checked again: an API that ignores the filter must not make the answer wrong. */
function isWanted(lead: LeadRow, { status }: LeadSearch, conditions: readonly Condition[]): boolean {
  return (status === undefined || lead.status === status) && conditions.every((holds) => holds(lead));
}

/** Without a total, a page that is not full is the last one. */
function isLastPage(
  { leads, total }: { readonly leads: readonly LeadRow[]; readonly total?: number | undefined },
  asked: number,
  end: number,
): boolean {
  if (leads.length === 0) return true;
  return total === undefined ? leads.length < asked : end >= total;
}

function apiSearch({ query, status, sort }: LeadSearch, limit: number, offset: number): ApiSearch {
  return {
    q: query?.trim(),
    status,
    sort: sort === 'relevance' ? undefined : sort,
    limit,
    offset,
  };
}
