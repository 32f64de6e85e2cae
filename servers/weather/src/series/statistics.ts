/** The arithmetic mean; undefined of nothing. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The quantile of a sample at `share` (0 to 1), linear between the two nearest ranks; undefined of nothing.
 *
 * Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
 */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const position = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Where a value stands in a sample, as a percentile from 0 to 100; undefined of an empty sample.
 *
 * The share of smaller values plus half of the equal ones (the mid-rank definition).
 */
export function percentileRank(sample: readonly number[], value: number): number | undefined {
  if (sample.length === 0) return undefined;
  const smaller = sample.filter((other) => other < value).length;
  const equal = sample.filter((other) => other === value).length;
  return (100 * (smaller + equal / 2)) / sample.length;
}

/** The numbers of a column, without gaps and texts. */
export function numbersOf(column: readonly (number | string | null)[]): number[] {
  return column.filter((value): value is number => typeof value === 'number');
}
