import { currencies, currencyDigits } from '../values/money.ts';

/** Minor units per whole unit, and the currencies that have so many. */
export interface CurrencyScale {
  readonly factor: number;
  readonly currencies: readonly string[];
}

let scales: readonly CurrencyScale[] | undefined;

/** The currencies whose minor unit is not a hundredth, by the factor. Asking the platform for all takes milliseconds. */
export function unusualScales(): readonly CurrencyScale[] {
  scales ??= [...Map.groupBy(currencies(), (currency) => 10 ** currencyDigits(currency))].flatMap(
    ([factor, currencies]) => (factor === 100 ? [] : [{ factor, currencies }]),
  );
  return scales;
}
