import { jaroWinkler } from '../duplicates/similarity.ts';
import { foldWords } from '../values/text.ts';

/** What a column of a file is taken for. */
export interface ColumnSuggestion<Field extends string> {
  readonly header: string;
  /** Its place in a row, from 0. */
  readonly position: number;
  /** Null when no field comes near enough. */
  readonly field: Field | null;
  /** 0 to 1; 1 for a known name. */
  readonly confidence: number;
  /** Fields that it might be as well, the likeliest first; at most three. */
  readonly alternatives: readonly Field[];
}

const leastConfidence = 0.88;
const leastAlternative = 0.75;

/**
 * Suggests for each header the field that it means, by known names in several languages and by likeness.
 *
 * Each field is given to one column only, the likeliest; `known` lists the names of each field, folded.
 */
export function suggestColumns<Field extends string>(
  headers: readonly string[],
  known: Readonly<Record<Field, readonly string[]>>,
): readonly ColumnSuggestion<Field>[] {
  const ranked = headers.map((header) => rankFields(header, known));
  const offers = ranked.flatMap((fields, position) => fields.map((offer) => ({ ...offer, position })));
  const taken = new Set<Field>();
  const given = new Map<number, { field: Field; confidence: number }>();
  for (const { field, confidence, position } of offers.sort((a, b) => b.confidence - a.confidence)) {
    if (confidence < leastConfidence || taken.has(field) || given.has(position)) continue;
    taken.add(field);
    given.set(position, { field, confidence });
  }
  return headers.map((header, position) => {
    const chosen = given.get(position);
    const others = (ranked[position] ?? []).filter(
      ({ field, confidence }) => field !== chosen?.field && confidence >= leastAlternative,
    );
    return {
      header,
      position,
      field: chosen?.field ?? null,
      confidence: chosen === undefined ? 0 : Math.round(chosen.confidence * 100) / 100,
      alternatives: others.slice(0, 3).map(({ field }) => field),
    };
  });
}

function rankFields<Field extends string>(
  header: string,
  known: Readonly<Record<Field, readonly string[]>>,
): readonly { field: Field; confidence: number }[] {
  // camelCase and snake_case headers are words too
  const folded = foldWords(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '));
  if (folded === '') return [];
  const fields: Field[] = [];
  for (const field in known) fields.push(field);
  return fields
    .map((field) => ({ field, confidence: likeness(folded, [...known[field], field.replaceAll('_', ' ')]) }))
    .sort((a, b) => b.confidence - a.confidence);
}

function likeness(header: string, names: readonly string[]): number {
  if (names.includes(header)) return 1;
  return (
    names.reduce((best, name) => Math.max(best, name.length < 4 ? 0 : jaroWinkler(header, name)), 0) * 0.99
  );
}
