import { foldWords } from './text.ts';

const suffixes: ReadonlySet<string> = new Set('jr sr ii iii iv phd md esq mba cpa'.split(' '));
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
