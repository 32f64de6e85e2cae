import { currencyDigits, isCurrency } from '../values/money.ts';

/** Why a number is no price. */
export type PriceProblem = 'unknown_currency' | 'too_many_decimals' | 'too_large';

/**
 * A price in whole units of a currency, such as 12.5, as minor units, 1250.
 *
 * `currency` is ISO 4217 in upper case; the amount is finite and not negative.
 */
export function minorPrice(amount: number, currency: string): number | { readonly problem: PriceProblem } {
  if (!isCurrency(currency)) return { problem: 'unknown_currency' };
  const digits = currencyDigits(currency);
  const minor = Math.round(amount * 10 ** digits);
  if (!Number.isSafeInteger(minor)) return { problem: 'too_large' };
  return Number(amount.toFixed(digits)) === amount ? minor : { problem: 'too_many_decimals' };
}

/** Minor units per whole unit, and the currencies that have so many. */
export interface CurrencyScale {
  readonly factor: number;
  readonly currencies: readonly string[];
}

let scales: readonly CurrencyScale[] | undefined;

/** The currencies whose minor unit is not a hundredth, by the factor. Asking the platform for all takes milliseconds. */
export function unusualScales(): readonly CurrencyScale[] {
  scales ??= [
    ...Map.groupBy(Intl.supportedValuesOf('currency'), (currency) => 10 ** currencyDigits(currency)),
  ].flatMap(([factor, currencies]) => (factor === 100 ? [] : [{ factor, currencies }]));
  return scales;
}
