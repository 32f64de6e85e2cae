import { fold, foldSpellings } from './fold.ts';

/** One word of a search: any of its forms finds it, each a sequence of tokens of which the last may go on. */
export interface SearchWord {
  /** The word folded, as it stands in folded prose. */
  readonly text: string;
  readonly forms: readonly (readonly string[])[];
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:'[\p{L}\p{N}\p{M}]+)*/gu;
const unit = /[\p{L}\p{N}]\p{M}*/gu;
const unspaced =
  /(?:[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Yi}\p{scx=Tangut}\p{scx=Nushu}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Javanese}\p{scx=Balinese}\p{scx=Tai_Le}\p{scx=New_Tai_Lue}\p{scx=Tai_Tham}\p{scx=Tai_Viet}]\p{M}*)+/u;
const runs = new RegExp(`(${unspaced.source})`, 'u');

// among these are all that are used as apostrophes
const odd = /[^\p{L}\p{N}\p{M}\s]|\p{Lm}/gu;

const longestToken = 40;
const mostWords = 8;
const longestSearch = 1_000;

/**
 * The tokens of a text for a text index that looks for beginnings, in the order of the text.
 *
 * A token is a folded word, each of its spellings, and the parts around an apostrophe too (`O'Connor` → `oconnor`, `o`,
 * `connor`). Scripts that are written without spaces, and Korean, give overlapping pairs of letters and the last letter,
 * so that whatever stands inside is found. Tokens hold letters, marks and digits alone and at most 40 characters.
 */
export function wordsOf(text: string): readonly string[] {
  return wordsIn(text).flatMap((each) => formsOf(each, true).flat());
}

/**
 * The words that a search asks for, at most eight; empty when its text holds no letter or digit.
 *
 * A text has a word when, for one of its forms, the tokens of {@link wordsOf} hold that sequence, the last token at
 * least as a beginning.
 */
export function searchWords(text: string): readonly SearchWord[] {
  const found = new Map<string, SearchWord>();
  for (const each of wordsIn(text.slice(0, longestSearch))) {
    if (found.size >= mostWords) break;
    const folded = fold(each);
    found.set(folded, { text: folded, forms: formsOf(each, false) });
  }
  return [...found.values()];
}

/** Whether the tokens of a text hold all words of a search. */
export function holdsWords(tokens: readonly string[], words: readonly SearchWord[]): boolean {
  return words.every(({ forms }) =>
    forms.some((form) => tokens.some((_, at) => holdsForm(tokens, at, form))),
  );
}

function holdsForm(tokens: readonly string[], at: number, form: readonly string[]): boolean {
  return form.every((token, index) => {
    const found = tokens[at + index];
    return index === form.length - 1 ? found?.startsWith(token) === true : found === token;
  });
}

/** The words as written, but for apostrophes and compatibility forms: umlauts are still there to be spelled out. */
function wordsIn(text: string): readonly string[] {
  return unified(text).match(word) ?? [];
}

function unified(text: string): string {
  return text
    .replace(odd, (each) => (each === '`' || fold(each) === "'" ? "'" : each))
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC');
}

function formsOf(text: string, whole: boolean): readonly (readonly string[])[] {
  const forms = foldSpellings(text).flatMap((spelling) => {
    const parts = spelling.split("'");
    const closed = tokensOf(parts.join(''), whole);
    return parts.length === 1
      ? [closed]
      : [closed, parts.flatMap((part, index) => tokensOf(part, whole || index < parts.length - 1))];
  });
  return forms.filter(({ length }) => length > 0);
}

/** The tokens of one folded word; `whole` unless it may go on. */
function tokensOf(text: string, whole: boolean): readonly string[] {
  const pieces = text.split(runs).filter((piece) => piece !== '');
  return pieces.flatMap((piece, index) => {
    if (!unspaced.test(piece)) return [cut(piece)];
    const isWhole = whole || index < pieces.length - 1;
    return pairs((piece.match(unit) ?? []).map(cut), isWhole);
  });
}

function pairs(units: readonly string[], whole: boolean): readonly string[] {
  const all = units.map((each, index) => cut(`${each}${units[index + 1] ?? ''}`));
  return whole || units.length < 2 ? all : all.slice(0, -1);
}

function cut(token: string): string {
  return token.length <= longestToken ? token : [...token].slice(0, longestToken).join('');
}
