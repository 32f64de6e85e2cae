/** An amount in the minor unit of its currency: 12.34 EUR is 1234, 500 JPY is 500. */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Where ISO 4217 counts other decimal places than the platform, which tells how prices are usually rounded. */
const placesByStandard: ReadonlyMap<string, number> = new Map(
  Object.entries({
    UYI: 0,
    IQD: 3,
    CLF: 4,
    UYW: 4,
    ...twoPlaces(`AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR RSD SLL SOS SYP TWD TZS UZS YER ZMK`),
    // funds and young codes that the platform may not list
    ...twoPlaces(`BOV CHE CHW COU MXV SLE USN VED XAD XCG ZWG`),
  }),
);

function twoPlaces(codes: string): Readonly<Record<string, number>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, 2]));
}

const known: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...placesByStandard.keys(),
]);
const digits = new Map<string, number>(placesByStandard);

/** Whether a text is an ISO 4217 code, of today or of before, in upper case. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** All codes that {@link isCurrency} knows. */
export function currencies(): Iterable<string> {
  return known.values();
}

/** How many decimal places ISO 4217 gives a currency: 2 for EUR and HUF, 0 for JPY, 3 for KWD. */
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

/** A number in decimal notation, taken apart: `-12.50` is a negative 12 with the fraction `50`. */
export interface Decimal {
  readonly negative: boolean;
  /** Digits before the point; at least one. */
  readonly whole: string;
  /** Digits behind it, as written. */
  readonly fraction: string;
}

/** Why a decimal is no amount of a currency. */
export type MoneyProblem = 'too_many_decimals' | 'too_large';

/** A decimal as minor units of a currency, exactly; zeros at its end are no decimals. */
export function minorUnits(
  { negative, whole, fraction }: Decimal,
  currency: string,
): number | { readonly problem: MoneyProblem } {
  const places = currencyDigits(currency);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) return { problem: 'too_many_decimals' };
  const minor = Number(`${negative ? '-' : ''}${whole}${kept.padEnd(places, '0')}`);
  // a negative zero would not equal zero everywhere
  return Number.isSafeInteger(minor) ? minor || 0 : { problem: 'too_large' };
}

/**
 * An amount in whole units of a currency, such as 12.5, as minor units, 1250. `currency` is ISO 4217 in upper case.
 *
 * This is the one rule for amounts that callers give: whole units, unless the field's name ends in `_minor`.
 */
export function minorAmount(
  amount: number,
  currency: string,
): number | { readonly problem: MoneyProblem | 'unknown_currency' } {
  if (!isCurrency(currency)) return { problem: 'unknown_currency' };
  const decimal = decimalOf(amount);
  return decimal === undefined ? { problem: 'too_large' } : minorUnits(decimal, currency);
}

/** A finite number as the decimal that it is printed as; undefined for those that are printed with an exponent. */
export function decimalOf(number: number): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(number));
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  return { negative: sign === '-', whole, fraction };
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
