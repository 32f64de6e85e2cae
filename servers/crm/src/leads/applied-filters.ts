import type { RecordFilter } from '../records/types.ts';

/** What a search over leads may be narrowed by. */
interface LeadFilters {
  readonly status?: string | undefined;
  readonly owner_id?: string | undefined;
  readonly source?: string | undefined;
  readonly min_score?: number | undefined;
  readonly updated_since?: string | undefined;
}

/** The conditions of a search over leads as the general search writes them. */
export function appliedFilters(search: LeadFilters): readonly RecordFilter[] {
  const { status, owner_id, source, min_score, updated_since } = search;
  const filters: readonly RecordFilter[] = [
    { field: 'status', op: 'eq', value: status },
    { field: 'owner_id', op: 'eq', value: owner_id },
    { field: 'source', op: 'eq', value: source },
    { field: 'score', op: 'gte', value: min_score },
    { field: 'updated_at', op: 'gte', value: updated_since },
  ];
  return filters.filter(({ value }) => value !== undefined);
}
