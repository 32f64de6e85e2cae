/** A thing with a value to rank by; null when the value is missing. */
export interface Ranked<Item> {
  readonly item: Item;
  readonly value: number | null;
}

/** The things in order of their values, the highest first; ties keep their order and missing values are left out. */
export function rankDescending<Item>(entries: readonly Ranked<Item>[]): { item: Item; value: number }[] {
  return entries
    .flatMap(({ item, value }) => (value === null ? [] : [{ item, value }]))
    .toSorted((a, b) => b.value - a.value);
}
