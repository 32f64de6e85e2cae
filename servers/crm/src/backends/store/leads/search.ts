import { and, countRows, eq, gte, inArray, type SQL } from '@patchbay/storage';
import type { CallScope, LeadPage, LeadSearch } from '../../../deps.ts';
import { appliedFilters } from '../../../leads/applied-filters.ts';
import { shortLead } from '../../../leads/shown.ts';
import { chosenFields, see } from '../../gate.ts';
import { requireLeadSearch } from '../../lead-gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { ownerNamed } from '../lookups/owners.ts';
import { requireStored } from '../lookups/stored-values.ts';
import { foldedText, sameText } from '../records/folded-text.ts';
import { rowCondition } from '../row-condition.ts';
import { matchingLeads } from './matching.ts';
import { pagingOf } from './paging.ts';
import { fullLead, selectLeads } from './rows.ts';

/** Searches leads: text, filters, and pages in a stable order. */
export async function searchLeads(kernel: Kernel, asked: LeadSearch, scope: CallScope): Promise<LeadPage> {
  const fields = chosenFields(scope, 'leads', asked.fields, shortLead);
  requireLeadSearch(scope, asked);
  return kernel.scan(scope, async (db) => {
    const search = await resolved(db, asked, scope);
    const page = await pageOf(db, search, scope);
    return {
      ...page,
      items: page.items.map((lead) => see(scope, 'leads', lead, fields)),
      applied_filters: appliedFilters(search),
    };
  });
}

/** The search with the id of the owner in place of a name. @throws ToolError for an owner or a source that none has. */
async function resolved(db: CrmDb, search: LeadSearch, scope: CallScope): Promise<LeadSearch> {
  const { owner_id: owner, source } = search;
  if (source !== undefined) await requireStored(db, scope, 'leads', { field: 'source', value: source });
  return owner === undefined ? search : { ...search, owner_id: await ownerNamed(db, scope, 'leads', owner) };
}

async function pageOf(db: CrmDb, search: LeadSearch, scope: CallScope) {
  const filters = filtersOf(db, search, scope);
  const { query } = search;
  if (query === undefined) {
    const { paging, query: page } = columnQuery(db, search, filters);
    const total = await countRows(db, db.tables.leads, filters, paging.orderBy);
    return { ...paging.page((await page).map(fullLead)), ...total };
  }
  const { sort } = search;
  const page = await matchingLeads(db, scope, { query, sort, condition: filters, paging: pagingOf(search) });
  const ids = page.items.map(({ lead_id }) => lead_id);
  const rows = ids.length === 0 ? [] : await selectLeads(db).where(inArray(db.tables.leads.lead_id, ids));
  const byId = new Map(rows.map((row) => [row.lead.lead_id, fullLead(row)]));
  return { ...page, items: ids.flatMap((id) => byId.get(id) ?? []) };
}

/** All that decides which leads the list has, but for the text. */
export function filtersOf(db: CrmDb, search: LeadSearch, scope: CallScope): SQL | undefined {
  const { leads } = db.tables;
  const { status, owner_id, source, min_score, updated_since } = search;
  return and(
    rowCondition(db, scope, 'leads', leads),
    status === undefined ? undefined : eq(leads.status, status),
    owner_id === undefined ? undefined : eq(leads.owner_id, owner_id),
    source === undefined ? undefined : sameText(foldedText(db, leads.source), source),
    min_score === undefined ? undefined : gte(leads.score, min_score),
    updated_since === undefined ? undefined : gte(leads.updated_at, new Date(updated_since).toISOString()),
  );
}

/** The select of one page in the order of a column, which an index must be able to serve. */
export function columnQuery(db: CrmDb, search: LeadSearch, condition: SQL | undefined) {
  const { leads } = db.tables;
  const sort = search.sort === 'relevance' ? 'updated_at' : search.sort;
  const paging = db.paging({
    ...pagingOf(search),
    sort: { column: leads[sort], direction: 'desc' },
    id: leads.lead_id,
  });
  const query = selectLeads(db)
    .where(and(condition, paging.after))
    .orderBy(...paging.orderBy)
    .limit(paging.limit);
  return { paging, query };
}
