import { foldWords } from '../values/text.ts';

/** Bounds of a search, against queries that cost more than they find. */
const bounds = { terms: 8, termLength: 40 } as const;

/**
 * The words of a user's search text, folded (case, diacritics), without any punctuation and so without any operator of a
 * full-text engine; at most eight, each at most 40 characters. Empty when the text holds no letter or digit.
 */
export function searchTerms(text: string): readonly string[] {
  // addresses and domains are searched by their parts, as the index holds them
  const words = foldWords(text.slice(0, 1000).replace(/[@.]/g, ' ')).split(' ');
  const terms = words
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, bounds.termLength).join(''));
  return [...new Set(terms)].slice(0, bounds.terms);
}

/** A query for SQLite FTS5: every term must begin a word. Undefined when there is nothing to search for. */
export function fts5Query(text: string): string | undefined {
  const terms = searchTerms(text);
  // in quotes even AND, OR, NOT and NEAR are plain words
  return terms.length === 0 ? undefined : terms.map((term) => `"${term}"*`).join(' ');
}

/** A pattern for `LIKE … ESCAPE '\'` that matches texts with the given beginning. */
export function likePrefix(text: string): string {
  return `${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}

/** The text that a row puts into a full-text index, folded as searches are. */
export function searchDocument(parts: Iterable<string | null | undefined>): string {
  return Array.from(parts, (part) => foldWords((part ?? '').replace(/[@.]/g, ' ')))
    .filter((words) => words !== '')
    .join(' ');
}
