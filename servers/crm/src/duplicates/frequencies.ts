import type { PreparedField, PreparedRecord } from './record.ts';
import { fieldWeights } from './weights.ts';

/** How common the values of a workspace are: sharing `Smith` says less than sharing `Vanderkolk`. */
export interface Frequencies {
  /** How many records were counted. */
  readonly population: number;
  /** The share of records that hold a value, between 0 and 1, smoothed towards the field's usual share. */
  chance(field: PreparedField, value: string): number;
}

/** The frequencies of a workspace of a given size about whose values nothing is known. */
export function usualFrequencies(population: number): Frequencies {
  return { population, chance: (field) => fieldWeights[field].chance };
}

const countedFields = [
  'given',
  'surname',
  'company',
  'domain',
  'email',
  'phone',
  'street',
  'street2',
  'number',
  'city',
  'postal',
  'region',
  'birth',
] as const satisfies readonly PreparedField[];

/** Fields whose values belong to one person unless a third record proves otherwise. */
const uniqueFields: ReadonlySet<PreparedField> = new Set(['email', 'phone']);

/** Records whose values count before the workspace's own outweigh the usual ones. */
const smoothing = 20;

/** Counts the values of records; one record counts one value per field once. */
export function countFrequencies(records: Iterable<PreparedRecord>): Frequencies {
  const counts = new Map(countedFields.map((field) => [field, new Map<string, number>()] as const));
  let population = 0;
  for (const record of records) {
    population += 1;
    for (const field of countedFields) {
      const value = record[field];
      const table = counts.get(field);
      if (value !== '') table?.set(value, (table.get(value) ?? 0) + 1);
    }
  }
  return {
    population,
    chance(field, value) {
      const count = counts.get(field)?.get(value) ?? 0;
      // the pair itself is no evidence that others share the value
      const others = Math.max(0, count - (uniqueFields.has(field) ? 2 : 1));
      return (others + smoothing * fieldWeights[field].chance) / (population + smoothing);
    },
  };
}
