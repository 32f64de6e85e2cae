/** A plain object of which nothing else is known, as it comes out of JSON. */
export type Bag = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
