/** How many deals a number names at most; how many there are is beside them. */
export const namedDeals = 25;

/** What adds up to a number: deals, their worth, and the first of them. */
export interface Count {
  deals: number;
  sum: number;
  readonly deal_ids: string[];
}

/** A count of nothing yet. */
export function noDeals(): Count {
  return { deals: 0, sum: 0, deal_ids: [] };
}

/** Adds a deal, with what it is worth to the number. */
export function addDeal(count: Count, deal_id: string, worth = 0): void {
  count.deals += 1;
  count.sum += worth;
  if (count.deal_ids.length < namedDeals) count.deal_ids.push(deal_id);
}

/** Counts by some key, such as a currency or a stage. */
export type Counts = Map<string, Count>;

/** The count of a key, begun where there is none. */
export function countOf(counts: Counts, key: string): Count {
  const known = counts.get(key) ?? noDeals();
  counts.set(key, known);
  return known;
}
