/** A list in an object. */
export interface List {
  readonly output: Readonly<Record<string, unknown>>;
  readonly field: string;
  readonly items: readonly unknown[];
}

/** The list of an object that takes the most room, of those with more than one item. */
export function longestList(output: unknown): List | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  const record = { ...output };
  const lists = Object.entries(record).flatMap(([field, items]) =>
    Array.isArray(items) && items.length > 1
      ? [{ output: record, field, items, size: JSON.stringify(items).length }]
      : [],
  );
  return lists.toSorted((a, b) => b.size - a.size)[0];
}

/** The object with fewer items; a page's own cursor leads past those that are left out, so it goes with them. */
export function firstItems(
  { output, field, items }: List,
  keep: number,
  { keepsCursor }: { readonly keepsCursor: boolean },
): Record<string, unknown> {
  const { next_cursor: cursor, ...rest } = { ...output, [field]: items.slice(0, keep) };
  const more = typeof output['has_more'] === 'boolean' && field === 'items' ? { has_more: true } : {};
  return { ...rest, ...(cursor !== undefined && keepsCursor && { next_cursor: cursor }), ...more };
}
