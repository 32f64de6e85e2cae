import { currenciesOfSign } from './currency-signs.ts';
import { type Decimal, isCurrency } from './money.ts';

/** The mark between whole units and their fraction. */
export type DecimalMark = '.' | ',';

/** An amount as somebody wrote it, taken apart, before anybody decides what its point or comma means. */
export interface AmountText {
  readonly negative: boolean;
  /** Digits with the marks between them. */
  readonly body: string;
  /** The sign or code beside the digits, as written. */
  readonly sign?: string;
  /** The currencies that the sign may mean. */
  readonly currencies?: readonly string[];
}

/** Why a text is no amount, in words that follow the name of its field. */
export interface NoAmount {
  readonly problem: string;
}

const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212\u2796\ufe58\ufe63\uff0d]/g;
/** A sign with full stops inside it only, as in `د.إ`, so that one before the digits is theirs. */
const before = String.raw`((?:[^\d.,'+-]|(?<=\p{L})\.(?=\p{L}))*?)`;
const digits = String.raw`([.,]?\d[\d.,'\s]*)`;
const behind = String.raw`([^\d.,'+\s-][^\d]*?)?`;
const shape = new RegExp(`^${before}\\s*([-+]?)\\s*${before}\\s*${digits}\\s*${behind}\\s*(-?)$`, 'u');
const longest = 60;

/**
 * Takes an amount apart as exports write it: with a currency before or behind it, digits of any script, groups set apart
 * by marks or spaces, a minus of any kind at either end or brackets instead, `.–` for no cents.
 *
 * Percentages, powers of ten and abbreviations such as `1.2k` are refused, since each hides a factor.
 */
export function readAmountText(text: string): AmountText | NoAmount {
  // a raised digit is a footnote, which plain digits would make part of the number; fractions have no decimals
  if (text.length > longest || /\p{No}/u.test(text)) return { problem: 'is no amount' };
  const written = plainText(text);
  if (/%|‰|pct|percent/i.test(written)) return { problem: 'is a percentage, not an amount' };
  if (/\d\s*[eE][-+]?\d/.test(written)) return { problem: 'is a power of ten: write the amount in full' };
  const isBracketed = /\([^()]*\d[^()]*\)/.test(written);
  const bare = written
    .replace(/[()]/g, ' ')
    .replace(/(?<=\p{L})\.(?=\s*\d)/gu, ' ')
    .trim();
  const match = shape.exec(withoutEmptyCents(bare));
  if (match === null) return { problem: 'is no amount' };
  const [, first = '', minus, second = '', body = '', third = '', minusBehind] = match;
  const signs = [first, second, third].map((sign) => sign.trim()).filter((sign) => sign !== '');
  const isNegative = minus === '-' || minusBehind === '-' || isBracketed;
  if (signs.length > 1 && !areOneCurrency(signs)) return { problem: 'has more than one currency' };
  const [sign] = signs;
  if (sign === undefined) return { negative: isNegative, body: body.trim() };
  const currencies = meaningOf(signs);
  if (currencies.length === 0) return { problem: unknownSign(sign) };
  return { negative: isNegative, body: body.trim(), sign, currencies };
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(/[’‘ʼ´`′]/g, "'")
    .replace(/٬/g, ' ')
    .replace(/٫/g, '.')
    .replace(/\p{Nd}/gu, digitOf)
    .trim();
}

/** Digits of a script stand in a row of ten, of which the first has a value of nought. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let first = code;
  while (first > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String(code - first);
}

/** Swiss, Dutch and Scandinavian prices have a dash where no cents are: `1'200.–`, `1200,-`, `1200:-`. */
function withoutEmptyCents(text: string): string {
  return text.replace(/(\d)\s*[.,:]\s*-{1,2}(?=\D*$)/, '$1');
}

function areOneCurrency(signs: readonly string[]): boolean {
  return meaningOf(signs).length > 0;
}

/** What all of the signs may mean: `US$ … USD`, `$ … CAD`. */
function meaningOf(signs: readonly string[]): readonly string[] {
  const [first = [], ...others] = signs.map(currenciesOf);
  return first.filter((currency) => others.every((meaning) => meaning.includes(currency)));
}

function currenciesOf(sign: string): readonly string[] {
  const code = sign.toUpperCase();
  return code.length === 3 && isCurrency(code) ? [code] : currenciesOfSign(sign);
}

function unknownSign(sign: string): string {
  return /^(?:k|m|mm|bn|b|mio|mrd|mn|mln|tsd|thousand|million|lakh|crore|cr|lac)\.?$/i.test(sign)
    ? 'is abbreviated: write the amount in full'
    : 'has a currency sign that is not known';
}

const groupedBy = {
  '.': /^(\d{1,3})(?:([,' ])\d{3}(?:\2\d{3})*)?$|^\d{1,2}(?:,\d{2})+,\d{3}$|^\d+$/,
  ',': /^(\d{1,3})(?:([.' ])\d{3}(?:\2\d{3})*)?$|^\d+$/,
} as const satisfies Record<DecimalMark, RegExp>;

/** The number that digits and marks are when `mark` stands before the fraction; undefined when they cannot be one. */
export function decimalWith({ negative, body }: AmountText, mark: DecimalMark): Decimal | undefined {
  const text = body.replace(/\s/g, ' ');
  const at = text.indexOf(mark);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  const whole = at < 0 ? text : text.slice(0, at);
  if (!/^\d*$/.test(fraction)) return undefined;
  if (whole === '') return { negative, whole: '0', fraction };
  if (!groupedBy[mark].test(whole) || /^0[,.' ]/.test(whole)) return undefined;
  return { negative, whole: whole.replace(/\D/g, ''), fraction };
}

/** A decimal as people read it, `1,234.50`. */
export function decimalWords({ negative, whole, fraction }: Decimal): string {
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${negative ? '-' : ''}${grouped}${fraction === '' ? '' : `.${fraction}`}`;
}
