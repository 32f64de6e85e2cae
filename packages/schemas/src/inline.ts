import { stripInvisible } from './text.ts';

/** What could end a field or a cell, begin a line of its own, or pass for a field, a tag, a link or an id of ours. */
const structural = [
  /[\n\r\t\u2028\u2029;|<>{}[\]`→；｜]/,
  /[:：](?=\s|$)/,
  /^\s|\s$/,
  /^(?:"|[-+*#=~]{1,6}(?:\s|$)|\d{1,3}[.)]\s|[-=~*_]{3})/,
  /\([a-z][\da-z_-]*\)/,
];

/** Up to four words without anything of the kind, as nearly all values are: told at one look. */
const harmless = /^[a-zÀ-ɏ\d][a-zÀ-ɏ\d.,:@&'/+_-]*(?: [a-zÀ-ɏ\d.,:@&'/+_-]+){0,3}$/i;
const maybe = /: |:$|^\d{1,3}[.)] /;

/** As many characters of scripts that set no spaces, or five words: enough to tell somebody what to do. */
const unspaced =
  /[\p{Ideographic}\p{scx=Hira}\p{scx=Kana}\p{Script=Hang}\p{Script=Thai}\p{Script=Khmr}]{12}/u;

function isSentence(text: string): boolean {
  return text.trim().split(/\s+/, 5).length === 5 || unspaced.test(text);
}

/** What was quoted before, so that a text which passes two hands is quoted once. */
const alreadyQuoted = /^"(?:[^"\\;|<\n\r\u2028\u2029]|\\["\\/bfnrtu])*"$/;

/**
 * A value that somebody else wrote as a part of one line: as it is, or quoted when it holds anything that could end its
 * field or read like a sentence to the model. Invisible and control characters go.
 *
 * `within` says whether it stands between semicolons and bars, or in a list between commas.
 */
export function inline(text: string, within: 'fields' | 'list' = 'fields'): string {
  if (harmless.test(text) && !maybe.test(text) && (within === 'fields' || !text.includes(','))) return text;
  if (alreadyQuoted.test(text)) return text;
  const clean = stripInvisible(text).text;
  const isQuoted =
    structural.some((pattern) => pattern.test(clean)) ||
    isSentence(clean) ||
    (within === 'list' && clean.includes(','));
  return isQuoted ? quoted(clean) : clean;
}

const escapes: Readonly<Record<string, string>> = {
  ';': '\\u003b',
  '|': '\\u007c',
  '<': '\\u003c',
  '](': '\\u005d(',
  '```': '\\u0060\\u0060\\u0060',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A value that somebody else wrote as a JSON string on one line, safe like {@link inlineJson}. */
export function quoted(text: string): string {
  return alreadyQuoted.test(text) ? text : inlineJson(text);
}

/**
 * A value as JSON on one line, in whose texts separators, tags and links of the text around it are escaped, so that even
 * a reader who ignores quotes cannot take it for several fields.
 */
export function inlineJson(value: string | object): string {
  const json = stripInvisible(JSON.stringify(value)).text;
  return json.replace(/[;|<\u2028\u2029]|\]\(|```/g, (found) => escapes[found] ?? found);
}

/**
 * A sentence of the server's own that may quote what others wrote, such as that of an error: on one line, without tags
 * of fences, links, and characters that nobody sees.
 */
export function oneLine(text: string): string {
  return stripInvisible(text)
    .text.replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/<(?=\s*\/?\s*untrusted-data)|\]\(|```/gi, (found) => escapes[found] ?? found);
}
