/** Shorter values would blank out ordinary words, so they are not hunted. */
const MIN_SECRET_LENGTH = 4;
const MIN_ENCODED_LENGTH = 6;

/** A compiled search for configured secret values in any form a sink may hold them. */
export interface SecretMatcher {
  readonly pattern: RegExp;
  /** The most characters that one occurrence can take. */
  readonly longest: number;
}

/**
 * Compiles the search for the given secrets, or nothing when none is long enough to hunt.
 *
 * One occurrence may be raw, percent-encoded (any subset of its characters, once or twice), form-encoded,
 * JSON-escaped at any depth, HTML-escaped, hexadecimal, base64 or base64url, also inside a longer base64 text
 * such as the `user:password` of basic authentication.
 */
export function compileSecrets(secrets: Iterable<string>): SecretMatcher | undefined {
  const values = new Set<string>();
  for (const secret of secrets) {
    const value = secret.trim();
    if (value.length >= MIN_SECRET_LENGTH) values.add(value);
  }
  if (values.size === 0) return undefined;
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  const sources = [...new Set(longestFirst.flatMap(formsOf))];
  const longest = Math.max(...longestFirst.map((value) => Buffer.byteLength(value))) * LONGEST_ESCAPE;
  return { pattern: new RegExp(sources.join('|'), 'g'), longest };
}

/** Seven backslashes and `uXXXX` are the longest form that the patterns below accept for one character. */
const LONGEST_ESCAPE = 12;

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = [[...secret].map(characterPattern).join('')];
  if (bytes.length < MIN_ENCODED_LENGTH) return forms;
  const hex = bytes.toString('hex');
  forms.push(hex, hex.toUpperCase());
  for (const shift of [0, 1, 2]) forms.push(base64Pattern(bytes, shift));
  return forms;
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const JSON_ESCAPES: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };

function characterPattern(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const forms = [
    `\\\\{0,7}${escapeForRegExp(character)}`,
    [...Buffer.from(character)].map(percentPattern).join(''),
  ];
  const html = HTML_ESCAPES[character];
  if (html !== undefined) forms.unshift(html);
  const json = JSON_ESCAPES[character];
  if (json !== undefined) forms.push(`\\\\{1,7}${json}`);
  if (character === ' ') forms.push('\\+');
  if (character.length === 1) forms.push(`\\\\{1,7}u${anyCase(hexOf(character.charCodeAt(0), 4))}`);
  return `(?:${forms.join('|')})`;
}

function percentPattern(byte: number): string {
  return `%(?:25)?${anyCase(hexOf(byte, 2))}`;
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * The characters of the base64 text that depend on the secret's bytes alone when it starts `shift` bytes after
 * a group boundary; the characters shared with its neighbours are left out.
 */
function base64Pattern(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const from = shift === 0 ? 0 : shift + 1;
  const whole = (shift + bytes.length) % 3 === 0;
  return [...text.slice(from, whole ? undefined : -1)].map(base64Character).join('');
}

function base64Character(character: string): string {
  if (character === '+') return '(?:[+-]|%2[bB])';
  if (character === '/') return '(?:[/_]|%2[fF])';
  return character;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
