/** An amount in the minor unit of its currency: 12.34 EUR is 1234, 500 JPY is 500. */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const digits = new Map<string, number>();

/** Whether a text is an ISO 4217 code that the platform knows. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** How many decimal places a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  const remembered = digits.get(currency);
  if (remembered !== undefined) return remembered;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  digits.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Why a text is no amount. */
export type MoneyProblem = 'unknown_currency' | 'not_an_amount' | 'too_many_decimals' | 'too_large';

const amountPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal text such as `1234.5` exactly, without a detour through floating point.
 *
 * Grouping in thousands is read when it is plain: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`. A single separator
 * followed by three digits is ambiguous and read as grouping.
 */
export function parseMoney(text: string, currency: string): Money | { readonly problem: MoneyProblem } {
  const code = currency.trim().toUpperCase();
  if (!isCurrency(code)) return { problem: 'unknown_currency' };
  const match = amountPattern.exec(plainDecimal(text));
  if (match === null) return { problem: 'not_an_amount' };
  const [, sign = '', whole = '', fraction = ''] = match;
  const places = currencyDigits(code);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) return { problem: 'too_many_decimals' };
  const minor = Number(`${sign}${whole}${kept.padEnd(places, '0')}`);
  // a negative zero would not equal zero everywhere
  return Number.isSafeInteger(minor) ? { minor: minor || 0, currency: code } : { problem: 'too_large' };
}

function plainDecimal(text: string): string {
  const bare = text.trim().replace(/[\s\u00a0\u202f'’]/g, '');
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return bare;
  const separators = bare.match(/[.,]/g) ?? [];
  const mark = bare[last];
  const isRepeated = separators.length > 1 && separators.every((separator) => separator === mark);
  const looksGrouped = separators.length === 1 && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(bare);
  if (isRepeated || looksGrouped) {
    return /^-?\d{1,3}(?:[.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, '') : 'invalid';
  }
  const whole = bare.slice(0, last);
  if (/[.,]/.test(whole) && !/^-?\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return 'invalid';
  return `${whole.replace(/[.,]/g, '')}.${bare.slice(last + 1)}`;
}

/** An amount as a plain decimal text, `1234.50`. */
export function moneyText({ minor, currency }: Money): string {
  const places = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${minor < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`;
}

/** An amount for readers, `EUR 1,234.50`; whole amounts without decimals. */
export function formatMoney(money: Money): string {
  const [whole = '', fraction] = moneyText(money).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${money.currency} ${grouped}${fraction === undefined || /^0+$/.test(fraction) ? '' : `.${fraction}`}`;
}

/** A share of an amount in minor units, in basis points (1900 = 19 %), rounded half away from zero. */
export function shareOf(minor: number, basisPoints: number): number {
  const exact = (Math.abs(minor) * basisPoints) / 10_000;
  return Math.sign(minor) * Math.round(exact) || 0;
}
