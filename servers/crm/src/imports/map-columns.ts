import { jaroWinkler } from '../duplicates/similarity.ts';
import { foldWords } from '../values/text.ts';

/** Names that a column may have, folded, the likelier first. */
export type ColumnNames = readonly (string | RegExp)[];

/** What a column of a file is taken for. */
export interface ColumnSuggestion<Field extends string> {
  readonly header: string;
  /** Its place in a row, from 0. */
  readonly position: number;
  /** Null when no field is meant for certain. */
  readonly field: Field | null;
  /** Fields that it might be, the likeliest first; at most three. */
  readonly alternatives: readonly Field[];
}

/** How the columns of a kind of record are known. */
export interface KnownColumns<Field extends string> {
  readonly names: Readonly<Record<Field, ColumnNames>>;
  /** Fields that several columns may fill. */
  readonly several: ReadonlySet<string>;
  /** What exports write before ` - ` for columns of the record itself, folded. */
  readonly own: readonly string[];
}

const leastAlternative = 0.75;

/**
 * Suggests for each header the field that it means: by names in several languages and of the usual exports, slips aside.
 *
 * A header that only resembles a name is none: `Contact owner` is no contact's name, nor is any other owner, id, type or
 * number. Each field is given to one column, the one with its likeliest name, unless several may fill it.
 */
export function suggestColumns<Field extends string>(
  headers: readonly string[],
  { names, several, own }: KnownColumns<Field>,
): readonly ColumnSuggestion<Field>[] {
  const folded = headers.map((header) => foldedHeader(header, own));
  const fields: Field[] = [];
  for (const field in names) fields.push(field);
  const given = new Map<number, Field>();
  for (const rank of [rankOf, typoRank]) {
    for (const field of fields) {
      const taken = [...given.values()].includes(field);
      if (taken && (rank === typoRank || !several.has(field))) continue;
      const offers = folded
        .map((header, position) => ({ position, rank: rank(header, namesOf(field, names[field])) }))
        .filter(({ position, rank: found }) => found >= 0 && !given.has(position))
        .sort((a, b) => a.rank - b.rank || a.position - b.position);
      for (const { position } of several.has(field) ? offers : offers.slice(0, 1)) given.set(position, field);
    }
  }
  return headers.map((header, position) => {
    const field = given.get(position) ?? null;
    const others = alternatives(folded[position] ?? '', fields, names).filter((other) => other !== field);
    return { header, position, field, alternatives: others.slice(0, 3) };
  });
}

function namesOf(field: string, names: ColumnNames): ColumnNames {
  return [...names, field.replaceAll('_', ' ')];
}

/** camelCase and snake_case are words too, and what is said of the record itself goes without its name. */
function foldedHeader(header: string, own: readonly string[]): string {
  const [, prefix, rest] = /^\s*(\p{L}+)\s+-\s+(.+)$/u.exec(header) ?? [];
  const bare = prefix !== undefined && own.includes(foldWords(prefix)) ? (rest ?? header) : header;
  const words = bare.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ');
  return foldWords(words.replace(/\((?:[A-Z]{2,5}|%)\)\s*$/, ''));
}

/** The place of a header among the names of a field, from 0; negative when it is none of them. */
function rankOf(header: string, names: ColumnNames): number {
  if (header === '') return -1;
  return names.findIndex((name) => (typeof name === 'string' ? name === header : name.test(header)));
}

/** The same for a header with slips in its words: as many words, each nearly the same. */
function typoRank(header: string, names: ColumnNames): number {
  const words = header.split(' ');
  return names.findIndex((name) => {
    if (typeof name !== 'string') return false;
    const meant = name.split(' ');
    return meant.length === words.length && meant.every((word, at) => isSlip(words[at] ?? '', word));
  });
}

/** Whether a word differs by one letter more, less or other, or by two in the wrong order; short words must be right. */
function isSlip(written: string, meant: string): boolean {
  if (written === meant) return true;
  if (meant.length < 5 || Math.abs(written.length - meant.length) > 1) return false;
  let start = 0;
  while (start < meant.length && written[start] === meant[start]) start += 1;
  const [left, right] = [written.slice(start), meant.slice(start)];
  if (left.length !== right.length) return left.slice(1) === right || left === right.slice(1);
  const isSwapped = left[0] === right[1] && left[1] === right[0];
  return left.slice(1) === right.slice(1) || (isSwapped && left.slice(2) === right.slice(2));
}

function alternatives<Field extends string>(
  header: string,
  fields: readonly Field[],
  names: Readonly<Record<Field, ColumnNames>>,
): readonly Field[] {
  return fields
    .map((field) => ({ field, likeness: likeness(header, namesOf(field, names[field])) }))
    .filter(({ likeness: found }) => found >= leastAlternative)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ field }) => field);
}

function likeness(header: string, names: ColumnNames): number {
  return names.reduce<number>((best, name) => {
    if (typeof name !== 'string' || name.length < 4) return best;
    return Math.max(best, jaroWinkler(header, name));
  }, 0);
}
