import type { SearchWord } from '@patchbay/schemas';

/** A query for SQLite FTS5 that every word of a search fulfils; undefined when there is none. */
export function fts5Query(searched: readonly SearchWord[]): string | undefined {
  const words = searched.map(({ forms }) => {
    // in quotes even AND, OR, NOT and NEAR are plain words; several tokens must follow each other
    const phrases = forms.map((form) => `"${form.join(' ')}"*`);
    return `(${phrases.join(' OR ')})`;
  });
  return words.length === 0 ? undefined : words.join(' AND ');
}

/** The same as a `tsquery` of PostgreSQL, in its own notation; `weight` restricts it to lexemes of that weight. */
export function tsQuery(searched: readonly SearchWord[], weight: 'A' | '' = ''): string | undefined {
  const words = searched.map(({ forms }) => {
    const phrases = forms.map((form) =>
      form.map((token, index) => `'${token}':${index === form.length - 1 ? '*' : ''}${weight}`).join(' <-> '),
    );
    return `(${phrases.map((phrase) => `(${phrase})`).join(' | ')})`;
  });
  return words.length === 0 ? undefined : words.join(' & ');
}

/** A pattern for `LIKE … ESCAPE '\'` that matches texts with the given beginning. */
export function likePrefix(text: string): string {
  return `${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}
