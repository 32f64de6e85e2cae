import { givenNameRoots } from './nicknames.ts';
import { foldWords } from './text.ts';

/** A person's name in two parts, as folded words. */
export interface PersonName {
  readonly given: string;
  readonly surname: string;
}

const titles: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof professor sir dame herr frau mme mlle monsieur madame sig sra sr ing dipl mag rev fr hon'.split(
    ' ',
  ),
);
const suffixes: ReadonlySet<string> = new Set('jr sr ii iii iv phd md esq mba cpa'.split(' '));

/** Folds both parts of a name and drops titles (`Dr`) and generational suffixes (`Jr`). */
export function normalisePersonName(given: string, surname: string): PersonName {
  return { given: withoutTitles(foldWords(given)), surname: withoutSuffixes(foldWords(surname)) };
}

function withoutTitles(words: string): string {
  const kept = words.split(' ');
  while (kept.length > 1 && titles.has(kept[0] ?? '')) kept.shift();
  return kept.join(' ');
}

function withoutSuffixes(words: string): string {
  const kept = words.split(' ');
  while (kept.length > 1 && suffixes.has(kept.at(-1) ?? '')) kept.pop();
  return kept.join(' ');
}

const particles: ReadonlySet<string> = new Set(
  'van von der den de del della di da dos du la le el al bin ibn ten ter zu st san'.split(' '),
);

/**
 * Takes a full name apart: `Surname, Given` at the comma, otherwise the last word is the surname together with the
 * particles before it (`Anna van der Berg`). One word alone is a surname. Spelling is kept.
 */
export function splitFullName(name: string): { readonly first_name: string; readonly last_name: string } {
  const [before = '', after] = name.split(',', 2).map((part) => part.trim().replace(/\s+/g, ' '));
  if (after !== undefined && after !== '' && !suffixes.has(foldWords(after))) {
    return { first_name: after, last_name: before };
  }
  const words = before.split(' ');
  let from = words.length - 1;
  if (from > 1 && suffixes.has(foldWords(words[from] ?? ''))) from -= 1;
  while (from > 1 && particles.has((words[from - 1] ?? '').toLowerCase())) from -= 1;
  return { first_name: words.slice(0, from).join(' '), last_name: words.slice(from).join(' ') };
}

/** Whether two folded given names are forms of one name (`bill`, `william`). */
export function areNicknames(a: string, b: string): boolean {
  if (a === b) return true;
  const roots = givenNameRoots(a);
  return roots.length > 0 && givenNameRoots(b).some((root) => roots.includes(root));
}
